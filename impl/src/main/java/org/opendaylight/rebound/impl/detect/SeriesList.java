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
 * removing take constant time and no memory. A series is in at most one list of each {@link Kind} at a time.
 */
@SuppressFBWarnings(value = "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
    justification = "SpotBugs does not see that the type is @Nullable")
final class SeriesList {
    /**
     * What a list is for.
     */
    enum Kind {
        /** All series. */
        ALL,
        /** The series of one client. */
        CLIENT,
        /** The series of one service. */
        SERVICE,
        /** The series that are due in the same tick. */
        TIMER;

        /** How many links a series needs for all kinds. */
        static final int LINKS = 2 * values().length;
    }

    private final int previous;
    private final int next;
    private @Nullable Series first;
    private @Nullable Series last;
    private int size;

    SeriesList(final Kind kind) {
        previous = 2 * kind.ordinal();
        next = previous + 1;
    }

    /**
     * The oldest, or null if the list is empty.
     */
    @Nullable Series first() {
        return first;
    }

    /**
     * The one that was added after this one, or null if it is the newest.
     */
    @Nullable Series next(final Series series) {
        return series.links[next];
    }

    int size() {
        return size;
    }

    void add(final Series series) {
        final var newest = last;
        series.links[previous] = newest;
        series.links[next] = null;
        if (newest == null) {
            first = series;
        } else {
            newest.links[next] = series;
        }
        last = series;
        size++;
    }

    void remove(final Series series) {
        final var before = series.links[previous];
        final var after = series.links[next];
        if (before == null) {
            first = after;
        } else {
            before.links[next] = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.links[previous] = before;
        }
        series.links[previous] = null;
        series.links[next] = null;
        size--;
    }
}
