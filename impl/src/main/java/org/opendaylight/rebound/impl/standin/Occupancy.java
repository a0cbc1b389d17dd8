/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/** Counts connections, of all services together. Thread-safe. */
final class Occupancy {
    private final Map<IpAddress, Integer> ofClient = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final int most;

    /**
     * Nobody is connected.
     *
     * @param most how many connections there may be
     */
    Occupancy(final int most) {
        this.most = most;
    }

    /**
     * A client connects.
     *
     * @param client who
     * @param mostOfClient how many connections it may have
     * @return null if it may, and has to {@link #leave}; or the reason why not, as it is counted
     */
    @Nullable String enter(final IpAddress client, final int mostOfClient) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return "full";
        }
        if (ofClient.merge(client, 1, Integer::sum) > mostOfClient) {
            leave(client);
            return "client-full";
        }
        return null;
    }

    /**
     * A connection ends.
     *
     * @param client whose
     */
    void leave(final IpAddress client) {
        ofClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        all.decrementAndGet();
    }
}
