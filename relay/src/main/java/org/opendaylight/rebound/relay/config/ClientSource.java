/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * Where the client mail address table is from.
 *
 * @param inline the clients in the configuration itself
 * @param file a file with more of them, or null; read again when it changes
 */
public record ClientSource(Map<IpAddress, Client> inline, @Nullable Path file) {
    public ClientSource {
        inline = Map.copyOf(inline);
    }

    /**
     * Reads the table.
     *
     * @return the table as it is now
     * @throws ConfigException if something is wrong with the file
     */
    public ClientTable read() throws ConfigException {
        final var faults = new Faults();
        final var reader = new ClientReader(faults, inline);
        final var where = file;
        if (where != null) {
            faults.attempt(() -> {
                reader.add(where);
                return where;
            });
        }
        faults.throwIfAny();
        return reader.table();
    }
}
