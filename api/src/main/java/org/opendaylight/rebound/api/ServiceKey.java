/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

/**
 * Names one service of one server.
 *
 * @param server the server's name
 * @param protocol the transport protocol
 * @param port the port, 1 to 65535
 */
public record ServiceKey(String server, Protocol protocol, int port) implements Comparable<ServiceKey> {
    public ServiceKey {
        requireNonNull(server);
        requireNonNull(protocol);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
        }
    }

    @Override
    public int compareTo(final ServiceKey other) {
        int cmp = server.compareTo(other.server);
        if (cmp == 0) {
            cmp = protocol.compareTo(other.protocol);
        }
        return cmp != 0 ? cmp : Integer.compare(port, other.port);
    }

    /**
     * The key in words.
     *
     * @return for example {@code web/tcp/80}
     */
    @Override
    public String toString() {
        return server + '/' + protocol + '/' + port;
    }
}
