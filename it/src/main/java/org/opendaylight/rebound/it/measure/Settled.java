/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/**
 * Waits until a number does not change any more.
 */
final class Settled {
    private Settled() {
        // no instances
    }

    /**
     * Waits.
     *
     * @param what what is waited for
     * @param patience how long at most
     * @param interval how long the number must stay what it is
     * @param least what it must be at least: less means that it is not known yet
     * @param number gives the number
     * @return the number
     */
    static long await(final String what, final Duration patience, final Duration interval, final long least,
            final LongSupplier number) {
        final var last = new long[] {least - 1};
        Awaitility.await(what).atMost(patience).pollDelay(interval).pollInterval(interval).until(() -> {
            final long now = number.getAsLong();
            final boolean same = now >= least && now == last[0];
            last[0] = now;
            return same;
        });
        return last[0];
    }
}
