/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.eclipse.jdt.annotation.Nullable;

/**
 * DateAndTime of RFC 2579 section 2, always with its offset from UTC. It has tenths of a second.
 */
final class DateAndTime {
    static final int OCTETS = 11;

    private static final int MILLIS_PER_TENTH = 100;
    private static final int NANOS_PER_TENTH = 100_000_000;
    private static final int MAX_TENTHS = 9;
    private static final int LEAP_SECOND = 60;
    private static final int MAX_HOURS = 13;
    private static final int MAX_MINUTES = 59;

    private DateAndTime() {
        // hidden on purpose
    }

    /**
     * Encodes a time as UTC.
     *
     * @param time the time, in the years 0 to 9999
     * @return its {@value #OCTETS} octets
     */
    static byte[] encode(final Instant time) {
        final var utc = time.atOffset(ZoneOffset.UTC);
        return ByteBuffer.allocate(OCTETS)
            .putShort((short) utc.getYear())
            .put((byte) utc.getMonthValue())
            .put((byte) utc.getDayOfMonth())
            .put((byte) utc.getHour())
            .put((byte) utc.getMinute())
            .put((byte) utc.getSecond())
            .put((byte) (utc.get(ChronoField.MILLI_OF_SECOND) / MILLIS_PER_TENTH))
            .put((byte) '+')
            .put((byte) 0)
            .put((byte) 0)
            .array();
    }

    /**
     * Decodes a time with any offset.
     *
     * @param octets some octets
     * @return the time, or null if they are none, or have no offset
     */
    static @Nullable Instant decode(final byte[] octets) {
        if (octets.length != OCTETS) {
            return null;
        }
        final var in = ByteBuffer.wrap(octets);
        final int year = in.getShort() & 0xFFFF;
        final int month = in.get();
        final int day = in.get();
        final int hour = in.get();
        final int minute = in.get();
        final int second = in.get();
        final int tenths = in.get();
        final int direction = in.get();
        final int hours = in.get();
        final int minutes = in.get();
        if (tenths < 0 || tenths > MAX_TENTHS || direction != '+' && direction != '-' || hours < 0 || hours > MAX_HOURS
                || minutes < 0 || minutes > MAX_MINUTES) {
            return null;
        }
        final int sign = direction == '+' ? 1 : -1;
        try {
            // 60 is a leap second, which our clock does not have
            return LocalDateTime
                .of(year, month, day, hour, minute, second == LEAP_SECOND ? second - 1 : second,
                    tenths * NANOS_PER_TENTH)
                .toInstant(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
        } catch (DateTimeException e) {
            // the class's way to say that there is no such day or hour
            return null;
        }
    }
}
