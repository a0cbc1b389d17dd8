/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * What destination unreachable may quote of a packet, written out byte by byte.
 */
class QuotesTest {
    private static final String ROUTER = "10.99.0.3";
    private static final String CLIENT = "10.99.0.1";
    private static final String SERVER = "10.98.1.9";
    private static final String ROUTER6 = "fd99::3";
    private static final String CLIENT6 = "fd99::1";
    private static final String SERVER6 = "fd98:1::9";
    /** Ports 40000 and 80, sequence number 0x01020304: the first 8 bytes of a TCP header. */
    private static final byte[] TCP_8 = hex("9c40005001020304");
    private static final byte[] TCP_REST = hex("00000000a002faf0000000000204ffd70402080a00000000000000000103030a");
    /** Ports 40000 and 53, length and checksum: the whole UDP header. */
    private static final byte[] UDP_8 = hex("9c4000350010abcd");
    /** Version 2, checksum; an object of class 1 (RFC 4950, MPLS label stack) with one label. */
    private static final byte[] EXTENSIONS = hex("20003f2e 00080101 00010101".replace(" ", ""));

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;

    @Test
    void eightBytesBehindTheHeaderAreEnoughAndSevenAreNot() {
        assertEquals(tcp(1), decode4(1, 0, quote4("", 0, 6, TCP_8)));
        assertEquals(udp(1), decode4(1, 0, quote4("", 0, 17, UDP_8)));
        assertEquals(Ignored.BAD_QUOTE, decode4(1, 0, quote4("", 0, 6, Arrays.copyOf(TCP_8, 7))));
        assertEquals(Ignored.BAD_QUOTE, decode4(1, 0, quote4("", 0, 17, Arrays.copyOf(UDP_8, 7))));
        assertEquals(tcp6(0), decode6(0, 0, quote6(6, TCP_8)));
        assertEquals(udp6(0), decode6(0, 0, quote6(17, UDP_8)));
        assertEquals(Ignored.BAD_QUOTE, decode6(0, 0, quote6(6, Arrays.copyOf(TCP_8, 7))));
    }

