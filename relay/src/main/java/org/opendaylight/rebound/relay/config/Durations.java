/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/** Lengths of time as the configuration writes them: a whole number and a unit. */
final class Durations {
    private static final Map<String, ChronoUnit> UNITS = Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS,
        "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private Durations() {
        // static only
    }

    /**
     * Reads a length of time.
     *
     * @param text for example {@code 90s}
     * @return the length
     * @throws IllegalArgumentException if it is none
     */
    static Duration parse(final String text) {
        final var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("no length of time");
        }
        return Duration.of(Long.parseLong(match.group(1)), UNITS.get(match.group(2)));
    }

    /**
     * Writes a length of time.
     *
     * @param length whole milliseconds
     * @return with the largest unit that it is a multiple of
     */
    static String format(final Duration length) {
        final long millis = length.toMillis();
        for (var unit : new String[] { "d", "h", "m", "s" }) {
            final long one = UNITS.get(unit).getDuration().toMillis();
            if (millis % one == 0) {
                return millis / one + unit;
            }
        }
        return millis + "ms";
    }
}
