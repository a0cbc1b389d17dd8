/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * What a destination unreachable says about a service, by its code.
 */
enum UnreachableMeaning {
    /** The network or the host cannot be reached. */
    DOWN,
    /** The host is there, the service is not. */
    REFUSED,
    /** A filter forbids it. That is an administrator's will, not an outage. */
    POLICY,
    /** Nothing of use: fragmentation needed (4), and what no client can take for an outage. */
    NOTHING;

    /**
     * What a message says.
     *
     * @param message the message
     * @return the meaning of its code
     */
    static UnreachableMeaning of(final Unreachable message) {
        return message.isIpv4() ? ofIpv4(message.code()) : ofIpv6(message.code());
    }

    /** RFC 792, and RFC 1122 section 3.2.2.1 and RFC 1812 section 5.2.7.1 for 6 and above. */
    private static UnreachableMeaning ofIpv4(final int code) {
        return switch (code) {
            // net, host, source route failed, net unknown, host unknown, net and host for this type of service
            case 0, 1, 5, 6, 7, 11, 12 -> DOWN;
            // protocol, port
            case 2, 3 -> REFUSED;
            // net, host and communication administratively prohibited, precedence violation and cutoff
            case 9, 10, 13, 14, 15 -> POLICY;
            default -> NOTHING;
        };
    }

    /** RFC 4443 section 3.1. */
    private static UnreachableMeaning ofIpv6(final int code) {
        return switch (code) {
            // no route, address
            case 0, 3 -> DOWN;
            // port
            case 4 -> REFUSED;
            // administratively prohibited, ingress or egress policy, reject route
            case 1, 5, 6 -> POLICY;
            default -> NOTHING;
        };
    }
}
