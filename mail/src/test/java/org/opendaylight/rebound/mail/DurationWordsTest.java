/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationWordsTest {
    @ParameterizedTest
    @CsvSource({
        "en, PT-5S, 1 second", "en, PT0S, 1 second", "en, PT0.999S, 1 second", "en, PT1S, 1 second",
        "en, PT59.9S, 59 seconds", "en, PT1M, 1 minute", "en, PT61S, 1 minute and 1 second", "en, PT3600S, 1 hour",
        "en, PT1H0M5S, 1 hour", "en, PT2H5M59S, 2 hours and 5 minutes", "en, P1D, 1 day",
        "en, P400DT1H5M, 400 days and 1 hour", "en-GB, PT1M, 1 minute",
        "ja, PT0S, 1秒", "ja, PT18M5S, 18分5秒", "ja-JP, PT2H5M59S, 2時間5分", "ja, P3DT4H5M, 3日4時間",
        "de, PT61S, 1 Minute und 1 Sekunde",
        // one that the library does not have
        "eo, PT61S, 1 minute and 1 second",
    })
    void durationsAreReadable(final String language, final Duration duration, final String expected) {
        assertEquals(expected, DurationWords.of(duration, language));
    }
}
