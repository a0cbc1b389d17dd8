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

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;

class RecoveryMailTest {
    @Test
    void textSaysWhatTheReaderNeedsToKnow() {
        final var letter = Samples.recovered(Samples.delivery());
        assertEquals("web is back (tcp port 80)", letter.subject());
        assertEquals("""
            Hello Anna,

            the server web can be reached again.

                Server:        web
                Service:       tcp port 80
                Your address:  10.0.0.5
                Failed since:  2026-11-24 13:43:05 UTC
                Back since:    2026-11-24 14:01:10 UTC
                Lasted:        18 minutes and 5 seconds

            You get this mail because your computer, 10.0.0.5, tried to reach this
            service in that time and could not. This is the only mail to you about
            this outage. There is nothing that you have to do.
            """, letter.text());
    }

    @Test
    void htmlSaysTheSame() {
        final var html = Samples.recovered(Samples.delivery()).html();
        for (var part : new String[] { "<html lang=\"en\">", "Hello Anna,", "<strong>web</strong>",
            ">Service</th><td>tcp port 80</td>", ">Your address</th><td>10.0.0.5</td>",
            ">Failed since</th><td>2026-11-24 13:43:05 UTC</td>", ">Back since</th><td>2026-11-24 14:01:10 UTC</td>",
            ">Lasted</th><td>18 minutes and 5 seconds</td>", "because your computer, 10.0.0.5, tried" }) {
            assertTrue(html.contains(part), part);
        }
    }

    @Test
    void htmlIsEscaped() {
        final var html = Samples.recovered(Samples.delivery("<script>x</script>&\"'%s", "2001:db8::5",
            "anna@example.com", "<b>Anna</b>")).html();
        assertFalse(html.contains("<script>"), html);
        assertFalse(html.contains("<b>"), html);
        assertTrue(html.contains("&lt;script&gt;x&lt;/script&gt;&amp;&quot;&#39;%s"), html);
        assertTrue(html.contains("Hello &lt;b&gt;Anna&lt;/b&gt;,"), html);
        assertTrue(html.contains("2001:db8::5"), html);
    }

