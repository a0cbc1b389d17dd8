/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * IPv4 (RFC 791) and ICMPv4 (RFC 792). The header checksum is left to the routers: they drop what is broken.
 */
final class Ipv4 {
    private static final int PROTOCOL_ICMP = 1;
    private static final int TYPE_UNREACHABLE = 3;
    private static final int MIN_HEADER = 20;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1FFF;

    private Ipv4() {
        // Only static methods
    }

    /**
     * Decodes what begins with an IPv4 header.
     *
     * @param bytes the frame
     * @param start where the header begins; may be the end of the frame
     */
    static Observation decode(final byte[] bytes, final int start) {
        if (bytes.length - start < MIN_HEADER) {
            return Ignored.TRUNCATED;
        }
        final int headerLength = headerLength(bytes, start);
        final int totalLength = Bytes.u16(bytes, start + 2);
        if (headerLength < MIN_HEADER || totalLength < headerLength) {
            return Ignored.MALFORMED;
        }
        if (!isHost(Bytes.i32(bytes, start + 12)) || !isHost(Bytes.i32(bytes, start + 16))) {
            return Ignored.BAD_ADDRESS;
        }
        final int fragment = Bytes.u16(bytes, start + 6);
        if ((fragment & FRAGMENT_OFFSET) != 0) {
            return Ignored.LATER_FRAGMENT;
        }

        final int upper = start + headerLength;
        final int packetEnd = start + totalLength;
        final int end = Math.min(packetEnd, bytes.length);
        final int protocol = Bytes.u8(bytes, start + 9);
        if (protocol == PROTOCOL_ICMP) {
            final boolean whole = end == packetEnd && (fragment & MORE_FRAGMENTS) == 0;
            return icmp(bytes, start, upper, end, whole);
        }
        return Transport.decode(bytes, start, true, protocol, upper, end, packetEnd);
    }

    private static Observation icmp(final byte[] bytes, final int start, final int icmp, final int end,
            final boolean whole) {
        if (end - icmp < Transport.ICMP_HEADER) {
            return Ignored.TRUNCATED;
        }
        if (Bytes.u8(bytes, icmp) != TYPE_UNREACHABLE) {
            return Ignored.OTHER_ICMP;
        }
        if (whole && !Bytes.isIntact(Bytes.sum(bytes, icmp, end - icmp))) {
            return Ignored.BAD_CHECKSUM;
        }

        final int quote = icmp + Transport.ICMP_HEADER;
        if (end - quote < MIN_HEADER) {
            return Ignored.BAD_QUOTE;
        }
        final int headerLength = headerLength(bytes, quote);
        if (headerLength < MIN_HEADER) {
            return Ignored.BAD_QUOTE;
        }
        if (!isHost(Bytes.i32(bytes, quote + 12)) || !isHost(Bytes.i32(bytes, quote + 16))) {
            return Ignored.BAD_ADDRESS;
        }
        if ((Bytes.u16(bytes, quote + 6) & FRAGMENT_OFFSET) != 0) {
            return Ignored.QUOTED_FRAGMENT;
        }
        final var protocol = Transport.protocol(Bytes.u8(bytes, quote + 9));
        if (protocol == null) {
            return Ignored.QUOTED_OTHER_PROTOCOL;
        }
        // What RFC 4884 appends begins 128 bytes into the quote or later, behind the longest header and 8 bytes
        final int upper = quote + headerLength;
        if (end - upper < Transport.QUOTED_LENGTH) {
            return Ignored.BAD_QUOTE;
        }
        return new Unreachable(Bytes.ipv4(bytes, start + 12), Bytes.ipv4(bytes, start + 16),
            Bytes.u8(bytes, icmp + 1), Bytes.ipv4(bytes, quote + 12), Bytes.ipv4(bytes, quote + 16), protocol,
            Bytes.u16(bytes, upper), Bytes.u16(bytes, upper + 2),
            protocol == Protocol.TCP ? Bytes.i32(bytes, upper + 4) : 0);
    }

    /**
     * The header's length in bytes; 0 if this is not version 4.
     */
    private static int headerLength(final byte[] bytes, final int start) {
        final int first = Bytes.u8(bytes, start);
        return first >>> 4 == 4 ? (first & 0xF) * Integer.BYTES : 0;
    }

    /**
     * Whether a host may have this address on a network: not 0/8, 127/8, nor 224/3 (RFC 6890 section 2.2.2).
     */
    static boolean isHost(final int address) {
        final int first = address >>> 24;
        return first != 0 && first != 127 && first < 224;
    }
}
