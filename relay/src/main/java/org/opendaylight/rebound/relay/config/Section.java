/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The values of a mapping.
 *
 * @param whole the mapping
 * @param entries its values
 */
record Section(Item whole, Map<String, Item> entries) {
    private static final String FROM_FILE = "-file";

    /** Reads one item. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Item item) throws ConfigException;
    }

    @Nullable Item get(final String key) {
        return entries.get(key);
    }

    boolean has(final String key) {
        return entries.containsKey(key);
    }

    Item require(final String key) throws ConfigException {
        final var ret = get(key);
        if (ret == null) {
            throw whole.fault(key + " is missing");
        }
        return ret;
    }

    <T> @Nullable T optional(final String key, final Reading<T> reading) throws ConfigException {
        final var item = get(key);
        return item == null ? null : reading.read(item);
    }

    <T> T or(final String key, final T absent, final Reading<T> reading) throws ConfigException {
        final var item = get(key);
        return item == null ? absent : reading.read(item);
    }

    int number(final String key, final int absent, final int least, final int most) throws ConfigException {
        return or(key, absent, item -> item.number(least, most));
    }

    Duration duration(final String key, final Duration absent, final Duration least, final Duration most)
            throws ConfigException {
        return or(key, absent, item -> item.duration(least, most));
    }

    List<Item> list(final String key) throws ConfigException {
        return or(key, List.of(), Item::list);
    }

    /** {@return the item that gives a text: itself or, with {@code -file} at the end of its name, a file with it} */
    @Nullable Item source(final String key) throws ConfigException {
        final var itself = get(key);
        final var inFile = get(key + FROM_FILE);
        if (itself != null && inFile != null) {
            throw inFile.fault("there is " + key + ", too; give one of them");
        }
        return itself == null ? inFile : itself;
    }

    /** {@return a text that is given itself or in a file, or null} */
    @Nullable String textOrFile(final String key) throws ConfigException {
        final var source = source(key);
        if (source == null) {
            return null;
        }
        return has(key) ? source.text() : source.content();
    }

    /** {@return a secret that is given itself or in a file, without white space at its end; or null} */
    @Nullable String secret(final String key) throws ConfigException {
        final var text = textOrFile(key);
        final var ret = text == null ? null : text.stripTrailing();
        if (ret != null && (ret.isEmpty() || ret.chars().anyMatch(Character::isISOControl))) {
            throw source(key).fault("is not one line of text");
        }
        return ret;
    }
}
