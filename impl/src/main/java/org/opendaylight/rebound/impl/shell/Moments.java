/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;

/**
 * Writes times for a person: local time, and how long ago it is. Pure.
 *
 * @param now the time to count ages from
 * @param zone the person's time zone
 */
@NonNullByDefault
record Moments(Instant now, ZoneId zone) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String NONE = "-";

    /**
     * Now, in the zone of this machine.
     *
     * @return the moments
     */
    static Moments system() {
        return new Moments(Instant.now(), ZoneId.systemDefault());
    }

    /**
     * Writes a time of the datastore.
     *
     * @param time the time, or null
     * @return for example {@code 2026-11-24 14:03:22 (5 min ago)}, and {@code -} for none
     */
    String text(final @Nullable DateAndTime time) {
        return time == null ? NONE : text(instant(time));
    }

    /**
     * Writes a time.
     *
     * @param time the time
     * @return for example {@code 2026-11-24 14:03:22 (5 min ago)} or, for a time to come, {@code … (in 5 min)}
     */
    String text(final Instant time) {
        final var age = Duration.between(time, now);
        final var words = age.isNegative() ? "in " + span(age.negated()) : span(age) + " ago";
        return LOCAL.format(time.atZone(zone)) + " (" + words + ')';
    }

    /**
     * Reads a time of the datastore.
     *
     * @param time the time
     * @return the same time
     */
    static Instant instant(final DateAndTime time) {
        return OffsetDateTime.parse(time.getValue()).toInstant();
    }

    /**
     * Reads a time of the datastore for sorting.
     *
     * @param time the time, or null
     * @return the same time; the earliest there is for none
     */
    static Instant instantOrFirst(final @Nullable DateAndTime time) {
        return Optional.ofNullable(time).map(Moments::instant).orElse(Instant.MIN);
    }

    /**
     * Writes a length of time with the two largest units that matter.
     *
     * @param length the length, not negative
     * @return for example {@code 0 s}, {@code 59 s}, {@code 5 min}, {@code 2 h 10 min}, {@code 3 d 4 h}
     */
    static String span(final Duration length) {
        if (length.toMinutes() < 1) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() < 1) {
            return length.toMinutes() + " min";
        }
        if (length.toDays() < 1) {
            return twoUnits(length.toHours(), "h", length.toMinutesPart(), "min");
        }
        return twoUnits(length.toDays(), "d", length.toHoursPart(), "h");
    }

    private static String twoUnits(final long large, final String largeUnit, final int small, final String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + ' ' + smallUnit);
    }
}
