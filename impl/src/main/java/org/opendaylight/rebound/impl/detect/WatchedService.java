/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * A service that is watched: its settings in the detector's terms, its series, and whom it answered last.
 */
final class WatchedService {
    /** How long a series is remembered that makes no failure, in response timeouts. */
    private static final int LIFETIME_TIMEOUTS = 10;
    /** How long it is remembered at least: TCP sends again after 1, 3, 7, 15, 31 and 63 s (RFC 6298). */
    private static final long MIN_LIFETIME = 60_000_000_000L;

    final ServiceKey key;
    final SeriesList series = new SeriesList(SeriesList.Kind.SERVICE);

    private long responseTimeout;
    private long lifetime;
    private int attempts;

    WatchedService(final ServerService service) {
        key = service.key();
        configure(service);
    }

    /**
     * Takes over new settings; what is remembered stays.
     */
    void configure(final ServerService service) {
        responseTimeout = service.responseTimeout().toNanos();
        lifetime = Math.max(LIFETIME_TIMEOUTS * responseTimeout, MIN_LIFETIME);
        attempts = service.attempts();
    }

    /** The response timeout in nanoseconds. */
    long responseTimeout() {
        return responseTimeout;
    }

    /** How long a series is remembered after its last packet, in nanoseconds. */
    long lifetime() {
        return lifetime;
    }

    /** How many unanswered packets make a failure. */
    int attempts() {
        return attempts;
    }
}
