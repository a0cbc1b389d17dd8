/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/** Tells the desk who came: each client once, and again after {@value #AGAIN_SECONDS} seconds at the earliest. */
final class Visits {
    private static final long AGAIN_SECONDS = 30;
    /** How many clients are remembered; of more, the first ones are told of again. */
    private static final int REMEMBERED = 20_000;

    private final Cache<IpAddress, Boolean> told;
    private final ServiceKey service;
    private final VisitorDesk desk;

    /**
     * Nobody came yet.
     *
     * @param service the service that clients want
     * @param desk the desk
     * @param ticker the monotonic time
     */
    Visits(final ServiceKey service, final VisitorDesk desk, final Ticker ticker) {
        this.service = requireNonNull(service);
        this.desk = requireNonNull(desk);
        told = CacheBuilder.newBuilder().expireAfterWrite(Duration.ofSeconds(AGAIN_SECONDS)).maximumSize(REMEMBERED)
            .ticker(ticker).build();
    }

    /**
     * Somebody came.
     *
     * @param client who
     */
    void came(final IpAddress client) {
        if (told.asMap().putIfAbsent(client, Boolean.TRUE) == null) {
            desk.visited(service, client);
        }
    }
}
