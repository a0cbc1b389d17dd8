/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingsTest {
    private final List<MailTemplate> own = List.of(
        new MailTemplate("de", "{{server}} ist wieder da", null, null),
        new MailTemplate("JA-Latn", null, "{{server}} desu", null),
        new MailTemplate("pt-BR", null, null, "<p>{{server}}</p>"));

    /** RFC 4647 section 3.4: fewer and fewer subtags, then the default. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, en, en", "en, en, en", "EN-us, en, en", "ja, en, ja", "ja-JP, en, ja", "ja-Latn-JP, en, ja-latn",
        "ja-LATN, en, ja-latn", "de-CH-1996, en, de", "pt, en, en", "pt-br, en, pt-br", "fr, en, en", "-, ja-JP, ja",
        "fr, de, de", "fr, xx, en", "-, xx, en", "en, de, en", "!, ja, ja",
    })
    void aReaderGetsTheNearestLanguage(final @Nullable String language, final String absent, final String expected) {
        assertEquals(expected, new Wordings(absent, own).of(language).language());
    }

    @Test
    void whatTheOperatorLeavesOutIsOfThatLanguageOrEnglish() {
        final var german = recovered("de");
        assertEquals("web ist wieder da", german.subject());
        assertTrue(german.text().startsWith("Hello Anna,"), german.text());
        // the words for a length of time are German all the same
        assertTrue(german.text().contains("18 Minuten und 5 Sekunden"), german.text());

        final var latin = recovered("ja-Latn");
        assertEquals("web が復旧しました（tcp ポート 80）", latin.subject());
        assertEquals("web desu", latin.text());
        assertTrue(latin.html().contains("<html lang=\"ja\">"), latin.html());
        assertEquals("<p>web</p>", recovered("pt-BR").html());
    }

    @Test
    void theOperatorsWordsComeBeforeThoseOfRebound() {
        final var wordings = Samples.wordings(new MailTemplate("en", "{{count}}: {{server}}", null, null));
        assertEquals("1: web", RecoveryMail.recovered(Samples.delivery(), wordings, null).subject());
    }

    @Test
    void aSubjectThatComesOutEmptyIsReplaced() {
        final var wordings = Samples.wordings(new MailTemplate("ja", "{{#unsubscribe}}x{{/unsubscribe}} ", null, null));
        assertEquals("web が復旧しました（tcp ポート 80）",
            RecoveryMail.recovered(Samples.delivery("ja", List.of("web")), wordings, null).subject());
    }

    @Test
    void faultsNameThePart() {
        final var template = new MailTemplate("de", "{{#x}}", "a\n{{y}}", "{{server}}");
        assertEquals(List.of("subject, line 1: Section missing close tag 'x'", "text, line 2: unknown variable 'y'"),
            template.faults());
        assertThrows(IllegalArgumentException.class, () -> Samples.wordings(template));
        assertFalse(own.stream().anyMatch(good -> !good.faults().isEmpty()));
    }

    private Letter recovered(final String language) {
        return RecoveryMail.recovered(Samples.delivery(language, List.of("web")), new Wordings("en", own), null);
    }
}
