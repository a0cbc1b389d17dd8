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
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2 to items that know where they are. Nothing is made of it but text. */
final class YamlFile {
    private YamlFile() {
        // static only
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param faults where faults go that do not keep the rest from being read
     * @return what is in it
     * @throws ConfigException if it cannot be read, or is no YAML
     */
    static Item read(final Path file, final Faults faults) throws ConfigException {
        final String text;
        try {
            text = TextFile.read(file);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return parse(file, text, faults);
    }

    private static Item parse(final Path file, final String text, final Faults faults) throws ConfigException {
        final var settings = LoadSettings.builder().setLabel(file.toString()).setCodePointLimit(TextFile.MOST).build();
        try {
            final var root = new Compose(settings).composeString(text)
                .orElseThrow(() -> new ConfigException(file + ":1:1: there is nothing in it"));
            return new Item(file, "", root, faults);
        } catch (MarkedYamlEngineException e) {
            throw new ConfigException(place(file, e.getProblemMark()) + ": no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new ConfigException(file + ": no YAML: " + Words.of(e.getMessage()), e);
        }
    }

    /**
     * Where something is.
     *
     * @param file the file
     * @param mark the place in it, if known
     * @return file, line and column
     */
    static String place(final Path file, final Optional<Mark> mark) {
        return mark.map(at -> file + ":" + (at.getLine() + 1) + ':' + (at.getColumn() + 1)).orElse(file.toString());
    }
}
