/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All connections that are open, of this and of former settings, so that none outlives the channel.
 */
final class OpenConnections {
    private final Set<SmtpConnection> open = new HashSet<>();
    private boolean closed;

    /**
     * Notes a connection before it is opened.
     *
     * @param connection the connection
     * @return false if none may be opened any more
     */
    synchronized boolean add(final SmtpConnection connection) {
        return !closed && open.add(connection);
    }

    /**
     * Forgets a connection that is closed.
     *
     * @param connection the connection
     */
    synchronized void remove(final SmtpConnection connection) {
        open.remove(connection);
    }

    /** Closes every connection at once, and lets no other be opened. */
    void close() {
        final List<SmtpConnection> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(open);
            open.clear();
        }
        left.forEach(SmtpConnection::abort);
    }
}
