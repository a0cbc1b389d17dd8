/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, many times, in one unit.
 */
final class Figures {
    private static final int PERCENT = 100;
    private static final int HALF = 50;
    private static final int NEARLY_ALL = 99;

    private final List<Double> values = new ArrayList<>();

    /**
     * Adds what was measured once.
     *
     * @param value the value
     */
    void add(final double value) {
        values.add(value);
    }

    /** {@return whether nothing was measured yet} */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** {@return the value that half of them do not exceed} */
    double median() {
        return percentile(HALF);
    }

    /**
     * All in one line.
     *
     * @param unit the unit
     * @return how many, the median, the 99th percentile (nearest rank) and the largest
     */
    String summary(final String unit) {
        return String.format(Locale.ROOT, "n=%d  median %.1f  p99 %.1f  max %.1f %s", values.size(), median(),
            percentile(NEARLY_ALL), percentile(PERCENT), unit);
    }

    private double percentile(final int percent) {
        final var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / (double) PERCENT) - 1));
    }
}
