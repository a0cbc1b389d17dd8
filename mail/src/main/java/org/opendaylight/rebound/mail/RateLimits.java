/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.RateLimiter;
import java.time.Duration;

/**
 * Lets mails go as fast as {@link MailRates} says: both the SMTP server's limit and the domain's have to permit one,
 * and a permit that one of them gave is kept while the other refuses. Thread-safe.
 */
final class RateLimits {
    /** How many domains are remembered; of more, those that were asked for longest ago begin anew. */
    private static final int MAX_DOMAINS = 10_000;
    /** A limiter of one mail a minute is as good as new after a minute. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Gate server;
    private final LoadingCache<String, Gate> domains;

    /**
     * Makes the limits; the first mail to each domain may go at once.
     *
     * @param rates the rates
     */
    RateLimits(final MailRates rates) {
        server = new Gate(rates.server());
        domains = CacheBuilder.newBuilder().maximumSize(MAX_DOMAINS).expireAfterAccess(IDLE)
            .build(CacheLoader.from(domain -> new Gate(rates.of(domain))));
    }

    /**
     * Asks for one mail.
     *
     * @param domain the receiver's domain in lower case
     * @return true if it may go; it is counted then
     */
    synchronized boolean admits(final String domain) {
        final var gate = domains.getUnchecked(domain);
        if (gate.isOpen() && server.isOpen()) {
            gate.pass();
            server.pass();
            return true;
        }
        return false;
    }

    /** A limiter that can be asked without taking a permit: it takes one ahead, and keeps it until it is used. */
    private static final class Gate {
        private final RateLimiter limiter;
        private boolean open;

        Gate(final int perMinute) {
            limiter = RateLimiter.create(perMinute == 0 ? Double.POSITIVE_INFINITY : perMinute / 60.0);
        }

        boolean isOpen() {
            open = open || limiter.tryAcquire();
            return open;
        }

        void pass() {
            open = false;
        }
    }
}
