/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * A service that is watched: its settings in the detector's terms, its series, and whom it answered last.
 */
@SuppressFBWarnings(value = "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
    justification = "SpotBugs does not see that the type is @Nullable")
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

    private @Nullable IpAddress answeredClient;
    private long answered;
    private boolean othersAnswered;
    private long answeredOther;

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

    /**
     * Remembers that a client was answered.
     */
    void answer(final IpAddress client, final long now) {
        final var previous = answeredClient;
        if (previous != null && !previous.equals(client)) {
            answeredOther = answered;
            othersAnswered = true;
        }
        answeredClient = client;
        answered = now;
    }

    /**
     * Whether a client other than this one was answered at this time or later.
     */
    boolean hasAnsweredOther(final IpAddress client, final long since) {
        final var latest = answeredClient;
        if (latest == null) {
            return false;
        }
        return latest.equals(client) ? othersAnswered && answeredOther - since >= 0 : answered - since >= 0;
    }
}