    @Test
    void everyCodeIsHandedOnWithTheQuote() {
        for (int code = 0; code < 256; code++) {
            assertEquals(tcp(code), decode4(code, 0, quote4("", 0, 6, join(TCP_8, TCP_REST))));
            assertEquals(tcp6(code), decode6(code, 0, quote6(6, join(TCP_8, TCP_REST))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // Record route, as the kernel writes it, and padding; router alert; the longest header there is
        "070b0400000000000000000000000000", "94040000",
        "01010101010101010101010101010101010101010101010101010101010101010101010101010100"
    })
    void optionsOfTheQuotedHeaderAreSkipped(final String options) {
        assertEquals(tcp(1), decode4(1, 0, quote4(options, 0, 6, TCP_8)));
        assertEquals(Ignored.BAD_QUOTE, decode4(1, 0, quote4(options, 0, 6, Arrays.copyOf(TCP_8, 7))));
    }

    @Test
    void quotedHeaderThatIsNoneIsIgnored() {
        final var quote = quote4("", 0, 6, join(TCP_8, TCP_REST));
        quote[0] = 0x44;
        assertEquals(Ignored.BAD_QUOTE, decode4(1, 0, quote));
        quote[0] = 0x65;
        assertEquals(Ignored.BAD_QUOTE, decode4(1, 0, quote));
        quote[0] = 0x4F;
        assertEquals(Ignored.BAD_QUOTE, decode4(1, 0, Arrays.copyOf(quote, 67)));
        final var quote6 = quote6(6, join(TCP_8, TCP_REST));
        quote6[0] = 0x45;
        assertEquals(Ignored.BAD_QUOTE, decode6(0, 0, quote6));
    }

    @Test
    void firstFragmentHasPortsAndALaterOneHasNot() {
        final int moreFragments = 0x2000;
        assertEquals(udp(1), decode4(1, 0, quote4("", moreFragments, 17, UDP_8)));
        assertEquals(Ignored.QUOTED_FRAGMENT, decode4(1, 0, quote4("", moreFragments | 185, 17, UDP_8)));
        assertEquals(Ignored.QUOTED_FRAGMENT, decode4(1, 0, quote4("", 1, 17, UDP_8)));

        assertEquals(udp6(0), decode6(0, 0, quote6(FRAGMENT, extension(17, 8, "000100000007"), UDP_8)));
        assertEquals(Ignored.QUOTED_FRAGMENT,
            decode6(0, 0, quote6(FRAGMENT, extension(17, 8, "05a900000007"), UDP_8)));
        assertEquals(Ignored.QUOTED_FRAGMENT,
            decode6(0, 0, quote6(FRAGMENT, extension(17, 8, "000800000007"), UDP_8)));
    }

    @Test
    void extensionHeadersOfTheQuotedPacketAreSkipped() {
        final var headers = join(extension(DESTINATION_OPTIONS, 16, ""), extension(ROUTING, 8, ""),
            extension(FRAGMENT, 24, "0000"), extension(AUTHENTICATION, 8, "000000000000"),
            // 24 bytes, which this header alone counts in 4 bytes and without two of them (RFC 4302)
            authentication(DESTINATION_OPTIONS, 24), extension(6, 8, ""));
        assertEquals(tcp6(0), decode6(0, 0, quote6(HOP_BY_HOP, headers, TCP_8)));
        assertEquals(Ignored.BAD_QUOTE, decode6(0, 0, quote6(HOP_BY_HOP, headers, Arrays.copyOf(TCP_8, 7))));
        assertEquals(Ignored.BAD_QUOTE, decode6(0, 0, quote6(HOP_BY_HOP, headers, new byte[0])));
    }

    @Test
    void quotedPacketOnItsWayToAnotherHopIsIgnored() {
        assertEquals(Ignored.SOURCE_ROUTED,
            decode6(0, 0, quote6(ROUTING, extension(6, 24, "0001"), TCP_8)));
    }

    @Test
    void otherProtocolsAreIgnored() {
        for (int protocol : new int[] { 1, 2, 47, 50, 132, 255 }) {
            assertEquals(Ignored.QUOTED_OTHER_PROTOCOL, decode4(1, 0, quote4("", 0, protocol, TCP_8)));
        }
        for (int protocol : new int[] { 47, 50, 58, 59, 132, 255 }) {
            assertEquals(Ignored.QUOTED_OTHER_PROTOCOL, decode6(0, 0, quote6(protocol, TCP_8)));
        }
    }

    @Test
    void extensionsBehindTheQuoteChangeNothing() {
        final var whole = quote4("", 0, 6, join(TCP_8, TCP_REST));
        // RFC 4884 section 4.1: the length, in 4 bytes, is the second byte of what was unused
        final var padded = Arrays.copyOf(whole, 128);
        assertEquals(tcp(1), decode4(1, 128 / 4 << 16, join(padded, EXTENSIONS)));
        // Section 5.1: senders older than it pad as well, and say no length
        assertEquals(tcp(1), decode4(1, 0, join(padded, EXTENSIONS)));

        // Section 4.2: in ICMPv6 it is the first byte, in 8 bytes
        final var padded6 = Arrays.copyOf(quote6(6, join(TCP_8, TCP_REST)), 128);
        assertEquals(tcp6(0), decode6(0, 128 / 8 << 24, join(padded6, EXTENSIONS)));
        assertEquals(tcp6(0), decode6(0, 0, join(padded6, EXTENSIONS)));
    }

    @Test
    void portsAreNeverReadFromTheExtensions() {
        // The quote's headers fill its 128 bytes, and what follows would pass for TCP
        final var quote = quote6(DESTINATION_OPTIONS, extension(6, 88, ""));
        assertEquals(128, quote.length);
        assertEquals(Ignored.BAD_QUOTE, decode6(0, 128 / 8 << 24, join(quote, TCP_8, TCP_REST)));
        assertEquals(tcp6(0), decode6(0, 0, join(quote, TCP_8, TCP_REST)));
    }

    @Test
    void lengthOfLessThan128BytesIsNoLength() {
        // RFC 4884 section 5.5: a message from a sender that is older, and did not care what is in the unused bytes
        final var quote = quote6(6, TCP_8);
        for (int length = 1; length < 16; length++) {
            assertEquals(tcp6(0), decode6(0, length << 24, quote));
        }
        assertEquals(tcp6(0), decode6(0, 255 << 24, quote), "longer than the message");
    }

    @Test
    void firstFragmentOfAMessageIsEvidenceAndALaterOneIsNot() {
        final var message = icmp4(1, 0, quote4("", 0, 6, join(TCP_8, TCP_REST)));
        final int moreFragments = 0x2000;
        // The sum is that of the whole message, which is not here
        final var cut = ip4(ROUTER, CLIENT, "", moreFragments, 1, Arrays.copyOf(message, 8 + 20 + 8));
        assertEquals(tcp(1), FrameDecoder.decode(frame(0x0800, cut)));
        final var later = ip4(ROUTER, CLIENT, "", 5, 1, Arrays.copyOfRange(message, 40, message.length));
        assertEquals(Ignored.LATER_FRAGMENT, FrameDecoder.decode(frame(0x0800, later)));

        final var message6 = icmp6(0, 0, quote6(6, join(TCP_8, TCP_REST)));
        final var cut6 = ip6(ROUTER6, CLIENT6, FRAGMENT,
            join(extension(58, 8, "000100000007"), Arrays.copyOf(message6, 8 + 40 + 8)));
        assertEquals(tcp6(0), FrameDecoder.decode(frame(0x86DD, cut6)));
    }

    @Test
    void messageWithOptionsOrExtensionHeadersOfItsOwnIsDecoded() {
        final var message = icmp4(1, 0, quote4("94040000", 0, 6, TCP_8));
        assertEquals(tcp(1), FrameDecoder.decode(frame(0x0800, ip4(ROUTER, CLIENT, "94040000", 0, 1, message))));
        final var message6 = icmp6(0, 0, quote6(HOP_BY_HOP, extension(6, 8, "050200000100"), TCP_8));
        assertEquals(tcp6(0), FrameDecoder.decode(frame(0x86DD,
            ip6(ROUTER6, CLIENT6, HOP_BY_HOP, join(extension(58, 8, "050200000100"), message6)))));
    }

    private static Unreachable tcp(final int code) {
        return unreachable(ROUTER, CLIENT, SERVER, code, Protocol.TCP);
    }

    private static Unreachable udp(final int code) {
        return unreachable(ROUTER, CLIENT, SERVER, code, Protocol.UDP);
    }

    private static Unreachable tcp6(final int code) {
        return unreachable(ROUTER6, CLIENT6, SERVER6, code, Protocol.TCP);
    }

    private static Unreachable udp6(final int code) {
        return unreachable(ROUTER6, CLIENT6, SERVER6, code, Protocol.UDP);
    }

    private static Unreachable unreachable(final String router, final String client, final String server,
            final int code, final Protocol protocol) {
        final boolean tcp = protocol == Protocol.TCP;
        return new Unreachable(IpAddress.parse(router), IpAddress.parse(client), code, IpAddress.parse(client),
            IpAddress.parse(server), protocol, 40000, tcp ? 80 : 53, tcp ? 0x01020304 : 0);
    }

    private static Observation decode4(final int code, final int unused, final byte[] quote) {
        return FrameDecoder.decode(frame(0x0800, ip4(ROUTER, CLIENT, "", 0, 1, icmp4(code, unused, quote))));
    }

    private static Observation decode6(final int code, final int unused, final byte[] quote) {
        return FrameDecoder.decode(frame(0x86DD, ip6(ROUTER6, CLIENT6, 58, icmp6(code, unused, quote))));
    }

    /** A packet of the client, with as much of its payload as is quoted, and a length that says 512 bytes. */
    private static byte[] quote4(final String options, final int fragment, final int protocol, final byte[] payload) {
        final var ret = ip4(CLIENT, SERVER, options, fragment, protocol, payload);
        ret[2] = 2;
        ret[3] = 0;
        return ret;
    }

    private static byte[] quote6(final int next, final byte[]... payload) {
        final var ret = ip6(CLIENT6, SERVER6, next, join(payload));
        ret[4] = 2;
        ret[5] = 0;
        return ret;
    }

    private static byte[] icmp4(final int code, final int unused, final byte[] quote) {
        return summed(ByteBuffer.allocate(8 + quote.length).put((byte) 3).put((byte) code).putShort((short) 0)
            .putInt(unused).put(quote).array(), new byte[0]);
    }

    private static byte[] icmp6(final int code, final int unused, final byte[] quote) {
        final var message = ByteBuffer.allocate(8 + quote.length).put((byte) 1).put((byte) code).putShort((short) 0)
            .putInt(unused).put(quote).array();
        return summed(message, ByteBuffer.allocate(40).put(bytes(ROUTER6)).put(bytes(CLIENT6)).putInt(message.length)
            .putInt(58).array());
    }

    private static byte[] summed(final byte[] message, final byte[] pseudoHeader) {
        final var covered = join(pseudoHeader, message);
        final var words = ByteBuffer.wrap(Arrays.copyOf(covered, covered.length + covered.length % 2));
        int sum = 0;
        while (words.hasRemaining()) {
            sum += Short.toUnsignedInt(words.getShort());
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return ByteBuffer.wrap(message).putShort(2, (short) ~sum).array();
    }

    private static byte[] ip4(final String source, final String destination, final String options,
            final int fragment, final int protocol, final byte[] payload) {
        final var bytes = hex(options);
        final int header = 20 + bytes.length;
        return ByteBuffer.allocate(header + payload.length).put((byte) (0x40 | header / 4)).put((byte) 0)
            .putShort((short) (header + payload.length)).putShort((short) 7).putShort((short) fragment)
            .put((byte) 63).put((byte) protocol).putShort((short) 0).put(bytes(source)).put(bytes(destination))
            .put(bytes).put(payload).array();
    }

    private static byte[] ip6(final String source, final String destination, final int next, final byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length).putInt(0x60000000).putShort((short) payload.length)
            .put((byte) next).put((byte) 63).put(bytes(source)).put(bytes(destination)).put(payload).array();
    }

    /** An extension header of so many bytes in all: the next header, the length in 8 bytes less one, then this. */
    private static byte[] extension(final int next, final int length, final String content) {
        return ByteBuffer.allocate(length).put((byte) next).put((byte) (length / 8 - 1)).put(hex(content)).array();
    }

    private static byte[] authentication(final int next, final int length) {
        return ByteBuffer.allocate(length).put((byte) next).put((byte) (length / 4 - 2)).array();
    }

    private static byte[] frame(final int type, final byte[] packet) {
        return ByteBuffer.allocate(14 + packet.length).put(hex("020000000002020000000001")).putShort((short) type)
            .put(packet).array();
    }

    private static byte[] bytes(final String address) {
        return IpAddress.parse(address).toInetAddress().getAddress();
    }

    private static byte[] join(final byte[]... parts) {
        final var ret = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            ret.put(part);
        }
        return ret.array();
    }

    private static byte[] hex(final String text) {
        return HexFormat.of().parseHex(text);
    }
}
