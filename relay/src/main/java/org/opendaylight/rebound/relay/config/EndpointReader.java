/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import org.opendaylight.rebound.api.IpAddress;

/** Reads where to listen. */
final class EndpointReader {
    /** Every address of this machine. */
    static final IpAddress ANY = IpAddress.ofIpv4(0);

    private static final int MOST_PORT = 65_535;

    private EndpointReader() {
        // static only
    }

    static Endpoint read(final Section section, final IpAddress address, final int port)
            throws ConfigException {
        return new Endpoint(section.or("address", address, Item::address),
            section.number("port", port, 0, MOST_PORT));
    }
}
