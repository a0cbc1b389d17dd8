/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.mail.MailSettings.Security;

/** Notices and settings that the tests use. */
final class Samples {
    static final Instant FAILED = Instant.parse("2026-11-24T13:43:05.123Z");
    static final Instant BACK = Instant.parse("2026-11-24T14:01:10.900Z");

    private Samples() {
        // static only
    }

    static Delivery delivery() {
        return delivery("10.0.0.5", "anna@example.com");
    }

    static Delivery delivery(final String client, final @Nullable String destination) {
        return delivery("web", client, destination, "Anna");
    }

    static Delivery delivery(final String server, final String client, final @Nullable String destination,
            final @Nullable String name) {
        return Delivery.of(notice(server, 80, client, destination, name, null));
    }

    /** To Anna, in a language or none, about port 80 of each server. */
    static Delivery delivery(final @Nullable String language, final List<String> servers) {
        return new Delivery("recovered/7", servers.stream()
            .map(server -> notice(server, 80, "10.0.0.5", "anna@example.com", "Anna", language)).toList());
    }

    static Wordings wordings(final MailTemplate... templates) {
        return new Wordings("en", List.of(templates));
    }

    static Notice notice(final String server, final int port, final String client, final @Nullable String destination,
            final @Nullable String name, final @Nullable String language) {
        return new Notice(server + "/tcp/" + port + "/3/" + client + "/mail",
            new ServiceKey(server, Protocol.TCP, port), 3, IpAddress.parse(client), "mail", destination, name,
            language, FAILED, BACK);
    }

    static Letter recovered(final Delivery delivery) {
        return RecoveryMail.recovered(delivery, wordings(), null);
    }

    static MailSettings settings(final int port) {
        return settings(port, Security.NONE, null, null);
    }

    static MailSettings settings(final int port, final Security security, final @Nullable String username,
            final @Nullable String password) {
        return builder(port).security(security).login(username, password).build();
    }

    static MailSettings.Builder builder(final int port) {
        return MailSettings.to("localhost", port, "rebound@rebound.example").fromName("Rebound")
            .replyTo("noc@rebound.example").timeout(Duration.ofSeconds(5));
    }

    static MailSettings impatient(final int port, final Duration timeout) {
        return MailSettings.to("127.0.0.1", port, "rebound@rebound.example").timeout(timeout).connections(1).build();
    }
}
