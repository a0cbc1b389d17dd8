/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * IPv6 and its extension headers (RFC 8200), and ICMPv6's destination unreachable (RFC 4443).
 */
final class Ipv6 {
    private static final int PROTOCOL_ICMP = 58;
    private static final int TYPE_UNREACHABLE = 1;
    private static final int HEADER = 40;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MIN_EXTENSION = 8;
    private static final int FRAGMENT_OFFSET = 0xFFF8;
    private static final int MORE_FRAGMENTS = 1;
    private static final int MIN_QUOTE_WITH_EXTENSIONS = 128;
    /** RFC 8200 section 4.1 has seven in its recommended order, and every one but one at most once. */
    private static final int MAX_EXTENSIONS = 8;

    private Ipv6() {
        // Only static methods
    }

    /**
     * Decodes what begins with an IPv6 header.
     *
     * @param bytes the frame
     * @param start where the header begins; may be the end of the frame
     */
    static Observation decode(final byte[] bytes, final int start) {
        if (bytes.length - start < HEADER) {
            return Ignored.TRUNCATED;
        }
        if (!isVersion6(bytes, start)) {
            return Ignored.MALFORMED;
        }
        final int packetEnd = start + HEADER + Bytes.u16(bytes, start + 4);
        final int end = Math.min(packetEnd, bytes.length);
        final var upper = Upper.find(bytes, start, end);
        if (isNeighbour(bytes, upper, end)) {
            return neighbour(bytes, start, upper, end, packetEnd);
        }
        if (!isHost(bytes, start + 8) || !isHost(bytes, start + 24)) {
            return Ignored.BAD_ADDRESS;
        }
        final var obstacle = upper.obstacle;
        if (obstacle != null) {
            return obstacle;
        }
        if (upper.protocol == PROTOCOL_ICMP) {
            return icmp(bytes, start, upper.offset, end, end == packetEnd && !upper.moreFragments);
        }
        return Transport.decode(bytes, start, false, upper.protocol, upper.offset, end, packetEnd);
    }

    private static boolean isNeighbour(final byte[] bytes, final Upper upper, final int end) {
        return upper.obstacle == null && upper.protocol == PROTOCOL_ICMP && end > upper.offset
            && Neighbour.isType(Bytes.u8(bytes, upper.offset));
    }

    /**
     * Neighbour discovery alone goes to multicast addresses, and comes from hosts that have no address yet.
     */
    private static Observation neighbour(final byte[] bytes, final int start, final Upper upper, final int end,
            final int packetEnd) {
        if (end < packetEnd) {
            return Ignored.TRUNCATED;
        }
        if (upper.fragmentHeader) {
            // RFC 6980 section 5: not even a fragment that is the whole packet
            return Ignored.MALFORMED;
        }
        return isIntact(bytes, start, upper.offset, end) ? Neighbour.decode(bytes, start, upper.offset, end)
            : Ignored.BAD_CHECKSUM;
    }

    private static Observation icmp(final byte[] bytes, final int start, final int icmp, final int end,
            final boolean whole) {
        if (end - icmp < Transport.ICMP_HEADER) {
            return Ignored.TRUNCATED;
        }
        if (Bytes.u8(bytes, icmp) != TYPE_UNREACHABLE) {
            return Ignored.OTHER_ICMP;
        }
        if (whole && !isIntact(bytes, start, icmp, end)) {
            return Ignored.BAD_CHECKSUM;
        }

        final int quote = icmp + Transport.ICMP_HEADER;
        if (end - quote < HEADER || !isVersion6(bytes, quote)) {
            return Ignored.BAD_QUOTE;
        }
        if (!isHost(bytes, quote + 8) || !isHost(bytes, quote + 24)) {
            return Ignored.BAD_ADDRESS;
        }
        final var upper = Upper.find(bytes, quote, quoteEnd(bytes, icmp, end));
        final var obstacle = upper.obstacle;
        if (obstacle != null) {
            return switch (obstacle) {
                case LATER_FRAGMENT -> Ignored.QUOTED_FRAGMENT;
                case SOURCE_ROUTED -> Ignored.SOURCE_ROUTED;
                default -> Ignored.BAD_QUOTE;
            };
        }
        final var protocol = Transport.protocol(upper.protocol);
        if (protocol == null) {
            return Ignored.QUOTED_OTHER_PROTOCOL;
        }
        if (quoteEnd(bytes, icmp, end) - upper.offset < Transport.QUOTED_LENGTH) {
            return Ignored.BAD_QUOTE;
        }
        return new Unreachable(Bytes.ipv6(bytes, start + 8), Bytes.ipv6(bytes, start + 24),
            Bytes.u8(bytes, icmp + 1), Bytes.ipv6(bytes, quote + 8), Bytes.ipv6(bytes, quote + 24), protocol,
            Bytes.u16(bytes, upper.offset), Bytes.u16(bytes, upper.offset + 2),
            protocol == Protocol.TCP ? Bytes.i32(bytes, upper.offset + 4) : 0);
    }

