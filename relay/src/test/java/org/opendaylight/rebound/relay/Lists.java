/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import java.time.Instant;
import java.util.stream.Stream;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.ServiceKey;

/** Lists as Rebound sends them. */
public final class Lists {
    /** When the service of every list was back. */
    public static final Instant RECOVERED = Instant.parse("2026-03-04T05:24:11Z");
    /** When every client failed. */
    public static final Instant FAILED = Instant.parse("2026-03-04T05:06:06Z");

    private Lists() {
        // static only
    }

    /**
     * A list.
     *
     * @param id its id
     * @param outage the outage of service web/tcp/80
     * @param clients their addresses
     * @return the list
     */
    public static RecoveryList list(final String id, final long outage, final String... clients) {
        return new RecoveryList(id, new ServiceKey("web", Protocol.TCP, 80), outage, RECOVERED,
            Stream.of(clients).map(client -> new RecoveryList.Client(IpAddress.parse(client), FAILED)).toList());
    }
}
