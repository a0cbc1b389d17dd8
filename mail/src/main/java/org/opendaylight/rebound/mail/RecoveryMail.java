/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.google.common.escape.Escaper;
import com.google.common.html.HtmlEscapers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;

/**
 * What the mails say. Pure: the same notices always give the same letter.
 */
final class RecoveryMail {
    /** How many topics a mail has, at most: its header stays a few lines. */
    private static final int MAX_TOPICS = 20;
    /** How long a subject is, at most. A server's name has 64 characters. */
    private static final int MAX_SUBJECT = 250;
    private static final Escaper HTML = HtmlEscapers.htmlEscaper();

    private RecoveryMail() {
        // static only
    }

    /**
     * Tells a client that what it could not reach is back.
     *
     * @param delivery the notices
     * @param wordings the words in every language
     * @param unsubscribe the link by which the receiver asks for no more mail, or null
     * @return the letter, in the first language that a notice asks for
     * @throws IllegalArgumentException if the notices have no destination, or a control character in what they name
     */
    static Letter recovered(final Delivery delivery, final Wordings wordings, final @Nullable URI unsubscribe) {
        final var notices = delivery.notices();
        final var to = notices.getFirst().destination();
        if (to == null) {
            throw new IllegalArgumentException("the notice has no destination");
        }
        final var servers = notices.stream().map(notice -> notice.service().server()).distinct().sorted().toList();
        servers.forEach(server -> SingleLine.check("the server's name", server));
        final var name = SingleLine.checkNullable("the recipient's name", first(notices, Notice::recipientName));
        final var wording = wordings.of(first(notices, Notice::language));

        final var facts = Facts.ofText(notices, name, wording.language(), unsubscribe);
        final var subject = SingleLine.of(wording.subject().fill(facts), MAX_SUBJECT);
        return new Letter(delivery.id(), to, name,
            subject.isEmpty() ? SingleLine.of(Wordings.spareSubject(wording).fill(facts), MAX_SUBJECT) : subject,
            wording.text().fill(facts),
            wording.html().fill(Facts.ofHtml(notices, name, wording.language(), unsubscribe)),
            servers.stream().limit(MAX_TOPICS).toList(), unsubscribe);
    }

    private static @Nullable String first(final List<Notice> notices, final Detail detail) {
        return notices.stream().map(detail::of).filter(Objects::nonNull).findFirst().orElse(null);
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
        final var asked = "this is the test mail that was asked for at " + Facts.time(now) + '.';
        final var works = "Rebound can send mail to you.";
        final var html = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Rebound</title></head>
            <body style="font-family:sans-serif;line-height:1.4">
            <p>Hello,</p>
            """ + "<p>" + HTML.escape(asked) + "<br>" + HTML.escape(works) + "</p>\n</body>\n</html>\n";
        return new Letter(id, to, null, "Rebound test mail", "Hello,\n\n" + asked + '\n' + works + '\n', html,
            List.of(), null);
    }

    /**
     * Asks to follow a link.
     *
     * @param mail what it says
     * @param unsubscribe the link by which the receiver asks for no more mail, or null
     * @return the letter
     * @throws IllegalArgumentException if the address or the subject has a control character
     */
    static Letter link(final LinkMail mail, final @Nullable URI unsubscribe) {
        final var text = new StringBuilder();
        final var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"" + HTML.escape(mail.language()) + "\">\n"
            + "<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>"
            + HTML.escape(mail.subject()) + "</title></head>\n"
            + "<body style=\"font-family:sans-serif;line-height:1.4\">\n");
        final var href = HTML.escape(mail.link().toString());
        mail.before().forEach(paragraph -> addParagraph(text, html, paragraph, HTML.escape(paragraph)));
        addParagraph(text, html, mail.link().toString(), "<a href=\"" + href + "\">" + href + "</a>");
        mail.after().forEach(paragraph -> addParagraph(text, html, paragraph, HTML.escape(paragraph)));
        return new Letter(mail.id(), mail.to(), null, SingleLine.of(mail.subject(), MAX_SUBJECT), text.toString(),
            html.append("</body>\n</html>\n").toString(), List.of(), unsubscribe);
    }

    private static void addParagraph(final StringBuilder text, final StringBuilder html, final String paragraph,
            final String content) {
        text.append(text.isEmpty() ? "" : "\n").append(paragraph).append('\n');
        html.append("<p>").append(content).append("</p>\n");
    }

    /** One detail of a notice. */
    @FunctionalInterface
    private interface Detail {
        @Nullable String of(Notice notice);
    }
}
