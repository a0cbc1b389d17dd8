/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A hashed timing wheel (Varghese and Lauck, 1987, scheme 6) of series: one deadline each, set and moved in constant
 * time whatever else is due then, without memory of its own beyond the spokes. Agrona's wheel was tried: it searches a
 * spoke for a free place, and all its spokes grow with the fullest, so that a burst of 100,000 attempts within one
 * tick takes more than 1 GB.
 */
@SuppressFBWarnings(value = "NP_STORE_INTO_NONNULL_FIELD",
    justification = "SpotBugs does not see that the type is @Nullable")
final class TimerWheel {
    /** 2^24 ns: a deadline is found to have passed at most 16.8 ms late, and never early. */
    static final int RESOLUTION_SHIFT = 24;

    /** One turn takes 68.7 s, more than a series usually lives; a later deadline is passed by once a turn. */
    private static final int SPOKES = 4096;

    private final SeriesList[] spokes = new SeriesList[SPOKES];
    private final long origin;
    /** The first tick that is not over yet. */
    private long current;

    /**
     * An empty wheel.
     *
     * @param now the time now, in nanoseconds since any fixed moment
     */
    TimerWheel(final long now) {
        origin = now;
        for (int i = 0; i < SPOKES; i++) {
            spokes[i] = new SeriesList(SeriesList.Kind.TIMER);
        }
    }

    /**
     * Sets a series' deadline, in place of an earlier one.
     */
    void schedule(final Series series, final long deadline) {
        cancel(series);
        final long tick = Math.max(current, tickAfter(deadline));
        final var spoke = spokes[(int) (tick & SPOKES - 1)];
        series.dueTick = tick;
        series.spoke = spoke;
        spoke.add(series);
    }

    /**
     * Sets a series' deadline, unless it has one that is not later.
     */
    void scheduleNoLater(final Series series, final long deadline) {
        if (series.spoke == null || tickAfter(deadline) < series.dueTick) {
            schedule(series, deadline);
        }
    }

    void cancel(final Series series) {
        final var spoke = series.spoke;
        if (spoke != null) {
            spoke.remove(series);
            series.spoke = null;
        }
    }

    /**
     * Gives out every series whose deadline has passed. It has no deadline any more then; the handler may set a new
     * one, or cancel that of the series it is given, but no other's.
     */
    void advance(final long now, final Consumer<Series> handler) {
        final long end = (now - origin >> RESOLUTION_SHIFT) + 1;
        // After a long pause one turn finds everything that is due
        final long start = Math.max(current, end - SPOKES);
        current = Math.max(current, end);
        for (long tick = start; tick < end; tick++) {
            final var spoke = spokes[(int) (tick & SPOKES - 1)];
            @Nullable Series series = spoke.first();
            while (series != null) {
                final var next = spoke.next(series);
                if (series.dueTick < end) {
                    cancel(series);
                    handler.accept(series);
                }
                series = next;
            }
        }
    }

    private long tickAfter(final long deadline) {
        final long distance = deadline - origin;
        return (distance >> RESOLUTION_SHIFT) + ((distance & (1L << RESOLUTION_SHIFT) - 1) == 0 ? 0 : 1);
    }
}
