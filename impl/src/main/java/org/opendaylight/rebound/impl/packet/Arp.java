/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;

/**
 * ARP (RFC 826) for IPv4 on Ethernet, with the probes and announcements of RFC 5227.
 */
final class Arp {
    private static final int HARDWARE_ETHERNET = 1;
    private static final int PROTOCOL_IPV4 = 0x0800;
    /** The lengths of the two kinds of address, a byte each: 6 and 4. */
    private static final int LENGTHS = 0x0604;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int HEADER = 8;
    private static final int LENGTH = HEADER + 2 * (6 + Integer.BYTES);

    private Arp() {
        // Only static methods
    }

    /**
     * Decodes what begins with an ARP header.
     *
     * @param bytes the frame
     * @param start where the header begins; may be the end of the frame
     */
    static Observation decode(final byte[] bytes, final int start) {
        if (bytes.length - start < HEADER) {
            return Ignored.TRUNCATED;
        }
        if (Bytes.u16(bytes, start) != HARDWARE_ETHERNET || Bytes.u16(bytes, start + 2) != PROTOCOL_IPV4) {
            return Ignored.OTHER_ARP;
        }
        if (Bytes.u16(bytes, start + 4) != LENGTHS) {
            return Ignored.MALFORMED;
        }
        final int operation = Bytes.u16(bytes, start + 6);
        if (operation != REQUEST && operation != REPLY) {
            return Ignored.OTHER_ARP;
        }
        if (bytes.length - start < LENGTH) {
            return Ignored.TRUNCATED;
        }

        final int sender = Bytes.i32(bytes, start + 14);
        if (operation == REPLY) {
            return Ipv4.isHost(sender) ? new Advertisement(IpAddress.ofIpv4(sender)) : Ignored.BAD_ADDRESS;
        }
        final int target = Bytes.i32(bytes, start + 24);
        if (!Ipv4.isHost(target)) {
            return Ignored.BAD_ADDRESS;
        }
        if (sender == 0) {
            return Ignored.ADDRESS_PROBE;
        }
        if (!Ipv4.isHost(sender)) {
            return Ignored.BAD_ADDRESS;
        }
        return sender == target ? new Advertisement(IpAddress.ofIpv4(sender))
            : new Solicitation(IpAddress.ofIpv4(sender), IpAddress.ofIpv4(target));
    }
}
