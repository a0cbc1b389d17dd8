/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

/**
 * Who sent a frame, by link-layer address.
 */
public final class LinkLayer {
    private static final int SOURCE = 6;
    private static final int TYPE = 12;
    private static final int TAG_LENGTH = 4;
    private static final int ARP_SENDER = 8;
    private static final int IPV6_HEADER = 40;
    private static final int ICMPV6 = 58;
    private static final int NEIGHBOUR_OPTIONS = 24;
    private static final int MAC_LENGTH = 6;

    private LinkLayer() {
        // Only static methods
    }

    /**
     * The source address of a frame.
     *
     * @param frame a frame that {@link FrameDecoder} found something in
     * @return the address, in the lower 48 bits
     */
    public static long source(final byte[] frame) {
        return mac(frame, SOURCE);
    }

    /**
     * The destination address of a frame.
     *
     * @param frame a frame that {@link FrameDecoder} found something in
     * @return the address, in the lower 48 bits
     */
    public static long destination(final byte[] frame) {
        return mac(frame, 0);
    }

    /**
     * Whether a frame has a VLAN tag.
     *
     * @param frame a frame that {@link FrameDecoder} found something in
     * @return true if it has
     */
    public static boolean isTagged(final byte[] frame) {
        final int type = Bytes.u16(frame, TYPE);
        return type == FrameDecoder.TYPE_8021Q || type == FrameDecoder.TYPE_8021AD;
    }

    /**
     * The link-layer address that a host tells of itself: the sender's of an ARP packet, or the one in the option of a
     * neighbour discovery message (RFC 4861 section 4.6.1). Where it tells none, it is the source of the frame.
     *
     * @param frame a frame that {@link FrameDecoder} decodes as a solicitation or an advertisement
     * @return the address, in the lower 48 bits
     */
    public static long told(final byte[] frame) {
        int offset = TYPE;
        int type = Bytes.u16(frame, offset);
        while ((type == FrameDecoder.TYPE_8021Q || type == FrameDecoder.TYPE_8021AD)
                && frame.length >= offset + TAG_LENGTH + Short.BYTES) {
            offset += TAG_LENGTH;
            type = Bytes.u16(frame, offset);
        }
        final int start = offset + Short.BYTES;
        if (type == FrameDecoder.TYPE_ARP && frame.length >= start + ARP_SENDER + MAC_LENGTH) {
            return mac(frame, start + ARP_SENDER);
        }
        // Hosts send neighbour discovery without extension headers
        if (type == FrameDecoder.TYPE_IPV6 && frame.length >= start + IPV6_HEADER
                && Bytes.u8(frame, start + 6) == ICMPV6) {
            final int icmp = start + IPV6_HEADER;
            return option(frame, icmp + NEIGHBOUR_OPTIONS,
                Math.min(frame.length, icmp + Bytes.u16(frame, start + 4)));
        }
        return source(frame);
    }

    private static long option(final byte[] frame, final int start, final int end) {
        int offset = start;
        while (end - offset >= Short.BYTES + MAC_LENGTH) {
            final int type = Bytes.u8(frame, offset);
            final int length = Bytes.u8(frame, offset + 1);
            // Source or target link-layer address
            if ((type == 1 || type == 2) && length == 1) {
                return mac(frame, offset + Short.BYTES);
            }
            if (length == 0) {
                break;
            }
            offset += length * Long.BYTES;
        }
        return source(frame);
    }

    private static long mac(final byte[] frame, final int offset) {
        return (long) Bytes.u16(frame, offset) << Integer.SIZE
            | Integer.toUnsignedLong(Bytes.i32(frame, offset + Short.BYTES));
    }
}
