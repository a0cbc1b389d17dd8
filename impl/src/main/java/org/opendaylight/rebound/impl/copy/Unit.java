/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static java.util.Objects.requireNonNull;

import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * A piece of the datastore that is copied as a whole, as a commit finds it and leaves it.
 *
 * @param path where it is
 * @param before null if it was not there
 * @param after null if it is not there any more
 */
record Unit(YangInstanceIdentifier path, @Nullable NormalizedNode before, @Nullable NormalizedNode after) {
    /** What no value in YANG can contain. */
    private static final String SEPARATOR = "\0";

    Unit {
        requireNonNull(path);
    }

    /** The same for the same place, however its path was made. */
    String key() {
        return keyOf(path);
    }

    Unit reversed() {
        return new Unit(path, after, before);
    }

    static String keyOf(final YangInstanceIdentifier path) {
        return path.getPathArguments().stream().map(Unit::keyOf).collect(Collectors.joining(SEPARATOR));
    }

    private static String keyOf(final PathArgument argument) {
        final var name = argument.getNodeType().getLocalName();
        return argument instanceof NodeIdentifierWithPredicates entry ? entry.entrySet().stream()
            .map(key -> key.getKey().getLocalName() + "=" + key.getValue())
            .sorted()
            .collect(Collectors.joining(SEPARATOR, name + SEPARATOR, "")) : name;
    }
}
