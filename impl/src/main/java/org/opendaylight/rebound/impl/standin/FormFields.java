/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of a form, as {@code application/x-www-form-urlencoded}.
 *
 * @param values the fields' values, by name
 */
record FormFields(Map<String, String> values) {
    /** No fields. */
    static final FormFields NONE = new FormFields(Map.of());

    private static final int MAX_FIELDS = 16;
    /** Controls, among them those that end a line, and what stands for octets that are no UTF-8. */
    private static final CharMatcher REFUSED = CharMatcher.javaIsoControl().or(CharMatcher.inRange((char) 0x2028,
        (char) 0x2029)).or(CharMatcher.is((char) 0xFFFD));

    FormFields {
        values = Map.copyOf(values);
    }

    /**
     * Reads a form.
     *
     * @param text a request's body, or the query of its URL
     * @return the fields
     * @throws IllegalArgumentException if it is no form, has a field twice, or too many, or one with control characters
     */
    static FormFields parse(final String text) {
        final var ret = new HashMap<String, String>();
        for (var field : text.split("&", MAX_FIELDS + 1)) {
            if (field.isEmpty()) {
                continue;
            }
            final int equals = field.indexOf('=');
            if (equals < 1 || ret.size() == MAX_FIELDS) {
                throw new IllegalArgumentException("not a form");
            }
            if (ret.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("a field stands twice");
            }
        }
        return new FormFields(ret);
    }

    /**
     * The value of a field.
     *
     * @param name its name
     * @return its value; empty when it is not there
     */
    String get(final String name) {
        return values.getOrDefault(name, "");
    }

    private static String decode(final String text) {
        final var ret = URLDecoder.decode(text, UTF_8);
        if (REFUSED.matchesAnyOf(ret)) {
            throw new IllegalArgumentException("a field has characters that cannot be typed");
        }
        return ret;
    }
}
