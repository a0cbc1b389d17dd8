/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A mail as it arrived.
 *
 * @param to the recipient's address
 * @param from the From header
 * @param subject the subject, decoded
 * @param text the plain text part, decoded; empty if there is none
 * @param html the HTML part, decoded; empty if there is none
 * @param messageId the Message-ID header
 * @param autoSubmitted the Auto-Submitted header (RFC 3834); empty if there is none
 * @param arrived when the SMTP server took it
 * @param source the mail as it was sent
 */
public record Mail(String to, String from, String subject, String text, String html, String messageId,
        String autoSubmitted, Instant arrived, String source) {
    /**
     * Reads a mail.
     *
     * @param message the message
     * @param arrived when it arrived
     * @return the mail
     * @throws MessagingException if it is malformed
     * @throws IOException if it cannot be decoded
     */
    static Mail of(final MimeMessage message, final Instant arrived) throws MessagingException, IOException {
        final var source = new ByteArrayOutputStream();
        message.writeTo(source);
        final var recipient = (jakarta.mail.internet.InternetAddress) message.getAllRecipients()[0];
        return new Mail(recipient.getAddress(), message.getFrom()[0].toString(), message.getSubject(),
            part(message, "text/plain"), part(message, "text/html"), message.getMessageID(),
            header(message, "Auto-Submitted"), arrived, source.toString(StandardCharsets.UTF_8));
    }

    /** {@return the mail as a person reads it} */
    public String readable() {
        return "From:    " + from + "\nTo:      " + to + "\nSubject: " + subject + "\n\n" + text;
    }

    private static String part(final Part part, final String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString().replace("\r\n", "\n");
        }
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                final BodyPart child = multipart.getBodyPart(i);
                final var found = part(child, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String header(final MimeMessage message, final String name) throws MessagingException {
        final var values = message.getHeader(name);
        return values == null ? "" : values[0];
    }
}
