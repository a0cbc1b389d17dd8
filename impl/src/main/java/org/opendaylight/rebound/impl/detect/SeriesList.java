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

/**
 * A list of series in the order in which they were added, linked through the series themselves, so that adding and
 * removing take constant time and no memory. A series is in at most one list of each kind at a time.
 */
@SuppressFBWarnings(value = { "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR", "NP_STORE_INTO_NONNULL_FIELD" },
    justification = "SpotBugs does not see that the type is @Nullable")
abstract sealed class SeriesList {
    private @Nullable Series first;
    private @Nullable Series last;
    private int size;

    /** The series of a service. */
    static final class OfService extends SeriesList {
        @Override
        @Nullable Series previous(final Series series) {
            return series.previousOfService;
        }

        @Override
        @Nullable Series next(final Series series) {
            return series.nextOfService;
        }

        @Override
        void link(final Series series, final @Nullable Series previous, final @Nullable Series next) {
            series.previousOfService = previous;
            series.nextOfService = next;
        }
    }

    /** The series that are due in the same tick. */
    static final class OfTick extends SeriesList {
        @Override
        @Nullable Series previous(final Series series) {
            return series.previousOfTick;
        }

        @Override
        @Nullable Series next(final Series series) {
            return series.nextOfTick;
        }

        @Override
        void link(final Series series, final @Nullable Series previous, final @Nullable Series next) {
            series.previousOfTick = previous;
            series.nextOfTick = next;
        }
    }

    abstract @Nullable Series previous(Series series);

    /**
     * The one that was added after this one, or null if it is the newest.
     */
    abstract @Nullable Series next(Series series);

    abstract void link(Series series, @Nullable Series previous, @Nullable Series next);

    /**
     * The oldest, or null if the list is empty.
     */
    final @Nullable Series first() {
        return first;
    }

    final int size() {
        return size;
    }

    final void add(final Series series) {
        final var newest = last;
        link(series, newest, null);
        if (newest == null) {
            first = series;
        } else {
            link(newest, previous(newest), series);
        }
        last = series;
        size++;
    }

    final void remove(final Series series) {
        final var before = previous(series);
        final var after = next(series);
        if (before == null) {
            first = after;
        } else {
            link(before, previous(before), after);
        }
        if (after == null) {
            last = before;
        } else {
            link(after, before, next(after));
        }
        link(series, null, null);
        size--;
    }
}
