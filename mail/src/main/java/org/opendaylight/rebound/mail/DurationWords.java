/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.threeten.extra.AmountFormats;

/**
 * Lengths of time in words.
 */
final class DurationWords {
    /** As many as there are languages with words for a mail. */
    private static final ConcurrentMap<String, Locale> LOCALES = new ConcurrentHashMap<>();

    private DurationWords() {
        // static only
    }

    /**
     * A length of time in words.
     *
     * @param duration the time; less than a second, and a negative one as after a step of a clock, counts as a second
     * @param language the language, a tag of RFC 5646; in one that the library does not have the words are English
     * @return its two largest units, for example {@code 1 hour and 5 minutes}
     */
    static String of(final Duration duration, final String language) {
        final long seconds = Math.max(1, duration.toSeconds());
        final long unit = seconds >= 86_400 ? 3600 : seconds >= 3600 ? 60 : 1;
        final var rounded = Duration.ofSeconds(seconds / unit * unit);
        return AmountFormats.wordBased(Period.ofDays((int) rounded.toDays()),
            rounded.minusDays(rounded.toDays()), LOCALES.computeIfAbsent(language, DurationWords::locale));
    }

    /** Not that of the machine where the library lacks a language. */
    private static Locale locale(final String tag) {
        final var locale = Locale.forLanguageTag(tag);
        return AmountFormats.class.getResource("wordbased_" + locale.getLanguage() + ".properties") == null
            ? Locale.ENGLISH : locale;
    }
}
