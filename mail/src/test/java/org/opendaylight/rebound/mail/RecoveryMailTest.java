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

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryMailTest {
    @Test
    void textSaysWhatTheReaderNeedsToKnow() {
        final var letter = RecoveryMail.recovered(Samples.notice());
        assertEquals("web is back (tcp port 80)", letter.subject());
        assertEquals("""
            Hello Anna,

            the server web can be reached again.

                Server:        web
                Service:       tcp port 80
                Your address:  10.0.0.5
                Failed since:  2026-11-24 13:43:05 UTC
                Back since:    2026-11-24 14:01:10 UTC
                Lasted:        18 minutes 5 seconds

            You get this mail because your computer, 10.0.0.5, tried to reach this
            service in that time and could not. This is the only mail to you about
            this outage. There is nothing that you have to do.
            """, letter.text());
    }

    @Test
    void htmlSaysTheSame() {
        final var html = RecoveryMail.recovered(Samples.notice()).html();
        for (var part : new String[] { "<html lang=\"en\">", "Hello Anna,", "<strong>web</strong>",
            ">Service</th><td>tcp port 80</td>", ">Your address</th><td>10.0.0.5</td>",
            ">Failed since</th><td>2026-11-24 13:43:05 UTC</td>", ">Back since</th><td>2026-11-24 14:01:10 UTC</td>",
            ">Lasted</th><td>18 minutes 5 seconds</td>", "because your computer, 10.0.0.5, tried" }) {
            assertTrue(html.contains(part), part);
        }
    }

    @Test
    void htmlIsEscaped() {
        final var html = RecoveryMail.recovered(Samples.notice("<script>x</script>&\"'%s", "2001:db8::5",
            "anna@example.com", "<b>Anna</b>")).html();
        assertFalse(html.contains("<script>"), html);
        assertFalse(html.contains("<b>"), html);
        assertTrue(html.contains("&lt;script&gt;x&lt;/script&gt;&amp;&quot;&#39;%s"), html);
        assertTrue(html.contains("Hello &lt;b&gt;Anna&lt;/b&gt;,"), html);
        assertTrue(html.contains("2001:db8::5"), html);
    }

    @Test
    void anonymousIsGreetedWithoutName() {
        final var letter = RecoveryMail.recovered(Samples.notice("web", "10.0.0.5", "anna@example.com", null));
        assertTrue(letter.text().startsWith("Hello,\n"));
        assertTrue(letter.html().contains("<p>Hello,</p>"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "web\r\nBcc: eve@example.com", "web\n", "we\rb", "web\u0000", "web\u0085x", "web\u2028x" })
    void controlCharactersAreRefused(final String bad) {
        final var server = assertThrows(IllegalArgumentException.class, () -> RecoveryMail.recovered(
            Samples.notice(bad, "10.0.0.5", "anna@example.com", null)));
        assertEquals("the server's name has a line break or another control character", server.getMessage());
        final var name = assertThrows(IllegalArgumentException.class, () -> RecoveryMail.recovered(
            Samples.notice("web", "10.0.0.5", "anna@example.com", bad)));
        assertEquals("the recipient's name has a line break or another control character", name.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, less than a second", "PT0S, less than a second", "PT0.999S, less than a second", "PT1S, 1 second",
        "PT59.9S, 59 seconds", "PT1M, 1 minute", "PT61S, 1 minute 1 second", "PT3600S, 1 hour",
        "PT1H0M5S, 1 hour", "PT2H5M59S, 2 hours 5 minutes", "P1D, 1 day", "P400DT1H5M, 400 days 1 hour"
    })
    void durationsAreReadable(final Duration duration, final String expected) {
        assertEquals(expected, RecoveryMail.words(duration));
    }
}
