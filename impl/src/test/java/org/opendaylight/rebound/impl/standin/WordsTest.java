/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.impl.web.Language;

/** The languages say the same things. */
class WordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

    @Test
    void everyTextIsThereInEveryLanguageWithTheSamePlaces() throws Exception {
        assertEquals(places("en"), places("ja"));
    }

    private static Map<String, Object> places(final String language) throws Exception {
        final var texts = new Properties();
        texts.load(new StringReader(Resource.read("words_" + language + ".properties")));
        final var ret = new TreeMap<String, Object>();
        texts.forEach((name, text) -> {
            assertFalse(text.toString().matches(".*[<>&\"].*"), "stands in HTML as it is");
            ret.put(name.toString(), PLACE.matcher(text.toString()).results().map(found -> found.group()).sorted()
                .collect(Collectors.toList()));
        });
        return ret;
    }

    @Test
    void whatIsNotThereIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> Words.of(Language.ENGLISH).say("nothing", Map.of()));
    }

    @Test
    void aProgramIsToldFromTheAnswerThatItsUserReads() {
        assertEquals(Preference.PAGE, Preference.of(Stage.BROWSER));
        assertEquals(Preference.PAGE, Preference.of("text/html"));
        assertEquals(Preference.PAGE, Preference.of("TEXT/HTML;q=0.3, application/json;q=0.2"));
        assertEquals(Preference.JSON, Preference.of(null));
        assertEquals(Preference.JSON, Preference.of("*/*"));
        assertEquals(Preference.JSON, Preference.of("text/html;q=0"));
        assertEquals(Preference.JSON, Preference.of("text/html;q=x"));
        assertEquals(Preference.JSON, Preference.of("application/json,text/html;q=0.9"));
        assertEquals(Preference.JSON, Preference.of("text/html," + "x".repeat(1000)));
    }
}
