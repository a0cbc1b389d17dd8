/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Message-IDs (RFC 5322 section 3.6.4) that say which notice a mail is: the same notice always gives the same, two
 * notices never give the same, whatever their ids are made of.
 */
final class MessageId {
    /** Longer ids are hashed, so that the header stays well below the 998 characters of a line. */
    private static final int MAX_LOCAL = 200;

    private MessageId() {
        // static only
    }

    /**
     * The Message-ID of a notice.
     *
     * @param noticeId the notice's id
     * @param domain the sender's domain, a dot-atom
     * @return the msg-id with its angle brackets; its left side is a dot-atom-text
     */
    static String of(final String noticeId, final String domain) {
        final var local = dotAtom(noticeId);
        // "=-" sets a hash apart: in a dotAtom two hexadecimal digits follow every '='
        return '<' + (local.length() <= MAX_LOCAL ? local
            : "sha256=-" + Hashing.sha256().hashString(noticeId, StandardCharsets.UTF_8)) + '@' + domain + '>';
    }

    /**
     * The name of a thread: of all mails to one receiver about one topic.
     *
     * @param topic the topic
     * @param receiver the receiver's address; upper and lower case are the same
     * @param domain the sender's domain, a dot-atom
     * @return the msg-id with its angle brackets, about 80 characters and the domain
     */
    static String ofThread(final String topic, final String receiver, final String domain) {
        return "<thread/" + Hashing.sha256().hashString(topic + '\n' + receiver.toLowerCase(Locale.ROOT),
            StandardCharsets.UTF_8) + '@' + domain + '>';
    }

    /**
     * Letters, digits, hyphen, underscore and slash stay as they are, and so does a dot that stands between two of
     * them; every other octet of the UTF-8 form becomes {@code =} and two hexadecimal digits. The equals sign itself is
     * such an octet, which makes this reversible.
     */
    private static String dotAtom(final String text) {
        final var bytes = text.getBytes(StandardCharsets.UTF_8);
        final var ret = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; ++i) {
            if (isPlain(bytes, i) || bytes[i] == '.' && isPlain(bytes, i - 1) && isPlain(bytes, i + 1)) {
                ret.append((char) bytes[i]);
            } else {
                ret.append('=').append("%02X".formatted(bytes[i]));
            }
        }
        return ret.isEmpty() ? "=" : ret.toString();
    }

    private static boolean isPlain(final byte[] bytes, final int index) {
        if (index < 0 || index >= bytes.length) {
            return false;
        }
        final byte ch = bytes[index];
        return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch >= '0' && ch <= '9' || ch == '-' || ch == '_'
            || ch == '/';
    }
}
