/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * The client mail address table.
 *
 * @param clients who is told, by the client's address
 */
public record ClientTable(Map<IpAddress, Client> clients) {
    public ClientTable {
        clients = Map.copyOf(clients);
    }

    /**
     * Looks a client up.
     *
     * @param address the client's address
     * @return who is told, or null when it is not in the table
     */
    public @Nullable Client find(final IpAddress address) {
        return clients.get(address);
    }
}
