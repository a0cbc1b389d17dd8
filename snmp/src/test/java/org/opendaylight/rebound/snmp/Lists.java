/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;

/** Lists of clients, with times as a notification can say them. */
final class Lists {
    static final Instant FAILED = Instant.parse("2026-11-26T16:25:07.3Z");
    static final Instant RECOVERED = Instant.parse("2026-11-26T16:31:46.9Z");
    static final ServiceKey SERVICE = new ServiceKey("web", Protocol.TCP, 443);
    static final String ID = "web/tcp/443/7/station";

    private Lists() {
        // hidden on purpose
    }

    /** Every second client has IPv6. */
    static RecoveryList of(final int clients) {
        return of(ID, clients);
    }

    static RecoveryList of(final String id, final int clients) {
        final List<Client> ret = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            ret.add(new Client(i % 2 == 0 ? IpAddress.ofIpv4(0xC0000200 + i) : IpAddress.parse("2001:db8::" + i),
                FAILED.plusMillis(100L * i)));
        }
        return new RecoveryList(id, SERVICE, 7, RECOVERED, ret);
    }

    /** A list as long in every way as it can be. */
    static RecoveryList longest() {
        final var many = of("i".repeat(255), RecoveryList.MOST);
        return new RecoveryList(many.id(), new ServiceKey("s".repeat(255), Protocol.UDP, 65535), 0xFFFF_FFFFL,
            RECOVERED, many.clients().stream()
                .map(client -> new Client(new IpAddress(-1, client.address().low()), client.failedSince()))
                .toList());
    }

    static RecoveryList whole(final List<RecoveryPart> parts) {
        final var head = parts.getFirst().head();
        return new RecoveryList(head.id(), head.service(), head.outage(), head.recovered(),
            parts.stream().flatMap(part -> part.clients().stream()).toList());
    }
}
