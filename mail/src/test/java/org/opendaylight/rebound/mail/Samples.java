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
import org.eclipse.jdt.annotation.Nullable;
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

    static Notice notice() {
        return notice("10.0.0.5", "anna@example.com");
    }

    static Notice notice(final String client, final @Nullable String destination) {
        return notice("web", client, destination, "Anna");
    }

    static Notice notice(final String server, final String client, final @Nullable String destination,
            final @Nullable String name) {
        return new Notice(server + "/tcp/80/3/" + client + "/mail", new ServiceKey(server, Protocol.TCP, 80), 3,
            IpAddress.parse(client), "mail", destination, name, FAILED, BACK);
    }

    static MailSettings settings(final int port) {
        return settings(port, Security.NONE, null, null);
    }

    static MailSettings settings(final int port, final Security security, final @Nullable String username,
            final @Nullable String password) {
        return new MailSettings("localhost", port, security, username, password, "rebound@rebound.example",
            "Rebound", "noc@rebound.example", Duration.ofSeconds(5), 4);
    }

    static MailSettings impatient(final int port, final Duration timeout) {
        return new MailSettings("127.0.0.1", port, Security.NONE, null, null, "rebound@rebound.example", null, null,
            timeout, 1);
    }
}
