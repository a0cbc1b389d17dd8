/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The languages that pages are in.
 */
public enum Language {
    /** English. */
    ENGLISH(Locale.ENGLISH),
    /** Japanese. */
    JAPANESE(Locale.JAPANESE);

    /** A longer header is not worth its time. */
    private static final int MAX_HEADER = 200;

    private final Locale locale;

    Language(final Locale locale) {
        this.locale = locale;
    }

    /**
     * The language's tag (RFC 5646).
     *
     * @return for example {@code en}
     */
    public String tag() {
        return locale.toLanguageTag();
    }

    /**
     * What those who read the language call it.
     *
     * @return for example {@code 日本語}
     */
    String ownName() {
        return locale.getDisplayLanguage(locale);
    }

    /**
     * The language that suits best.
     *
     * @param accepted the languages that are read, as in {@code Accept-Language} (RFC 9110 section 12.5.4), or null
     * @return the language; English when none of them is there, or it cannot be read
     */
    public static Language of(final @Nullable String accepted) {
        if (accepted == null || accepted.isBlank() || accepted.length() > MAX_HEADER) {
            return ENGLISH;
        }
        try {
            final var found = Locale.lookup(LanguageRange.parse(accepted),
                List.of(Locale.ENGLISH, Locale.JAPANESE));
            return JAPANESE.locale.equals(found) ? JAPANESE : ENGLISH;
        } catch (IllegalArgumentException e) {
            // no list of languages
            return ENGLISH;
        }
    }
}
