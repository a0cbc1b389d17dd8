/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opendaylight.rebound.impl.web.Html;

/** A page with places for what differs from visitor to visitor. */
final class PageTemplate {
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    /** A place on a page. */
    enum Slot {
        /** The visitor's address. */
        ADDRESS,
        /** What the form has to bring back. */
        TOKEN,
        /** Where the visitor wanted to go. */
        PATH,
        /** The same as a parameter's value. */
        ENCODED_PATH,
        /** The mail address on record, masked. */
        KNOWN,
        /** The mail address that was typed. */
        MAIL;

        /** Of characters that no text has (Unicode's private use area). */
        private static final char FIRST = 0xE000;

        /**
         * What stands for the place in a template.
         *
         * @return one character
         */
        String mark() {
            return Character.toString((char) (FIRST + ordinal()));
        }
    }

    /**
     * A template.
     *
     * @param html the page, with {@link Slot#mark marks}
     */
    PageTemplate(final String html) {
        int from = 0;
        for (int i = 0; i < html.length(); i++) {
            final int slot = html.charAt(i) - Slot.FIRST;
            if (slot >= 0 && slot < Slot.values().length) {
                texts.add(html.substring(from, i).getBytes(UTF_8));
                slots.add(Slot.values()[slot]);
                from = i + 1;
            }
        }
        texts.add(html.substring(from).getBytes(UTF_8));
    }

    /**
     * Makes a page.
     *
     * @param values what stands in each place, as text
     * @return the page in UTF-8
     */
    byte[] fill(final Map<Slot, String> values) {
        final var encoded = new EnumMap<Slot, byte[]>(Slot.class);
        values.forEach((slot, value) -> encoded.put(slot, Html.escape(value).getBytes(UTF_8)));
        int length = 0;
        for (var text : texts) {
            length += text.length;
        }
        for (var slot : slots) {
            length += encoded.get(slot).length;
        }
        final var ret = new byte[length];
        int end = put(texts.getFirst(), ret, 0);
        for (int i = 0; i < slots.size(); i++) {
            end = put(encoded.get(slots.get(i)), ret, end);
            end = put(texts.get(i + 1), ret, end);
        }
        return ret;
    }

    private static int put(final byte[] from, final byte[] to, final int at) {
        System.arraycopy(from, 0, to, at, from.length);
        return at + from.length;
    }
}
