/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import static java.util.Objects.requireNonNull;

import org.opendaylight.rebound.api.IpAddress;

/**
 * What is to happen to the connections of one service address: which go where instead.
 *
 * @param number what tells the detours of different services and outages apart
 * @param server the server's address
 * @param port the service's TCP port
 * @param standIn the stand-in's address, of the same IP version
 * @param standInPort the TCP port that stands for the service there
 * @param standInMac the stand-in's link-layer address, in the lower 48 bits
 */
public record Detour(int number, IpAddress server, int port, IpAddress standIn, int standInPort, long standInMac) {
    public Detour {
        requireNonNull(server);
        if (server.isIpv4() != standIn.isIpv4()) {
            throw new IllegalArgumentException(standIn + " cannot stand in for " + server);
        }
    }
}
