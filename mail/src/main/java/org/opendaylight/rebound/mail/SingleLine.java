/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Text that may stand in a mail header or an SMTP command: one line without control characters. This is the border that
 * header and command injection does not pass.
 */
final class SingleLine {
    private SingleLine() {
        // static only
    }

    /**
     * Lets a text pass, or refuses it.
     *
     * @param what what the text is, for the refusal
     * @param text the text
     * @return the text
     * @throws IllegalArgumentException if it is blank, or has a control character or a line or paragraph separator; the
     *     message shows no part of the text
     */
    static String check(final String what, final String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        if (requireNonNull(text).codePoints().anyMatch(SingleLine::breaksLine)) {
            throw new IllegalArgumentException(what + " has a line break or another control character");
        }
        return text;
    }

    /**
     * Lets a text or null pass, or refuses it as {@link #check} does.
     *
     * @param what what the text is, for the refusal
     * @param text the text, or null
     * @return the text, or null
     */
    static @Nullable String checkNullable(final String what, final @Nullable String text) {
        return text == null ? null : check(what, text);
    }

    /**
     * Makes one line of any text, as for the words of a remote system.
     *
     * @param text any text
     * @param maxLength how many characters are kept, at most
     * @return the text with every run of white space and control characters as one space
     */
    static String of(final String text, final int maxLength) {
        final var line = new StringBuilder();
        text.codePoints().map(ch -> breaksLine(ch) || Character.isWhitespace(ch) ? ' ' : ch)
            .filter(ch -> ch != ' ' || !line.isEmpty() && line.charAt(line.length() - 1) != ' ')
            .forEachOrdered(line::appendCodePoint);
        final var ret = line.toString().strip();
        if (ret.length() <= maxLength) {
            return ret;
        }
        // no half of a character
        final int end = Character.isHighSurrogate(ret.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return ret.substring(0, end) + "...";
    }

    private static boolean breaksLine(final int ch) {
        return Character.isISOControl(ch) || ch == '\u2028' || ch == '\u2029';
    }
}