    @Test
    void anonymousIsGreetedWithoutName() {
        final var letter = Samples.recovered(Samples.delivery("web", "10.0.0.5", "anna@example.com", null));
        assertTrue(letter.text().startsWith("Hello,\n"));
        assertTrue(letter.html().contains("<p>Hello,</p>"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "web\r\nBcc: eve@example.com", "web\n", "we\rb", "web\u0000", "web\u0085x", "web\u2028x" })
    void controlCharactersAreRefused(final String bad) {
        final var server = assertThrows(IllegalArgumentException.class, () -> Samples.recovered(
            Samples.delivery(bad, "10.0.0.5", "anna@example.com", null)));
        assertEquals("the server's name has a line break or another control character", server.getMessage());
        final var name = assertThrows(IllegalArgumentException.class, () -> Samples.recovered(
            Samples.delivery("web", "10.0.0.5", "anna@example.com", bad)));
        assertEquals("the recipient's name has a line break or another control character", name.getMessage());
    }

    @Test
    void manyServicesAreOneLetter() {
        final var notices = new ArrayList<Notice>();
        notices.add(Samples.notice("web", 443, "10.0.0.5", "anna@example.com", null, null));
        notices.add(Samples.notice("db", 5432, "10.0.0.5", "anna@example.com", "Anna", null));
        notices.add(Samples.notice("web", 80, "10.0.0.6", "anna@example.com", "Anne", null));
        notices.add(Samples.notice("web", 80, "10.0.0.5", "anna@example.com", null, null));
        final var letter = Samples.recovered(new Delivery("id", notices));
        assertEquals("id", letter.id());
        assertEquals("3 services are back", letter.subject());
        assertEquals("""
            Hello Anna,

            these 3 services can be reached again:

                Server:        db
                Service:       tcp port 5432
                Your address:  10.0.0.5
                Failed since:  2026-11-24 13:43:05 UTC
                Back since:    2026-11-24 14:01:10 UTC
                Lasted:        18 minutes and 5 seconds

                Server:        web
                Service:       tcp port 80
                Your address:  10.0.0.5, 10.0.0.6
                Failed since:  2026-11-24 13:43:05 UTC
                Back since:    2026-11-24 14:01:10 UTC
                Lasted:        18 minutes and 5 seconds

                Server:        web
                Service:       tcp port 443
                Your address:  10.0.0.5
                Failed since:  2026-11-24 13:43:05 UTC
                Back since:    2026-11-24 14:01:10 UTC
                Lasted:        18 minutes and 5 seconds

            You get this mail because your computer tried to reach these services in
            that time and could not. This is the only mail to you about these
            outages. There is nothing that you have to do.
            """, letter.text());
        assertTrue(letter.html().contains("<tr><td>web</td><td>tcp port 80</td><td>10.0.0.5, 10.0.0.6</td>"
            + "<td>2026-11-24 13:43:05 UTC</td><td>2026-11-24 14:01:10 UTC</td><td>18 minutes and 5 seconds</td></tr>"),
            letter.html());

        assertEquals("web is back (2 services)", Samples.recovered(new Delivery("id",
            List.of(notices.get(0), notices.get(2)))).subject());
        assertEquals("web is back (tcp port 80)", Samples.recovered(new Delivery("id", notices.subList(2, 4)))
            .subject());
    }

    @Test
    void fiftyServersAreOneLetter() {
        final var servers = IntStream.range(10, 60).mapToObj(number -> "server-" + number).toList();
        final var letter = Samples.recovered(Samples.delivery(null, servers));
        assertEquals("50 services are back", letter.subject());
        servers.forEach(server -> {
            assertTrue(letter.text().contains(" " + server + "\n"), server);
            assertTrue(letter.html().contains("<td>" + server + "</td>"), server);
        });
    }

    @Test
    void aTimeThatSeveralComputersFailedInIsTheWholeTime() {
        final var early = Samples.notice("web", 80, "10.0.0.5", "anna@example.com", null, null);
        final var late = new Notice("late", early.service(), 4, early.client(), "mail", early.destination(), null, null,
            early.failedSince().plusSeconds(60), early.recovered().plusSeconds(7200));
        final var text = Samples.recovered(new Delivery("id", List.of(late, early))).text();
        assertTrue(text.contains("Failed since:  2026-11-24 13:43:05 UTC\n"), text);
        assertTrue(text.contains("Back since:    2026-11-24 16:01:10 UTC\n"), text);
        assertTrue(text.contains("Lasted:        2 hours and 18 minutes\n"), text);
    }

    @Test
    void whoReadsJapaneseGetsJapanese() {
        final var one = Samples.recovered(Samples.delivery("ja-JP", List.of("web")));
        assertEquals("web が復旧しました（tcp ポート 80）", one.subject());
        assertTrue(one.text().startsWith("Anna 様\n\nサーバー web に再び接続できるようになりました。\n"), one.text());
        assertTrue(one.text().contains("障害の時間：   18分5秒\n"), one.text());
        assertTrue(one.html().contains("<html lang=\"ja\">"), one.html());
        assertTrue(one.html().contains("<strong>web</strong> に再び"), one.html());
        final var two = Samples.recovered(Samples.delivery("ja", List.of("web", "db")));
        assertEquals("2 件のサービスが復旧しました", two.subject());
        assertTrue(two.text().contains("次の 2 件のサービスに再び接続できるようになりました。"), two.text());
    }

    @ParameterizedTest
    @ValueSource(strings = { "en", "ja" })
    void theLinkForNoMoreMailIsInTextAndHtml(final String language) {
        final var link = URI.create("https://rebound.example/unsubscribe?a=1&b=2");
        final var delivery = Samples.delivery(language, List.of("web"));
        final var letter = RecoveryMail.recovered(delivery, Samples.wordings(), link);
        assertTrue(letter.text().contains("\nhttps://rebound.example/unsubscribe?a=1&b=2\n"), letter.text());
        assertTrue(letter.html().contains("<a href=\"https://rebound.example/unsubscribe?a=1&amp;b=2\">"),
            letter.html());
        assertFalse(Samples.recovered(delivery).html().contains("href"));
    }
}
