/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;

/**
 * Writes the few frames that a host sends to find another one and to ask it for a connection: ARP (RFC 826), neighbour
 * discovery (RFC 4861), and TCP (RFC 9293) over IPv4 and IPv6. Link-layer addresses are in the lower 48 bits of a long.
 * Frames have no frame check sequence, and are padded to the least that Ethernet carries.
 */
public final class FrameWriter {
    private static final int SIZE = 128;
    /** The least that Ethernet carries (IEEE 802.3 section 4.2.3.3), without the frame check sequence. */
    private static final int MIN_FRAME = 60;
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;

    private static final int ICMPV6 = 58;
    private static final int SOLICITED_AND_OVERRIDE = 0x6000_0000;
    private static final int SOURCE_LINK_LAYER = 1;
    private static final int TARGET_LINK_LAYER = 2;
    /** Of neighbour discovery: it shows that no router has passed the message on. */
    private static final int ON_LINK = 255;
    private static final int HOP_LIMIT = 64;
    /** ff02::1:ff00:0/104, the solicited-node multicast address (RFC 4291 section 2.7.1). */
    private static final IpAddress SOLICITED_NODE = IpAddress.parse("ff02::1:ff00:0");
    private static final long SOLICITED_NODE_MAC = 0x3333_FF00_0000L;
    private static final int SOLICITED_NODE_BITS = 0xFF_FFFF;

    private static final int IPV4_HEADER = 20;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final int TCP_HEADER = 20;
    private static final int MSS_OPTION = 4;
    /** What is left of Ethernet's 1500 bytes by IP and TCP. */
    private static final int MSS_IPV4 = 1460;
    private static final int MSS_IPV6 = 1440;
    private static final int WINDOW = 65535;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;

    private FrameWriter() {
        // Only static methods
    }

    /**
     * Asks for a host's link-layer address: an ARP request, or a neighbour solicitation.
     *
     * @param from who asks
     * @param target whose is wanted; an address of the same IP version
     * @return the frame, to all or to the target's multicast group
     */
    public static byte[] question(final Station from, final IpAddress target) {
        if (from.address().isIpv4()) {
            return arp(from, BROADCAST, ARP_REQUEST, 0, target);
        }
        final int last = (int) target.low() & SOLICITED_NODE_BITS;
        return neighbour(from, SOLICITED_NODE_MAC | last,
            new IpAddress(SOLICITED_NODE.high(), SOLICITED_NODE.low() | last), Neighbour.SOLICITATION, 0, target,
            SOURCE_LINK_LAYER);
    }

    /**
     * Answers who asked for a station's link-layer address: an ARP reply, or a solicited neighbour advertisement.
     *
     * @param from who is asked for
     * @param asker who asked; an address of the same IP version
     * @param mac the asker's link-layer address
     * @return the frame
     */
    public static byte[] answer(final Station from, final IpAddress asker, final long mac) {
        return from.address().isIpv4() ? arp(from, mac, ARP_REPLY, mac, asker)
            : neighbour(from, mac, asker, Neighbour.ADVERTISEMENT, SOLICITED_AND_OVERRIDE, from.address(),
                TARGET_LINK_LAYER);
    }

    /**
     * Asks for a TCP connection.
     *
     * @param from who asks
     * @param fromPort its port
     * @param to who is asked; an address of the same IP version
     * @param toPort its port
     * @param mac its link-layer address
     * @param sequence the initial sequence number
     * @return the frame
     */
    public static byte[] syn(final Station from, final int fromPort, final IpAddress to, final int toPort,
            final long mac, final int sequence) {
        return tcp(from, fromPort, to, toPort, mac, sequence, SYN);
    }

    /**
     * Ends a TCP connection that was only just granted: a reset that acknowledges nothing.
     *
     * @param from who ends it
     * @param fromPort its port
     * @param to the other end; an address of the same IP version
     * @param toPort its port
     * @param mac its link-layer address
     * @param sequence the sequence number that the other end expects
     * @return the frame
     */
    public static byte[] reset(final Station from, final int fromPort, final IpAddress to, final int toPort,
            final long mac, final int sequence) {
        return tcp(from, fromPort, to, toPort, mac, sequence, RST);
    }

    private static byte[] arp(final Station from, final long to, final int operation, final long targetMac,
            final IpAddress target) {
        final var frame = ethernet(from, to, FrameDecoder.TYPE_ARP)
            .putShort((short) 1).putShort((short) FrameDecoder.TYPE_IPV4)
            .put((byte) 6).put((byte) Integer.BYTES)
            .putShort((short) operation);
        put(frame, from.mac());
        put(frame, from.address());
        put(frame, targetMac);
        put(frame, target);
        return padded(frame);
    }

