/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import org.opendaylight.rebound.api.IpAddress;

/**
 * An address and port of this machine.
 *
 * @param address the address
 * @param port the port; 0 for one that the system chooses
 */
public record Endpoint(IpAddress address, int port) {
    public Endpoint {
        requireNonNull(address);
    }

    /** {@return what a socket is bound to} */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(address.toInetAddress(), port);
    }

    @Override
    public String toString() {
        return (address.isIpv4() ? address.toString() : "[" + address + ']') + ':' + port;
    }
}
