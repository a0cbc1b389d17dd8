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
    /** 16 moments, 16.8 ms: a deadline is found to have passed at most that late, and never early. */
    static final int RESOLUTION_SHIFT = 4;

    /** One turn takes 68.7 s, more than a series usually lives; a later deadline is passed by once a turn. */
    private static final int SPOKES = 4096;

    private final SeriesList[] spokes = new SeriesList[SPOKES];
    /** The moment that the first tick that is not over yet ends with. It overflows, and so do the ticks. */
    private int current;

    /**
     * An empty wheel.
     *
     * @param now the moment now
     */
    TimerWheel(final int now) {
        current = now >> RESOLUTION_SHIFT << RESOLUTION_SHIFT;
        for (int i = 0; i < SPOKES; i++) {
            spokes[i] = new SeriesList.OfTick();
        }
    }

    /**
     * Sets a series' deadline, in place of an earlier one.
     */
    void schedule(final Series series, final int deadline) {
        cancel(series);
        final int tick = tickEnd(deadline);
        final int due = tick - current < 0 ? current : tick;
        final var spoke = spokes[spokeOf(due)];
        series.due = due;
        series.spoke = spoke;
        spoke.add(series);
    }

    /**
     * Sets a series' deadline, unless it has one that is not later.
     */
    void scheduleNoLater(final Series series, final int deadline) {
        if (series.spoke == null || tickEnd(deadline) - series.due < 0) {
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
    void advance(final int now, final Consumer<Series> handler) {
        final int end = (now >> RESOLUTION_SHIFT) + 1 << RESOLUTION_SHIFT;
        final int ticks = end - current >> RESOLUTION_SHIFT;
        if (ticks <= 0) {
            return;
        }
        current = end;
        // After a long pause one turn finds everything that is due
        for (int i = Math.min(ticks, SPOKES); i > 0; i--) {
            final var spoke = spokes[spokeOf(end - (i << RESOLUTION_SHIFT))];
            @Nullable Series series = spoke.first();
            while (series != null) {
                final var next = spoke.next(series);
                if (series.due - end < 0) {
                    cancel(series);
                    handler.accept(series);
                }
                series = next;
            }
        }
    }

    private static int spokeOf(final int tick) {
        return tick >> RESOLUTION_SHIFT & SPOKES - 1;
    }

    private static int tickEnd(final int deadline) {
        return deadline + (1 << RESOLUTION_SHIFT) - 1 >> RESOLUTION_SHIFT << RESOLUTION_SHIFT;
    }
}
