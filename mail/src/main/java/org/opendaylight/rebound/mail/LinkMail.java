/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import com.google.common.escape.Escaper;
import com.google.common.html.HtmlEscapers;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A short mail that asks its receiver to open a link.
 *
 * @param id names the mail: the same mail sent again has the same id
 * @param to the receiver's address
 * @param language the language of its words, a tag of RFC 5646
 * @param subject the subject: one line
 * @param before the paragraphs before the link; each is one line
 * @param link the link
 * @param after the paragraphs after the link; each is one line
 */
public record LinkMail(String id, String to, String language, String subject, List<String> before, URI link,
        List<String> after) {
    private static final Escaper HTML = HtmlEscapers.htmlEscaper();

    public LinkMail {
        requireNonNull(id);
        requireNonNull(to);
        requireNonNull(language);
        requireNonNull(subject);
        before = List.copyOf(before);
        requireNonNull(link);
        after = List.copyOf(after);
    }

    /**
     * What it says.
     *
     * @param unsubscribe the link by which the receiver asks for no more mail, or null
     * @return the letter
     * @throws IllegalArgumentException if the address, the subject or a paragraph is empty or has a control character
     */
    Letter letter(final @Nullable URI unsubscribe) {
        before.forEach(line -> SingleLine.check("a paragraph", line));
        after.forEach(line -> SingleLine.check("a paragraph", line));
        return new Letter(id, to, null, subject, text(), html(), List.of(), unsubscribe);
    }

    private String text() {
        final var ret = new StringBuilder();
        before.forEach(line -> ret.append(line).append("\n\n"));
        ret.append(link.toASCIIString()).append('\n');
        after.forEach(line -> ret.append('\n').append(line).append('\n'));
        return ret.toString();
    }

    private String html() {
        final var url = HTML.escape(link.toASCIIString());
        return "<!DOCTYPE html>\n<html lang=\"" + HTML.escape(language) + "\">\n"
            + "<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
            + "<title>Rebound</title></head>\n<body style=\"font-family:sans-serif;line-height:1.5\">\n"
            + paragraphs(before) + "<p><a href=\"" + url + "\">" + url + "</a></p>\n" + paragraphs(after)
            + "</body>\n</html>\n";
    }

    private static String paragraphs(final List<String> lines) {
        return lines.stream().map(line -> "<p>" + HTML.escape(line) + "</p>\n").collect(Collectors.joining());
    }
}
