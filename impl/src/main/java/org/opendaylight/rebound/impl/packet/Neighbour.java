/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;

/**
 * Neighbour solicitations and advertisements (RFC 4861 sections 4.3 and 4.4), with the checks that a node makes before
 * it believes one (sections 7.1.1 and 7.1.2, RFC 6980): what the asker would not believe is no answer.
 */
final class Neighbour {
    static final int SOLICITATION = 135;
    static final int ADVERTISEMENT = 136;
    /** ICMP header, flags and target; options follow. */
    private static final int LENGTH = 24;
    private static final int TARGET = 8;
    private static final int SOLICITED = 0x40;
    private static final int HOP_LIMIT = 255;

    private Neighbour() {
        // Only static methods
    }

    /**
     * Whether an ICMPv6 message of this type is decoded here.
     */
    static boolean isType(final int type) {
        return type == SOLICITATION || type == ADVERTISEMENT;
    }

    /**
     * Decodes a message whose type, length by the IP header and checksum have been looked at.
     *
     * @param bytes the frame
     * @param start where the IPv6 header begins; none of its addresses has been checked
     * @param icmp where the ICMP header begins
     * @param end where the message ends; all of it is there
     */
    static Observation decode(final byte[] bytes, final int start, final int icmp, final int end) {
        if (Bytes.u8(bytes, start + 7) != HOP_LIMIT) {
            return Ignored.NOT_ON_LINK;
        }
        final int target = icmp + TARGET;
        if (end - icmp < LENGTH || Bytes.u8(bytes, icmp + 1) != 0 || Ipv6.isMulticast(bytes, target)
                || !hasOptions(bytes, icmp + LENGTH, end)) {
            return Ignored.MALFORMED;
        }
        final int source = start + 8;
        final int destination = start + 24;
        if (!Ipv6.isHost(bytes, target) || !Ipv6.isHost(bytes, destination) && !Ipv6.isMulticast(bytes, destination)) {
            return Ignored.BAD_ADDRESS;
        }
        return Bytes.u8(bytes, icmp) == SOLICITATION ? solicitation(bytes, source, destination, target)
            : advertisement(bytes, source, destination, target, (Bytes.u8(bytes, icmp + 4) & SOLICITED) != 0);
    }

    private static Observation solicitation(final byte[] bytes, final int source, final int destination,
            final int target) {
        if (Ipv6.isUnspecified(bytes, source)) {
            return Ipv6.isMulticast(bytes, destination) ? Ignored.ADDRESS_PROBE : Ignored.MALFORMED;
        }
        if (!Ipv6.isHost(bytes, source)) {
            return Ignored.BAD_ADDRESS;
        }
        final var asker = Bytes.ipv6(bytes, source);
        final var wanted = Bytes.ipv6(bytes, target);
        return asker.equals(wanted) ? Ignored.ASKS_FOR_ITSELF : new Solicitation(asker, wanted);
    }

    private static Observation advertisement(final byte[] bytes, final int source, final int destination,
            final int target, final boolean solicited) {
        if (!Ipv6.isHost(bytes, source)) {
            return Ignored.BAD_ADDRESS;
        }
        return solicited && Ipv6.isMulticast(bytes, destination) ? Ignored.MALFORMED
            : new Advertisement(Bytes.ipv6(bytes, target));
    }

    /**
     * Whether options, or nothing, fill the rest of the message: none of length 0 (RFC 4861 section 4.6).
     */
    private static boolean hasOptions(final byte[] bytes, final int start, final int end) {
        int offset = start;
        while (end - offset >= Short.BYTES) {
            final int length = Bytes.u8(bytes, offset + 1) * Long.BYTES;
            if (length == 0) {
                return false;
            }
            offset += length;
        }
        return offset == end;
    }
}
