/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Figures of one kind, line by line, in the form that {@link Plots} draws.
 */
final class Sheet {
    private final StringBuilder text = new StringBuilder();

    /**
     * An empty sheet.
     *
     * @param across what varies, with its unit
     * @param up what is measured, with its unit
     */
    Sheet(final String across, final String up) {
        text.append("what,").append(across).append(',').append(up).append('\n');
    }

    /**
     * Adds a figure.
     *
     * @param what the line it belongs to
     * @param across for how much of what varies
     * @param up what was measured
     */
    void add(final String what, final double across, final double up) {
        text.append(String.format(Locale.ROOT, "\"%s\",%.0f,%.3f%n", what, across, up));
    }

    /**
     * Writes the sheet.
     *
     * @param folder where
     * @param name the name, without {@code .csv}
     * @throws IOException if that fails
     */
    void write(final Path folder, final String name) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), text);
    }
}
