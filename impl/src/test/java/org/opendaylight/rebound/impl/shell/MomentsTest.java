/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;

class MomentsTest {
    private final Moments moments = new Moments(Instant.parse("2026-11-24T12:10:00Z"), ZoneId.of("Asia/Tokyo"));

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.999S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT2H10M30S, 2 h 10 min",
        "PT24H, 1 d",
        "PT76H, 3 d 4 h",
        "PT9600H, 400 d",
    })
    void aLengthOfTimeReadsWithItsTwoLargestUnits(final Duration length, final String text) {
        assertEquals(text, Moments.span(length));
    }

    @Test
    void aTimeReadsLocallyWithItsAge() {
        assertEquals("2026-11-24 21:05:00 (5 min ago)", moments.text(new DateAndTime("2026-11-24T12:05:00Z")));
        assertEquals("2026-11-24 21:04:59 (5 min ago)",
            moments.text(new DateAndTime("2026-11-24T13:04:59.750+01:00")));
        assertEquals("2026-11-24 21:10:30 (in 30 s)", moments.text(new DateAndTime("2026-11-24T12:10:30Z")));
        assertEquals("-", moments.text((DateAndTime) null));
    }
}
