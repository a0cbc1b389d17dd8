/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/** Gathers faults, so that an administrator sees all of them at once. For one thread. */
final class Faults {
    private final List<String> found = new ArrayList<>();

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws ConfigException;
    }

    void add(final String fault) {
        found.add(fault);
    }

    /**
     * Reads, and keeps the fault if there is one.
     *
     * @param reading reads
     * @return what was read, or null after a fault
     */
    <T> @Nullable T attempt(final Reading<T> reading) {
        try {
            return reading.read();
        } catch (ConfigException e) {
            add(e.getMessage());
            return null;
        }
    }

    void throwIfAny() throws ConfigException {
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
    }
}
