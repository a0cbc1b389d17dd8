/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a YAML file, its name there, and its place.
 *
 * @param file the file
 * @param name for example {@code mail.smtp-port}; empty for the whole file
 * @param node the value
 * @param faults where faults go that do not keep the rest from being read
 */
record Item(Path file, String name, Node node, Faults faults) {
    /** A fault at this place; the words must not show what may be a secret. */
    ConfigException fault(final String what) {
        return new ConfigException(at(node, name, what));
    }

    ConfigException fault(final String what, final Exception cause) {
        return new ConfigException(at(node, name, what), cause);
    }

    private String at(final Node where, final String whose, final String what) {
        return YamlFile.place(file, where.getStartMark()) + ": " + (whose.isEmpty() ? "" : whose + ": ") + what;
    }

    /** {@return the text of a single value} */
    String text() throws ConfigException {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw fault(node instanceof ScalarNode ? "is empty" : "is no single value");
    }

    private String shown() throws ConfigException {
        return Words.of(text());
    }

    int number(final int least, final int most) throws ConfigException {
        if (text().matches("[0-9]{1,9}")) {
            final int ret = Integer.parseInt(text());
            if (ret >= least && ret <= most) {
                return ret;
            }
        }
        throw fault(shown() + " is not " + least + " to " + most);
    }

    Duration duration(final Duration least, final Duration most) throws ConfigException {
        final Duration ret;
        try {
            ret = Durations.parse(text());
        } catch (IllegalArgumentException e) {
            throw fault(shown() + " is no length of time, which is a whole number and ms, s, m, h or d", e);
        }
        if (ret.compareTo(least) < 0 || ret.compareTo(most) > 0) {
            throw fault(shown() + " is not " + Durations.format(least) + " to " + Durations.format(most));
        }
        return ret;
    }

    <T> T choice(final Map<String, T> choices) throws ConfigException {
        final var ret = choices.get(text());
        if (ret == null) {
            throw fault(shown() + " is none of " + String.join(", ", choices.keySet().stream().sorted().toList()));
        }
        return ret;
    }

    IpAddress address() throws ConfigException {
        try {
            return IpAddress.parse(text());
        } catch (IllegalArgumentException e) {
            throw fault(shown() + " is no IP address", e);
        }
    }

    String mailAddress() throws ConfigException {
        if (!MailAddresses.isOne(text())) {
            throw fault(shown() + " is no mail address");
        }
        return text();
    }

    /** {@return a path; one that is relative begins in the folder of the file that it is in} */
    Path path() throws ConfigException {
        try {
            return file.toAbsolutePath().resolveSibling(text());
        } catch (java.nio.file.InvalidPathException e) {
            throw fault("is no name of a file", e);
        }
    }

    /** {@return what is in the file that this names} */
    String content() throws ConfigException {
        final var where = path();
        try {
            return TextFile.read(where);
        } catch (IOException e) {
            throw fault(where + " cannot be read: " + e.getMessage(), e);
        }
    }

    List<Item> list() throws ConfigException {
        if (!(node instanceof SequenceNode sequence)) {
            throw fault("is no list");
        }
        final var ret = new ArrayList<Item>();
        for (var each : sequence.getValue()) {
            ret.add(new Item(file, name + '[' + ret.size() + ']', each, faults));
        }
        return ret;
    }

    /** {@return the values of a mapping by their keys, whatever they are} */
    Map<String, Item> entries() throws ConfigException {
        if (!(node instanceof MappingNode mapping)) {
            throw fault("is no mapping of keys to values");
        }
        final var ret = new java.util.LinkedHashMap<String, Item>();
        for (var tuple : mapping.getValue()) {
            final var keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode scalar)) {
                throw new ConfigException(at(keyNode, name, "a key is no single value"));
            }
            final var key = scalar.getValue();
            final var whole = name.isEmpty() ? Words.of(key) : name + '.' + Words.of(key);
            if (ret.put(key, new Item(file, whole, tuple.getValueNode(), faults)) != null) {
                faults.add(at(keyNode, whole, "is there twice"));
            }
        }
        return ret;
    }

    /**
     * The values of a mapping with some keys; other ones are faults.
     *
     * @param known the keys
     * @return the values
     */
    Section section(final Set<String> known) throws ConfigException {
        final var entries = entries();
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                final var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (!known.contains(key)) {
                    faults.add(at(tuple.getKeyNode(), entries.get(key).name, "is no key here; the keys are "
                        + String.join(", ", known.stream().sorted().toList())));
                }
            }
        }
        return new Section(this, entries);
    }
}
