/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;

/**
 * TCP (RFC 9293) and UDP (RFC 768), and what both ICMPs have in common.
 *
 * <p>Checksums: TCP's and UDP's are not looked at, because a host that leaves them to its network card sends frames
 * through a virtual switch in which they are not filled in yet. ICMP's is verified wherever the whole message is
 * there. Hosts and routers compute it in software, and a host that finds it wrong drops the message: what the client
 * would not believe is no evidence. A message that the switch cut off is let through, as its sum cannot be known; what
 * protects against a forged one is not the checksum anyway but the comparison of its quote with an attempt.
 */
final class Transport {
    /** The length of the ICMP header of a destination unreachable, in front of the quote. */
    static final int ICMP_HEADER = 8;
    /** What a quote has of TCP or UDP at least (RFC 792): ports, and TCP's sequence number. */
    static final int QUOTED_LENGTH = 8;

    private static final int UDP_HEADER = 8;
    private static final int TCP_MIN_HEADER = 20;
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    private Transport() {
        // Only static methods
    }

    /**
     * The protocol with this number, or null if it is neither TCP nor UDP.
     */
    static @Nullable Protocol protocol(final int number) {
        return number == Protocol.TCP.number() ? Protocol.TCP
            : number == Protocol.UDP.number() ? Protocol.UDP : null;
    }

    /**
     * Decodes what is above IP.
     *
     * @param bytes the frame
     * @param ip where the IP header begins
     * @param ipv4 whether it is of version 4; otherwise it is of version 6
     * @param protocol the IP protocol number
     * @param offset where the transport header begins; may be behind {@code end}
     * @param end where the bytes of the packet end in the frame
     * @param packetEnd where the packet ends by its own length; behind {@code end} if the frame was cut off
     */
    static Observation decode(final byte[] bytes, final int ip, final boolean ipv4, final int protocol,
            final int offset, final int end, final int packetEnd) {
        if (protocol == Protocol.TCP.number()) {
            return tcp(bytes, ip, ipv4, offset, end, packetEnd);
        }
        if (protocol == Protocol.UDP.number()) {
            return udp(bytes, ip, ipv4, offset, end);
        }
        return Ignored.OTHER_PROTOCOL;
    }

    private static Observation tcp(final byte[] bytes, final int ip, final boolean ipv4, final int offset,
            final int end, final int packetEnd) {
        if (end - offset < TCP_MIN_HEADER) {
            return Ignored.TRUNCATED;
        }
        final int headerLength = (Bytes.u8(bytes, offset + 12) >>> 4) * Integer.BYTES;
        final int dataLength = packetEnd - offset - headerLength;
        if (headerLength < TCP_MIN_HEADER || dataLength < 0) {
            return Ignored.MALFORMED;
        }

        final int sourcePort = Bytes.u16(bytes, offset);
        final int destinationPort = Bytes.u16(bytes, offset + 2);
        final int acknowledgement = Bytes.i32(bytes, offset + 8);
        final int flags = Bytes.u8(bytes, offset + 13);
        return switch (flags & (SYN | RST | FIN | ACK)) {
            case SYN -> new TcpOpen(source(bytes, ip, ipv4), destination(bytes, ip, ipv4), sourcePort,
                destinationPort, Bytes.i32(bytes, offset + 4), dataLength);
            case SYN | ACK -> new TcpAnswer(source(bytes, ip, ipv4), destination(bytes, ip, ipv4), sourcePort,
                destinationPort, acknowledgement);
            case RST, RST | ACK -> new TcpReset(source(bytes, ip, ipv4), destination(bytes, ip, ipv4), sourcePort,
                destinationPort, (flags & ACK) != 0, acknowledgement);
            case ACK, FIN, FIN | ACK -> Ignored.NOT_OPENING;
            default -> Ignored.BAD_FLAGS;
        };
    }

    private static Observation udp(final byte[] bytes, final int ip, final boolean ipv4, final int offset,
            final int end) {
        if (end - offset < UDP_HEADER) {
            return Ignored.TRUNCATED;
        }
        if (Bytes.u16(bytes, offset + 4) < UDP_HEADER) {
            return Ignored.MALFORMED;
        }
        return new UdpPacket(source(bytes, ip, ipv4), destination(bytes, ip, ipv4), Bytes.u16(bytes, offset),
            Bytes.u16(bytes, offset + 2));
    }

    private static IpAddress source(final byte[] bytes, final int ip, final boolean ipv4) {
        return ipv4 ? Bytes.ipv4(bytes, ip + 12) : Bytes.ipv6(bytes, ip + 8);
    }

    private static IpAddress destination(final byte[] bytes, final int ip, final boolean ipv4) {
        return ipv4 ? Bytes.ipv4(bytes, ip + 16) : Bytes.ipv6(bytes, ip + 24);
    }
}
