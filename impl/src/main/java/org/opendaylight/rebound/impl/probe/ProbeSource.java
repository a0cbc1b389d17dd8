/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Station;

/**
 * An address that Rebound asks servers from through a switch; mirrors list {@code probe-source} of
 * {@code rebound.yang}.
 *
 * @param address the address; nobody else has it
 * @param switchId the switch that sends and receives for it, for example {@code openflow:161}
 * @param mac its link-layer address, in the lower 48 bits
 * @param vlan the VLAN on the switch, 1 to 4094; 0 for untagged frames
 */
public record ProbeSource(IpAddress address, String switchId, long mac, int vlan) {
    /** The individual/group bit is 0 and the universal/local bit is 1 (IEEE 802 section 8). */
    private static final long LOCALLY_ADMINISTERED = 0x0200_0000_0000L;
    private static final long OTHER_BITS = 0xFF_FFFF_FFFFL;

    public ProbeSource {
        requireNonNull(address);
        requireNonNull(switchId);
    }

    /**
     * The link-layer address of a source that the operator gives none.
     *
     * @param address the source's address
     * @return an address that is locally administered, always the same for the same address
     */
    public static long macOf(final IpAddress address) {
        return LOCALLY_ADMINISTERED | Hashing.sha256().newHasher().putLong(address.high()).putLong(address.low()).hash()
            .asLong() & OTHER_BITS;
    }

    Station station() {
        return new Station(address, mac, vlan);
    }
}
