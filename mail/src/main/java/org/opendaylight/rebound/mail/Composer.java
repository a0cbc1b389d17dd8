/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Puts letters into MIME: headers encoded (RFC 2047), text and HTML as alternatives (RFC 2046), marked as sent by a
 * machine (RFC 3834), in the thread of each of its topics (RFC 5322 section 3.6.4), with a way to ask for no more
 * (RFC 2369, RFC 8058), and signed where there is a key (RFC 6376).
 */
final class Composer {
    private final Session session;
    private final InternetAddress from;
    /** One or none. */
    private final InternetAddress[] replyTo;
    private final @Nullable DkimKey dkim;

    /**
     * Makes a composer for one sender.
     *
     * @param session the library's session
     * @param settings the sender
     * @throws IllegalArgumentException if the sender's address or the address for answers is no mail address
     */
    Composer(final Session session, final MailSettings settings) {
        this.session = session;
        from = named(Addresses.parse("rebound/mail/from", settings.from()), settings.fromName());
        final var answers = settings.replyTo();
        replyTo = answers == null ? new InternetAddress[0]
            : new InternetAddress[] { Addresses.parse("rebound/mail/reply-to", answers) };
        dkim = settings.dkim();
    }

    /**
     * Composes one mail.
     *
     * @param letter what it says
     * @param date when it is sent
     * @return the mail, ready to be sent; to one receiver
     * @throws IllegalArgumentException if the receiver's address is no mail address
     * @throws MessagingException if the library cannot do it
     */
    MimeMessage compose(final Letter letter, final Instant date) throws MessagingException {
        final var to = named(Addresses.parse("the destination", letter.to()), letter.toName());
        final var ret = new IdentifiedMessage(session, MessageId.of(letter.id(), Addresses.domain(from)));
        ret.setFrom(from);
        ret.setRecipient(Message.RecipientType.TO, to);
        if (replyTo.length != 0) {
            ret.setReplyTo(replyTo);
        }
        ret.setSubject(letter.subject(), UTF_8.name());
        ret.setSentDate(Date.from(date));
        ret.setHeader("Auto-Submitted", "auto-generated");
        setThreads(ret, letter);
        final var unsubscribe = letter.unsubscribe();
        if (unsubscribe != null) {
            setHeader(ret, "List-Unsubscribe", '<' + unsubscribe.toASCIIString() + '>');
            setHeader(ret, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        final var text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8.name());
        final var html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8.name(), "html");
        // the last is the best one (RFC 2046 section 5.1.4)
        ret.setContent(new MimeMultipart("alternative", text, html));
        ret.saveChanges();
        return dkim == null ? ret : DkimSignature.sign(ret, dkim);
    }

    /** Nobody gets the mail at a thread's root: it is but a name, the same for one topic and receiver. */
    private void setThreads(final MimeMessage message, final Letter letter) throws MessagingException {
        final var roots = letter.topics().stream()
            .map(topic -> MessageId.ofThread(topic, letter.to(), Addresses.domain(from)))
            .collect(Collectors.joining(" "));
        if (!roots.isEmpty()) {
            setHeader(message, "In-Reply-To", roots);
            setHeader(message, "References", roots);
        }
    }

    private static void setHeader(final MimeMessage message, final String name, final String value)
            throws MessagingException {
        message.setHeader(name, MimeUtility.fold(name.length() + 2, SingleLine.check(name, value)));
    }

    private static InternetAddress named(final InternetAddress address, final @Nullable String name) {
        if (name != null) {
            try {
                address.setPersonal(name, UTF_8.name());
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("Every JVM has UTF-8", e);
            }
        }
        return address;
    }

    /** Keeps its Message-ID where the library would make a new one. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final String messageId;

        IdentifiedMessage(final Session session, final String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