    /**
     * Where the quote ends. RFC 4884 says how many 8 bytes it has, at least 128 bytes, when something else follows; in
     * messages that are older than it the field means nothing.
     */
    private static int quoteEnd(final byte[] bytes, final int icmp, final int end) {
        final int length = Bytes.u8(bytes, icmp + 4) * Long.BYTES;
        return length < MIN_QUOTE_WITH_EXTENSIONS ? end : Math.min(end, icmp + Transport.ICMP_HEADER + length);
    }

    /**
     * Whether the checksum of an ICMPv6 message is right. It covers a pseudo-header (RFC 8200 section 8.1): addresses,
     * length and next header. The destination is that of the header, because no packet that is still on its way along
     * a routing header comes this far.
     */
    private static boolean isIntact(final byte[] bytes, final int start, final int icmp, final int end) {
        final int length = end - icmp;
        return Bytes.isIntact(Bytes.sum(bytes, start + 8, 32) + length + PROTOCOL_ICMP
            + Bytes.sum(bytes, icmp, length));
    }

    private static boolean isVersion6(final byte[] bytes, final int start) {
        return Bytes.u8(bytes, start) >>> 4 == 6;
    }

    /**
     * Whether a host may have this address on a network: not multicast, not in ::/96 (unspecified, loopback,
     * IPv4-compatible), and not IPv4-mapped, which would pass for the IPv4 host (RFC 4291 section 2.5.5.2).
     */
    static boolean isHost(final byte[] bytes, final int offset) {
        final long high = Bytes.i64(bytes, offset);
        if (high == 0) {
            final int next = Bytes.i32(bytes, offset + Long.BYTES);
            return next != 0 && next != 0xFFFF;
        }
        return !isMulticast(bytes, offset);
    }

    static boolean isMulticast(final byte[] bytes, final int offset) {
        return Bytes.u8(bytes, offset) == 0xFF;
    }

    static boolean isUnspecified(final byte[] bytes, final int offset) {
        return (Bytes.i64(bytes, offset) | Bytes.i64(bytes, offset + Long.BYTES)) == 0;
    }

    /**
     * What comes behind the header and its extension headers.
     *
     * @param protocol the next header field of the last one
     * @param offset where that begins; at most the end of the bytes that were searched, unless there is an obstacle
     * @param fragmentHeader whether there is a fragment header
     * @param moreFragments whether this is the first of several fragments
     * @param obstacle why it was not found, or null
     */
    private record Upper(int protocol, int offset, boolean fragmentHeader, boolean moreFragments,
            @Nullable Ignored obstacle) {
        static Upper find(final byte[] bytes, final int start, final int end) {
            int protocol = Bytes.u8(bytes, start + 6);
            int offset = start + HEADER;
            boolean fragmentHeader = false;
            boolean moreFragments = false;
            for (int headers = 0; isExtension(protocol); headers++) {
                if (headers == MAX_EXTENSIONS) {
                    return new Upper(protocol, offset, fragmentHeader, moreFragments, Ignored.TOO_MANY_HEADERS);
                }
                if (end - offset < MIN_EXTENSION) {
                    return new Upper(protocol, offset, fragmentHeader, moreFragments, Ignored.TRUNCATED);
                }
                if (protocol == FRAGMENT) {
                    final int fragment = Bytes.u16(bytes, offset + 2);
                    fragmentHeader = true;
                    if ((fragment & FRAGMENT_OFFSET) != 0) {
                        return new Upper(protocol, offset, true, true, Ignored.LATER_FRAGMENT);
                    }
                    moreFragments = (fragment & MORE_FRAGMENTS) != 0;
                } else if (protocol == ROUTING && Bytes.u8(bytes, offset + 3) != 0) {
                    return new Upper(protocol, offset, fragmentHeader, moreFragments, Ignored.SOURCE_ROUTED);
                }
                final int length = length(bytes, protocol, offset);
                if (end - offset < length) {
                    return new Upper(protocol, offset, fragmentHeader, moreFragments, Ignored.TRUNCATED);
                }
                protocol = Bytes.u8(bytes, offset);
                offset += length;
            }
            return new Upper(protocol, offset, fragmentHeader, moreFragments, null);
        }

        private static boolean isExtension(final int protocol) {
            return switch (protocol) {
                case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS -> true;
                default -> false;
            };
        }

        private static int length(final byte[] bytes, final int protocol, final int offset) {
            return switch (protocol) {
                case FRAGMENT -> MIN_EXTENSION;
                // RFC 4302 section 2.2 counts in 4 bytes, without the first two of them
                case AUTHENTICATION -> (Bytes.u8(bytes, offset + 1) + 2) * Integer.BYTES;
                default -> (Bytes.u8(bytes, offset + 1) + 1) * Long.BYTES;
            };
        }
    }
}
