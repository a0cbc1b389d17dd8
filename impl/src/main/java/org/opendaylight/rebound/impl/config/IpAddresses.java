/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.util.Optional;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;

/**
 * Reads addresses of the YANG types. The pattern of an IPv6 address in RFC 6991 admits text that is no address, so
 * reading can fail although the type was checked.
 */
final class IpAddresses {
    private IpAddresses() {
        // Hidden on purpose
    }

    /**
     * Reads an address.
     *
     * @param address the address as it was written
     * @return the address, or empty when the text is none
     */
    static Optional<IpAddress> parse(final IpAddressNoZone address) {
        try {
            return Optional.of(IpAddress.parse(address.stringValue()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
