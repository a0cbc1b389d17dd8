/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The words in every language that there are some for: the operator's, and those that come with Rebound.
 */
final class Wordings {
    private static final String ENGLISH = "en";
    private static final Map<String, Wording> BUILT_IN = Stream.of(ENGLISH, "ja").map(Wording::builtIn)
        .collect(Collectors.toUnmodifiableMap(Wording::language, Function.identity()));

    private final Map<String, Wording> byLanguage = new TreeMap<>(BUILT_IN);
    private final Wording others;

    /**
     * Puts the words together.
     *
     * @param defaultLanguage the language for a receiver who has none, or one that there are no words for
     * @param templates the operator's own; they are without fault
     * @throws IllegalArgumentException if one of the templates has a fault
     */
    Wordings(final String defaultLanguage, final List<MailTemplate> templates) {
        for (var template : templates) {
            final var language = template.language();
            final var absent = lookUp(language, BUILT_IN, BUILT_IN.get(ENGLISH));
            byLanguage.put(language, new Wording(language, stencil(template.subject(), absent.subject()),
                stencil(template.text(), absent.text()), stencil(template.html(), absent.html())));
        }
        others = lookUp(defaultLanguage, byLanguage, byLanguage.get(ENGLISH));
    }

    /**
     * The words for a receiver.
     *
     * @param language the language that they read, a tag of RFC 5646, or null
     * @return the words in that language, in the same with fewer subtags, or in the default language (RFC 4647 section
     *     3.4)
     */
    Wording of(final @Nullable String language) {
        return language == null ? others : lookUp(language, byLanguage, others);
    }

    /**
     * The subject that a mail has whose own one comes out empty.
     *
     * @param wording the words of the mail
     * @return a subject that never is empty
     */
    static Stencil spareSubject(final Wording wording) {
        return lookUp(wording.language(), BUILT_IN, BUILT_IN.get(ENGLISH)).subject();
    }

    private static Stencil stencil(final @Nullable String source, final Stencil absent) {
        return source == null ? absent : Stencil.of(source);
    }

    private static Wording lookUp(final String language, final Map<String, Wording> wordings, final Wording absent) {
        final var tag = Locale.lookupTag(ranges(language), wordings.keySet());
        return tag == null ? absent : wordings.getOrDefault(tag, absent);
    }

    private static List<LanguageRange> ranges(final String language) {
        try {
            return LanguageRange.parse(language);
        } catch (IllegalArgumentException e) {
            // no language: no reason not to write
            return List.of();
        }
    }
}
