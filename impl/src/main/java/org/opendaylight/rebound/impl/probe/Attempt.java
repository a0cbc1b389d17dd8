/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.opendaylight.rebound.api.IpAddress;

/**
 * One attempt to connect to a service.
 */
final class Attempt {
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final ProbeSource source;
    private final IpAddress server;
    private final int port;
    private final int ownPort;
    private final int sequence;
    private volatile OptionalLong mac = OptionalLong.empty();

    /**
     * An attempt that nothing has been sent for.
     *
     * @param source from where
     * @param server whom to ask; an address of the same IP version
     * @param port the service's port
     * @param ownPort the port to ask from
     * @param sequence the initial sequence number, which the answer has to acknowledge
     */
    Attempt(final ProbeSource source, final IpAddress server, final int port, final int ownPort, final int sequence) {
        this.source = requireNonNull(source);
        this.server = requireNonNull(server);
        this.port = port;
        this.ownPort = ownPort;
        this.sequence = sequence;
    }

    ProbeSource source() {
        return source;
    }

    IpAddress server() {
        return server;
    }

    int port() {
        return port;
    }

    int ownPort() {
        return ownPort;
    }

    int sequence() {
        return sequence;
    }

    /** The server's link-layer address, once it has told it. */
    OptionalLong mac() {
        return mac;
    }

    void resolved(final long address) {
        mac = OptionalLong.of(address);
    }

    /** Completes when the server has replied. */
    CompletableFuture<Reply> reply() {
        return reply;
    }

    /** What is to be said if nothing comes any more. */
    Reply silence() {
        return mac.isPresent() ? Reply.UNANSWERED : Reply.UNRESOLVED;
    }

    /** Whether a segment is of this connection, and acknowledges our SYN and nothing else. */
    boolean isRepliedBy(final IpAddress from, final int fromPort, final IpAddress to, final int acknowledgement) {
        return from.equals(server) && fromPort == port && to.equals(source.address())
            && acknowledgement == sequence + 1;
    }
}