    private static byte[] neighbour(final Station from, final long mac, final IpAddress to, final int type,
            final int flags, final IpAddress target, final int option) {
        final int length = 32;
        final var frame = ethernet(from, mac, FrameDecoder.TYPE_IPV6);
        ipv6(frame, from.address(), to, ICMPV6, length, ON_LINK);
        final int start = frame.position();
        frame.put((byte) type).put((byte) 0).putShort((short) 0).putInt(flags);
        put(frame, target);
        // one unit of 8 bytes
        frame.put((byte) option).put((byte) 1);
        put(frame, from.mac());
        frame.putShort(start + 2, checksum(frame, start, pseudoHeader(from.address(), to, ICMPV6, length)));
        return padded(frame);
    }

    private static byte[] tcp(final Station from, final int fromPort, final IpAddress to, final int toPort,
            final long mac, final int sequence, final int flags) {
        final boolean ipv4 = to.isIpv4();
        final boolean opens = flags == SYN;
        final int length = opens ? TCP_HEADER + MSS_OPTION : TCP_HEADER;
        final var frame = ethernet(from, mac, ipv4 ? FrameDecoder.TYPE_IPV4 : FrameDecoder.TYPE_IPV6);
        if (ipv4) {
            ipv4(frame, from.address(), to, Protocol.TCP.number(), length);
        } else {
            ipv6(frame, from.address(), to, Protocol.TCP.number(), length, HOP_LIMIT);
        }
        final int start = frame.position();
        frame.putShort((short) fromPort).putShort((short) toPort).putInt(sequence).putInt(0)
            // the header's length in units of 4 bytes
            .put((byte) (length / Integer.BYTES << 4)).put((byte) flags)
            .putShort((short) (opens ? WINDOW : 0)).putInt(0);
        if (opens) {
            frame.put((byte) 2).put((byte) MSS_OPTION).putShort((short) (ipv4 ? MSS_IPV4 : MSS_IPV6));
        }
        frame.putShort(start + 16,
            checksum(frame, start, pseudoHeader(from.address(), to, Protocol.TCP.number(), length)));
        return padded(frame);
    }

    private static ByteBuffer ethernet(final Station from, final long to, final int type) {
        final var frame = ByteBuffer.allocate(SIZE);
        put(frame, to);
        put(frame, from.mac());
        if (from.vlan() != 0) {
            frame.putShort((short) FrameDecoder.TYPE_8021Q).putShort((short) from.vlan());
        }
        return frame.putShort((short) type);
    }

    private static void ipv4(final ByteBuffer frame, final IpAddress from, final IpAddress to, final int protocol,
            final int length) {
        final int start = frame.position();
        frame.putShort((short) 0x4500).putShort((short) (IPV4_HEADER + length))
            .putShort((short) 0).putShort((short) DO_NOT_FRAGMENT)
            .put((byte) HOP_LIMIT).put((byte) protocol).putShort((short) 0);
        put(frame, from);
        put(frame, to);
        frame.putShort(start + 10, checksum(frame, start, 0));
    }

    private static void ipv6(final ByteBuffer frame, final IpAddress from, final IpAddress to, final int protocol,
            final int length, final int hopLimit) {
        frame.putInt(0x6000_0000).putShort((short) length).put((byte) protocol).put((byte) hopLimit);
        put(frame, from);
        put(frame, to);
    }

    /** The sum of what a checksum covers besides the message (RFC 9293 section 3.1, RFC 8200 section 8.1). */
    private static long pseudoHeader(final IpAddress from, final IpAddress to, final int protocol, final int length) {
        final var addresses = ByteBuffer.allocate(4 * Long.BYTES);
        put(addresses, from);
        put(addresses, to);
        return Bytes.sum(addresses.array(), 0, addresses.position()) + protocol + length;
    }

    /** The checksum of what is from here to the position, in which the field itself is still 0. */
    private static short checksum(final ByteBuffer frame, final int start, final long more) {
        return Bytes.checksum(more + Bytes.sum(frame.array(), start, frame.position() - start));
    }

    private static void put(final ByteBuffer frame, final long mac) {
        frame.putShort((short) (mac >>> Integer.SIZE)).putInt((int) mac);
    }

    private static void put(final ByteBuffer frame, final IpAddress address) {
        if (address.isIpv4()) {
            frame.putInt((int) address.low());
        } else {
            frame.putLong(address.high()).putLong(address.low());
        }
    }

    private static byte[] padded(final ByteBuffer frame) {
        return Arrays.copyOf(frame.array(), Math.max(frame.position(), MIN_FRAME));
    }
}
