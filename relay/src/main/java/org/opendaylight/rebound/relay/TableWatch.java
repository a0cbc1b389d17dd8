/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.relay.config.ClientSource;
import org.opendaylight.rebound.relay.config.ClientTable;
import org.opendaylight.rebound.relay.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the file of the client mail address table has changed, and reads it again. A broken one changes
 * nothing. For one thread.
 *
 * <p>Counted in stage {@value #STAGE}: {@code reloaded}, {@code broken}.
 */
final class TableWatch implements Runnable {
    static final String STAGE = "table";

    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);

    /** What tells one content of the file from another. Editors write a new file and give it the old one's name. */
    private record Stamp(FileTime modified, long size, @Nullable Object key) {
        // compared
    }

    private final ClientSource source;
    private final Path file;
    private final Consumer<ClientTable> user;
    private final Counters counters;
    private @Nullable Stamp seen;

    /**
     * Takes the file as it is now for the one that was read.
     *
     * @param source where the table is from
     * @param file its file
     * @param user is given each new table
     * @param counters counts in stage {@value #STAGE}
     */
    TableWatch(final ClientSource source, final Path file, final Consumer<ClientTable> user, final Counters counters) {
        this.source = requireNonNull(source);
        this.file = requireNonNull(file);
        this.user = requireNonNull(user);
        this.counters = requireNonNull(counters);
        seen = stamp();
    }

    private @Nullable Stamp stamp() {
        try {
            final var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            LOG.debug("{} is not there", file, e);
            return null;
        }
    }

    @Override
    public void run() {
        final var now = stamp();
        // one that is gone may be about to be written anew
        if (now == null || now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            final var table = source.read();
            user.accept(table);
            counters.counter(STAGE, "reloaded").increment();
            LOG.info("The client table was read again; it has {} clients", table.clients().size());
        } catch (ConfigException e) {
            counters.counter(STAGE, "broken").increment();
            LOG.error("The client table stays what it was:\n{}", e.getMessage());
        }
    }
}
