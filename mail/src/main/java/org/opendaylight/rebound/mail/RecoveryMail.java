/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.google.common.base.Strings;
import com.google.common.escape.Escaper;
import com.google.common.html.HtmlEscapers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Notice;

/**
 * What the mails say. Pure: the same notice always gives the same letter.
 */
final class RecoveryMail {
    private static final Escaper HTML = HtmlEscapers.htmlEscaper();
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecoveryMail() {
        // static only
    }

    /**
     * Tells a client that the service it could not reach is back.
     *
     * @param notice the notice
     * @return the letter
     * @throws IllegalArgumentException if the notice has no destination, or a control character in what it names
     */
    static Letter recovered(final Notice notice) {
        final var to = notice.destination();
        if (to == null) {
            throw new IllegalArgumentException("the notice has no destination");
        }
        final var server = SingleLine.check("the server's name", notice.service().server());
        final var name = SingleLine.checkNullable("the recipient's name", notice.recipientName());
        final var client = notice.client().toString();
        final var service = notice.service().protocol() + " port " + notice.service().port();
        final var facts = new LinkedHashMap<String, String>();
        facts.put("Server", server);
        facts.put("Service", service);
        facts.put("Your address", client);
        facts.put("Failed since", TIME.format(notice.failedSince()));
        facts.put("Back since", TIME.format(notice.recovered()));
        facts.put("Lasted", words(Duration.between(notice.failedSince(), notice.recovered())));

        final var greeting = greeting(name);
        final var text = greeting + "\n\nthe server " + server + " can be reached again.\n\n"
            + facts.entrySet().stream()
                .map(fact -> "    " + Strings.padEnd(fact.getKey() + ':', 15, ' ') + fact.getValue() + '\n')
                .collect(Collectors.joining())
            + "\nYou get this mail because your computer, " + client + ", tried to reach this\n" + """
            service in that time and could not. This is the only mail to you about
            this outage. There is nothing that you have to do.
            """;
        final var html = html(greeting,
            "<p style=\"font-size:1.2em\">The server <strong>" + HTML.escape(server)
            + "</strong> can be reached again.</p>\n<table cellpadding=\"4\" style=\"border-collapse:collapse\">\n"
            + facts.entrySet().stream()
                .map(fact -> "<tr><th align=\"left\" scope=\"row\">" + HTML.escape(fact.getKey()) + "</th><td>"
                    + HTML.escape(fact.getValue()) + "</td></tr>\n")
                .collect(Collectors.joining())
            + "</table>\n<p>You get this mail because your computer, " + HTML.escape(client) + """
            , tried to reach this service in that time and could not.
            This is the only mail to you about this outage. There is nothing that you have to do.</p>
            """);
        return new Letter(notice.id(), to, name, server + " is back (" + service + ')', text, html);
    }

    /**
     * Shows an operator that mail works.
     *
     * @param id names this mail
     * @param to the operator's address
     * @param now when it was asked for
     * @return the letter
     * @throws IllegalArgumentException if the address has a control character
     */
    static Letter test(final String id, final String to, final Instant now) {
        final var greeting = greeting(null);
        final var asked = "this is the test mail that was asked for at " + TIME.format(now) + '.';
        final var works = "Rebound can send mail to you.";
        return new Letter(id, to, null, "Rebound test mail",
            greeting + "\n\n" + asked + '\n' + works + '\n',
            html(greeting, "<p>" + HTML.escape(asked) + "<br>" + works + "</p>\n"));
    }

    /**
     * A length of time in words.
     *
     * @param duration the time; a negative one, as after a step of a clock, counts as none
     * @return its two largest units, for example {@code 1 hour 5 minutes}
     */
    static String words(final Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return "less than a second";
        }
        return Stream.of(
                unit(duration.toDaysPart(), "day"),
                unit(duration.toHoursPart(), "hour"),
                unit(duration.toMinutesPart(), "minute"),
                unit(duration.toSecondsPart(), "second"))
            .dropWhile(String::isEmpty).limit(2).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String unit(final long count, final String name) {
        return switch ((int) Math.min(count, 2)) {
            case 0 -> "";
            case 1 -> "1 " + name;
            default -> count + " " + name + 's';
        };
    }

    private static String greeting(final @Nullable String name) {
        return name == null ? "Hello," : "Hello " + name + ',';
    }

    private static String html(final String greeting, final String body) {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Rebound</title></head>
            <body style="font-family:sans-serif;line-height:1.4">
            """ + "<p>" + HTML.escape(greeting) + "</p>\n" + body + "</body>\n</html>\n";
    }
}
