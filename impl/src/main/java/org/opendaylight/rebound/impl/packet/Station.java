/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static java.util.Objects.requireNonNull;

import org.opendaylight.rebound.api.IpAddress;

/**
 * A host that Rebound plays: who a frame that it writes comes from.
 *
 * @param address its IPv4 or IPv6 address
 * @param mac its link-layer address, in the lower 48 bits
 * @param vlan the VLAN that its frames are tagged with (IEEE 802.1Q), 1 to 4094; 0 for untagged frames
 */
public record Station(IpAddress address, long mac, int vlan) {
    public Station {
        requireNonNull(address);
    }
}
