/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;

/**
 * Builds Ethernet frames like those of Linux hosts. The checksums of IPv4, TCP and UDP are zero, as the decoder leaves
 * them alone; that of ICMP is right.
 */
final class Frames {
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;

    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int ICMP = 8;
    private static final int ICMPV4 = 1;
    private static final int ICMPV6 = 58;
    /** The header of Linux' SYN with its options: MSS, SACK, timestamps, window scale. */
    private static final int TCP = 40;
    private static final int UDP = 8;
    private static final int UDP_DATA = 32;

    private Frames() {
        // Only static methods
    }

    static byte[] tcp(final Flow flow, final int flags, final int sequence, final int acknowledgement) {
        final var ret = ip(flow.from(), flow.to(), Protocol.TCP.number(), TCP);
        ret.putShort((short) flow.fromPort()).putShort((short) flow.toPort()).putInt(sequence).putInt(acknowledgement)
            .put((byte) (TCP / Integer.BYTES << 4)).put((byte) flags);
        return ret.array();
    }

    static byte[] udp(final Flow flow) {
        final var ret = ip(flow.from(), flow.to(), Protocol.UDP.number(), UDP + UDP_DATA);
        ret.putShort((short) flow.fromPort()).putShort((short) flow.toPort()).putShort((short) (UDP + UDP_DATA));
        return ret.array();
    }

    /**
     * A destination unreachable from a router to the sender of a frame, which quotes its whole packet.
     */
    static byte[] unreachable(final IpAddress router, final Flow flow, final int code, final byte[] frame) {
        final var quote = Arrays.copyOfRange(frame, ETHERNET, frame.length);
        final boolean ipv4 = router.isIpv4();
        final int length = ICMP + quote.length;
        final var ret = ip(router, flow.from(), ipv4 ? ICMPV4 : ICMPV6, length);
        final int start = ret.position();
        ret.put((byte) (ipv4 ? 3 : 1)).put((byte) code).position(start + ICMP);
        ret.put(quote);
        // The pseudo-header of ICMPv6: both addresses, length and next header (RFC 8200 section 8.1)
        final int sum = ipv4 ? sum(ret, start, length)
            : sum(ret, start - 2 * Long.BYTES * 2, 2 * Long.BYTES * 2 + length) + length + ICMPV6;
        ret.putShort(start + 2, (short) ~((sum & 0xFFFF) + (sum >>> 16)));
        return ret.array();
    }

    private static ByteBuffer ip(final IpAddress from, final IpAddress to, final int protocol, final int length) {
        final boolean ipv4 = from.isIpv4();
        final var ret = ByteBuffer.allocate(ETHERNET + (ipv4 ? IPV4 : IPV6) + length);
        ret.putShort(ETHERNET - Short.BYTES, (short) (ipv4 ? 0x0800 : 0x86DD)).position(ETHERNET);
        if (ipv4) {
            ret.put((byte) 0x45).put((byte) 0).putShort((short) (IPV4 + length)).putInt(0).put((byte) 64)
                .put((byte) protocol).putShort((short) 0).putInt((int) from.low()).putInt((int) to.low());
        } else {
            ret.putInt(0x6000_0000).putShort((short) length).put((byte) protocol).put((byte) 64)
                .putLong(from.high()).putLong(from.low()).putLong(to.high()).putLong(to.low());
        }
        return ret;
    }

    private static int sum(final ByteBuffer bytes, final int offset, final int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i += Short.BYTES) {
            sum += bytes.getShort(i) & 0xFFFF;
        }
        return sum;
    }

    /**
     * One direction of a conversation.
     *
     * @param from the sender
     * @param to the receiver
     * @param fromPort the sender's port
     * @param toPort the receiver's port
     */
    record Flow(IpAddress from, IpAddress to, int fromPort, int toPort) {
        Flow reverse() {
            return new Flow(to, from, toPort, fromPort);
        }
    }
}
