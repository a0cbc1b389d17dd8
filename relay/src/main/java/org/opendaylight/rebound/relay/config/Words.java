/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

/** Text of others, made fit for a line of a log or a message. */
public final class Words {
    private static final int MOST = 200;

    private Words() {
        // static only
    }

    /**
     * Makes one line of any text.
     *
     * @param text any text, or null
     * @return at most {@value #MOST} characters, those that could be taken for something else as {@code ?}
     */
    public static String of(final @org.eclipse.jdt.annotation.Nullable String text) {
        if (text == null) {
            return "";
        }
        final var ret = new StringBuilder();
        text.codePoints().limit(MOST).map(ch -> isPlain(ch) ? ch : '?').forEachOrdered(ret::appendCodePoint);
        return ret.toString();
    }

    private static boolean isPlain(final int ch) {
        return switch (Character.getType(ch)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
