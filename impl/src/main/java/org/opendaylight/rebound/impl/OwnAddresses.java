/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this host.
 */
final class OwnAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(OwnAddresses.class);

    private OwnAddresses() {
        // Hidden on purpose
    }

    /** All of them: what comes from there is no client. */
    static Set<IpAddress> all() {
        final var ret = new HashSet<IpAddress>();
        try {
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).map(IpAddress::of)
                .forEach(ret::add);
        } catch (SocketException e) {
            LOG.debug("The controller's own addresses cannot be read", e);
        }
        return ret;
    }

    /**
     * Addresses with the link-layer address of each.
     *
     * @param addresses the addresses
     * @param given the link-layer address that the operator gives, or empty for that of the interface
     * @return without those that no interface of this host has, or none with a link-layer address
     */
    static Map<IpAddress, Long> withMacs(final Collection<IpAddress> addresses, final OptionalLong given) {
        final var ret = new HashMap<IpAddress, Long>();
        for (var address : addresses) {
            final var mac = given.isPresent() ? given : macOf(address);
            if (mac.isPresent()) {
                ret.put(address, mac.getAsLong());
            } else {
                LOG.warn("No interface of this host has the address {} of the stand-in: nothing is stood in for there",
                    address);
            }
        }
        return ret;
    }

    private static OptionalLong macOf(final IpAddress address) {
        try {
            final var found = NetworkInterface.getByInetAddress(address.toInetAddress());
            final var mac = found == null ? null : found.getHardwareAddress();
            if (mac == null) {
                return OptionalLong.empty();
            }
            long ret = 0;
            for (byte octet : mac) {
                ret = ret << Byte.SIZE | Byte.toUnsignedInt(octet);
            }
            return OptionalLong.of(ret);
        } catch (SocketException e) {
            LOG.debug("The interface of {} cannot be read", address, e);
            return OptionalLong.empty();
        }
    }
}
