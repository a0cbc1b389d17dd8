/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendaylight.rebound.impl.web.Language;

/** What the page says, in one language. */
final class Words {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final Words ENGLISH = new Words(Language.ENGLISH, "d MMMM uuuu, HH:mm 'UTC'");
    private static final Words JAPANESE = new Words(Language.JAPANESE, "uuuu年M月d日 HH:mm 'UTC'");

    private final Properties texts = new Properties();
    private final DateTimeFormatter moments;

    private Words(final Language language, final String moments) {
        this.moments = DateTimeFormatter.ofPattern(moments, Locale.ENGLISH).withZone(ZoneOffset.UTC);
        try {
            texts.load(new StringReader(Resource.read("words_" + language.tag() + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The words of a language.
     *
     * @param language the language
     * @return its words
     */
    static Words of(final Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case JAPANESE -> JAPANESE;
        };
    }

    /**
     * Says something.
     *
     * @param name what
     * @param values what stands in the text's places, by their names
     * @return the text
     */
    String say(final String name, final Map<String, String> values) {
        final var text = texts.getProperty(name);
        if (text == null) {
            throw new IllegalArgumentException("There are no words for " + name);
        }
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    /**
     * Says when.
     *
     * @param moment the moment
     * @return its date and minute in UTC
     */
    String say(final Instant moment) {
        return moments.format(moment);
    }
}
