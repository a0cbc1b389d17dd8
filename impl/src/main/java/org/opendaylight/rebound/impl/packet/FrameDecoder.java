/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

/**
 * Decodes an Ethernet frame as a switch copies it to the controller: untagged, or with IEEE 802.1Q and 802.1ad tags.
 * A frame that the switch cut off is decoded as far as its headers go.
 */
public final class FrameDecoder {
    private static final int ADDRESSES_LENGTH = 12;
    private static final int TAG_LENGTH = 4;
    /** A provider bridge has two; the rest is for routers that tag what is tagged. */
    private static final int MAX_TAGS = 4;

    static final int TYPE_IPV4 = 0x0800;
    static final int TYPE_ARP = 0x0806;
    static final int TYPE_IPV6 = 0x86DD;
    static final int TYPE_8021Q = 0x8100;
    static final int TYPE_8021AD = 0x88A8;
    /** What provider bridges used before IEEE 802.1ad gave them a number. */
    static final int TYPE_QINQ = 0x9100;

    private FrameDecoder() {
        // Only static methods
    }

    /**
     * Decodes one frame. Thread-safe; throws nothing whatever the bytes are, and does not keep them.
     *
     * @param frame the frame from the destination MAC address on, without frame check sequence; it may be padded
     * @return what it shows
     */
    public static Observation decode(final byte[] frame) {
        int offset = ADDRESSES_LENGTH;
        for (int tags = 0; tags <= MAX_TAGS; tags++) {
            if (frame.length < offset + Short.BYTES) {
                return Observation.Ignored.TRUNCATED;
            }
            switch (Bytes.u16(frame, offset)) {
                case TYPE_IPV4:
                    return Ipv4.decode(frame, offset + Short.BYTES);
                case TYPE_IPV6:
                    return Ipv6.decode(frame, offset + Short.BYTES);
                case TYPE_ARP:
                    return Arp.decode(frame, offset + Short.BYTES);
                case TYPE_8021Q, TYPE_8021AD, TYPE_QINQ:
                    offset += TAG_LENGTH;
                    break;
                default:
                    return Observation.Ignored.NOT_IP;
            }
        }
        return Observation.Ignored.NOT_IP;
    }
}
