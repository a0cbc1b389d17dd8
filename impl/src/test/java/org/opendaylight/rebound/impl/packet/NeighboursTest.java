/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.pcap4j.packet.ArpPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IcmpV6NeighborAdvertisementPacket;
import org.pcap4j.packet.IcmpV6NeighborSolicitationPacket;
import org.pcap4j.packet.IpV6ExtFragmentPacket;
import org.pcap4j.packet.IpV6NeighborDiscoverySourceLinkLayerAddressOption;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.ArpHardwareType;
import org.pcap4j.packet.namednumber.ArpOperation;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IcmpV6Code;
import org.pcap4j.packet.namednumber.IcmpV6Type;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.util.MacAddress;

/**
 * ARP and IPv6 neighbour discovery: who asks, who answers, and what is neither.
 */
class NeighboursTest {
    private static final String CLIENT = "10.99.0.1";
    private static final String SERVER = "10.99.0.2";
    private static final String CLIENT6 = "fd99::1";
    private static final String SERVER6 = "fd99::2";
    private static final String SERVER6_GROUP = "ff02::1:ff00:2";
    private static final MacAddress MAC = MacAddress.getByName("02:00:00:00:00:01");

    @Test
    void arpRequestForAnotherIsAQuestion() {
        assertEquals(question(CLIENT, SERVER), FrameDecoder.decode(arp(1, CLIENT, SERVER)));
    }

    @Test
    void arpReplyAndGratuitousArpTellAnAddress() {
        assertEquals(answer(SERVER), FrameDecoder.decode(arp(2, SERVER, CLIENT)));
        assertEquals(answer(SERVER), FrameDecoder.decode(arp(2, SERVER, SERVER)));
        assertEquals(answer(SERVER), FrameDecoder.decode(arp(1, SERVER, SERVER)));
    }

    @Test
    void arpProbeComesFromNoHost() {
        assertEquals(Ignored.ADDRESS_PROBE, FrameDecoder.decode(arp(1, "0.0.0.0", SERVER)));
    }

    @ParameterizedTest
    @CsvSource({ "1, 10.99.0.1, 0.0.0.0", "1, 10.99.0.1, 224.0.0.5", "1, 127.0.0.1, 10.99.0.2",
        "1, 255.255.255.255, 10.99.0.2", "1, 0.0.0.0, 0.0.0.0", "1, 239.1.1.1, 239.1.1.1", "2, 0.0.0.0, 10.99.0.1",
        "2, 224.0.0.251, 10.99.0.1" })
    void arpOfAddressesThatNoHostMayHaveIsIgnored(final int operation, final String sender, final String target) {
        assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(arp(operation, sender, target)));
    }

    @Test
    void otherArpIsIgnored() {
        for (int operation : new int[] { 0, 3, 4, 8, 9, 10, 0x0100, 0xFFFF }) {
            assertEquals(Ignored.OTHER_ARP, FrameDecoder.decode(arp(operation, CLIENT, SERVER)), "op " + operation);
        }
        assertEquals(Ignored.OTHER_ARP, FrameDecoder.decode(with(arp(1, CLIENT, SERVER), 14, 0x00, 0x06)));
        assertEquals(Ignored.OTHER_ARP, FrameDecoder.decode(with(arp(1, CLIENT, SERVER), 16, 0x86, 0xDD)));
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(with(arp(1, CLIENT, SERVER), 18, 0x06, 0x10)));
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(with(arp(1, CLIENT, SERVER), 18, 0x08, 0x04)));
    }

    @Test
    void arpThatIsCutOffIsIgnoredAndPaddingIsNot() {
        final var frame = arp(1, CLIENT, SERVER);
        for (int length = 14; length < frame.length; length++) {
            assertEquals(Ignored.TRUNCATED, FrameDecoder.decode(Arrays.copyOf(frame, length)), "length " + length);
        }
        assertEquals(question(CLIENT, SERVER), FrameDecoder.decode(Arrays.copyOf(frame, 60)));
    }

    @Test
    void arpIsFoundBehindVlanTags() {
        final var frame = arp(1, CLIENT, SERVER);
        assertEquals(question(CLIENT, SERVER), FrameDecoder.decode(tagged(frame, "81000007")));
        assertEquals(question(CLIENT, SERVER), FrameDecoder.decode(tagged(frame, "88a80068810000c8")));
    }

    @Test
    void whatPcap4jBuildsIsDecodedToWhatItWasBuiltFrom() throws UnknownHostException {
        final var random = new Random(4);
        for (int i = 0; i < 5000; i++) {
            final var sender = address(random, 4);
            final var target = address(random, 4);
            final boolean reply = random.nextBoolean();
            final var arp = new ArpPacket.Builder().hardwareType(ArpHardwareType.ETHERNET)
                .protocolType(EtherType.IPV4).hardwareAddrLength((byte) 6).protocolAddrLength((byte) 4)
                .operation(reply ? ArpOperation.REPLY : ArpOperation.REQUEST).srcHardwareAddr(MAC)
                .srcProtocolAddr((Inet4Address) sender).dstHardwareAddr(MAC).dstProtocolAddr((Inet4Address) target);
            assertEquals(reply ? new Advertisement(IpAddress.of(sender))
                : new Solicitation(IpAddress.of(sender), IpAddress.of(target)),
                FrameDecoder.decode(ethernet(EtherType.ARP, arp)));

            final var sender6 = address(random, 16);
            final var target6 = address(random, 16);
            final var message = message(reply, sender6, address(random, 16), target6, 255, random.nextBoolean());
            assertEquals(reply ? new Advertisement(IpAddress.of(target6))
                : new Solicitation(IpAddress.of(sender6), IpAddress.of(target6)), FrameDecoder.decode(message));
        }
    }

    @Test
    void neighbourSolicitationToOneOrToItsGroupIsAQuestion() {
        assertEquals(question(CLIENT6, SERVER6),
            FrameDecoder.decode(neighbour(135, CLIENT6, SERVER6_GROUP, SERVER6, "0101020000000001")));
        assertEquals(question(CLIENT6, SERVER6), FrameDecoder.decode(neighbour(135, CLIENT6, SERVER6, SERVER6, "")));
        assertEquals(question("fe80::1", SERVER6), FrameDecoder.decode(tagged(
            neighbour(135, "fe80::1", SERVER6, SERVER6, ""), "81000007")));
    }

    @Test
    void neighbourAdvertisementAskedOrUnaskedTellsAnAddress() {
        final var solicited = neighbour(136, SERVER6, CLIENT6, SERVER6, "0201020000000002");
        assertEquals(answer(SERVER6), FrameDecoder.decode(flagged(solicited, 0x60)));
        assertEquals(answer(SERVER6), FrameDecoder.decode(neighbour(136, SERVER6, "ff02::1", SERVER6, "")));
        assertEquals(answer(SERVER6), FrameDecoder.decode(neighbour(136, "fe80::2", "ff02::1", SERVER6, "")));
    }

    @Test
    void solicitationWithoutASenderTestsAnAddress() {
        assertEquals(Ignored.ADDRESS_PROBE, FrameDecoder.decode(neighbour(135, "::", SERVER6_GROUP, SERVER6, "")));
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(neighbour(135, "::", SERVER6, SERVER6, "")));
        assertEquals(Ignored.ASKS_FOR_ITSELF,
            FrameDecoder.decode(neighbour(135, SERVER6, SERVER6_GROUP, SERVER6, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = { 135, 136 })
    void whatANodeWouldNotBelieveIsIgnored(final int type) {
        final var good = neighbour(type, CLIENT6, SERVER6, SERVER6, "0101020000000001");
        assertEquals(type == 135 ? question(CLIENT6, SERVER6) : answer(SERVER6), FrameDecoder.decode(good));
        final int hopLimit = 14 + 7;
        assertEquals(Ignored.NOT_ON_LINK, FrameDecoder.decode(with(good, hopLimit, 254)));
        assertEquals(Ignored.BAD_CHECKSUM, FrameDecoder.decode(with(good, good.length - 1, 2)));
        final int code = 14 + 40 + 1;
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(summed(with(good, code, 1))));

        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(neighbour(type, CLIENT6, SERVER6, "ff02::2", "")));
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(neighbour(type, CLIENT6, SERVER6, SERVER6, "0100")),
            "an option of length 0");
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(
            neighbour(type, CLIENT6, SERVER6, SERVER6, "0102020000000001")), "an option longer than the message");
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(neighbour(type, CLIENT6, SERVER6, SERVER6, "01")),
            "half an option");
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(shortened(neighbour(type, CLIENT6, SERVER6, SERVER6, ""))),
            "a message without its target");
    }

    @ParameterizedTest
    @ValueSource(ints = { 135, 136 })
    void neighboursOfAddressesThatNoHostMayHaveAreIgnored(final int type) {
        for (var bad : List.of("::1", "ff02::1", "::ffff:a63:1", "::10.99.0.1")) {
            assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(neighbour(type, bad, SERVER6, SERVER6, "")), bad);
        }
        for (var bad : List.of("::", "::1", "::10.99.0.1")) {
            assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(neighbour(type, CLIENT6, bad, SERVER6, "")), bad);
            assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(neighbour(type, CLIENT6, SERVER6, bad, "")), bad);
        }
    }

    @Test
    void advertisementToAllThatSaysItWasAskedIsIgnored() {
        final var toAll = neighbour(136, SERVER6, "ff02::1", SERVER6, "");
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(flagged(toAll, 0x60)));
        assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(neighbour(136, "::", "ff02::1", SERVER6, "")));
    }

    @Test
    void neighbourMessageThatIsCutOffIsIgnored() {
        final var frame = neighbour(135, CLIENT6, SERVER6_GROUP, SERVER6, "0101020000000001");
        final int type = 14 + 40 + 1;
        for (int length = 14; length < frame.length; length++) {
            assertEquals(length >= 54 && length < type ? Ignored.BAD_ADDRESS : Ignored.TRUNCATED,
                FrameDecoder.decode(Arrays.copyOf(frame, length)), "length " + length);
        }
    }

    @Test
    void otherMessagesToAGroupStayIgnoredForTheirAddress() {
        for (int type : new int[] { 1, 128, 133, 134, 137, 143 }) {
            assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(
                neighbour(type, CLIENT6, SERVER6_GROUP, SERVER6, "")), "type " + type);
        }
    }

    @Test
    void neighbourMessageWithAFragmentHeaderIsIgnored() throws UnknownHostException {
        final var client = (Inet6Address) InetAddress.getByName(CLIENT6);
        final var server = (Inet6Address) InetAddress.getByName(SERVER6);
        final var fragment = new IpV6ExtFragmentPacket.Builder().nextHeader(IpNumber.ICMPV6).fragmentOffset((short) 0)
            .m(false).identification(7).payloadBuilder(icmp(false, client, server, server, false));
        assertEquals(Ignored.MALFORMED, FrameDecoder.decode(ethernet(EtherType.IPV6,
            ipv6(client, server, IpNumber.IPV6_FRAG, 255).payloadBuilder(fragment))));
    }

    private static Observation question(final String asker, final String target) {
        return new Solicitation(IpAddress.parse(asker), IpAddress.parse(target));
    }

    private static Observation answer(final String owner) {
        return new Advertisement(IpAddress.parse(owner));
    }

    private static byte[] arp(final int operation, final String sender, final String target) {
        return ByteBuffer.allocate(42).put(HexFormat.of().parseHex("ffffffffffff0200000000010806"))
            .put(HexFormat.of().parseHex("000108000604")).putShort((short) operation)
            .put(HexFormat.of().parseHex("020000000001")).put(bytes(sender))
            .put(HexFormat.of().parseHex("000000000000")).put(bytes(target)).array();
    }

    /** An ICMPv6 message that looks like neighbour discovery, with hop limit 255 and the right checksum. */
    private static byte[] neighbour(final int type, final String source, final String destination,
            final String target, final String options) {
        final var rest = HexFormat.of().parseHex(options);
        final int length = 24 + rest.length;
        return summed(ByteBuffer.allocate(14 + 40 + length).put(HexFormat.of().parseHex("333300000001020000000001"))
            .putShort((short) 0x86DD).putInt(0x60000000).putShort((short) length).put((byte) 58).put((byte) 255)
            .put(bytes(source)).put(bytes(destination)).put((byte) type).put(new byte[7]).put(bytes(target)).put(rest)
            .array());
    }

    private static byte[] flagged(final byte[] frame, final int flags) {
        return summed(with(frame, 14 + 40 + 4, flags));
    }

    private static byte[] shortened(final byte[] frame) {
        return summed(with(Arrays.copyOf(frame, frame.length - 4), 14 + 4, 0, 20));
    }

    private static byte[] with(final byte[] frame, final int offset, final int... values) {
        final var ret = frame.clone();
        for (int i = 0; i < values.length; i++) {
            ret[offset + i] = (byte) values[i];
        }
        return ret;
    }

    /** With the checksum of RFC 4443 section 2.3, computed in another way than the decoder does it. */
    private static byte[] summed(final byte[] frame) {
        final int icmp = 14 + 40;
        final var ret = with(frame, icmp + 2, 0, 0);
        final var covered = ByteBuffer.allocate(40 + (ret.length - icmp + 1) / 2 * 2)
            .put(ret, 14 + 8, 32).putInt(ret.length - icmp).putInt(58).put(ret, icmp, ret.length - icmp).flip()
            .limit(40 + (ret.length - icmp + 1) / 2 * 2);
        int sum = 0;
        while (covered.hasRemaining()) {
            sum += Short.toUnsignedInt(covered.getShort());
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return with(ret, icmp + 2, ~sum >> 8, ~sum);
    }

    private static byte[] tagged(final byte[] frame, final String tags) {
        final var bytes = HexFormat.of().parseHex(tags);
        return ByteBuffer.allocate(frame.length + bytes.length).put(frame, 0, 12).put(bytes)
            .put(frame, 12, frame.length - 12).array();
    }

    private static byte[] bytes(final String address) {
        // Not with InetAddress, which turns an IPv4-mapped address into an IPv4 one
        final var ip = IpAddress.parse(address);
        return address.contains(":") ? ByteBuffer.allocate(16).putLong(ip.high()).putLong(ip.low()).array()
            : ByteBuffer.allocate(4).putInt((int) ip.low()).array();
    }

    private static byte[] message(final boolean reply, final InetAddress source, final InetAddress destination,
            final InetAddress target, final int hopLimit, final boolean option) {
        return ethernet(EtherType.IPV6, ipv6(source, destination, IpNumber.ICMPV6, hopLimit)
            .payloadBuilder(icmp(reply, source, destination, target, option)));
    }

    private static IcmpV6CommonPacket.Builder icmp(final boolean reply, final InetAddress source,
            final InetAddress destination, final InetAddress target, final boolean option) {
        final List<IcmpV6CommonPacket.IpV6NeighborDiscoveryOption> options = option
            ? List.of(new IpV6NeighborDiscoverySourceLinkLayerAddressOption.Builder()
                .linkLayerAddress(MAC.getAddress()).correctLengthAtBuild(true).build()) : List.of();
        final Packet.Builder body = reply
            ? new IcmpV6NeighborAdvertisementPacket.Builder().solicitedFlag(true).targetAddress((Inet6Address) target)
                .options(options)
            : new IcmpV6NeighborSolicitationPacket.Builder().targetAddress((Inet6Address) target).options(options);
        return new IcmpV6CommonPacket.Builder()
            .type(reply ? IcmpV6Type.NEIGHBOR_ADVERTISEMENT : IcmpV6Type.NEIGHBOR_SOLICITATION)
            .code(IcmpV6Code.NO_CODE).srcAddr((Inet6Address) source).dstAddr((Inet6Address) destination)
            .correctChecksumAtBuild(true).payloadBuilder(body);
    }

    private static IpV6Packet.Builder ipv6(final InetAddress source, final InetAddress destination,
            final IpNumber next, final int hopLimit) {
        return new IpV6Packet.Builder().version(IpVersion.IPV6)
            .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) 0)).flowLabel(IpV6SimpleFlowLabel.newInstance(0))
            .nextHeader(next).hopLimit((byte) hopLimit).srcAddr((Inet6Address) source)
            .dstAddr((Inet6Address) destination).correctLengthAtBuild(true);
    }

    private static byte[] ethernet(final EtherType type, final Packet.Builder payload) {
        return new EthernetPacket.Builder().srcAddr(MAC).dstAddr(MAC).type(type).payloadBuilder(payload)
            .paddingAtBuild(true).build().getRawData();
    }

    private static InetAddress address(final Random random, final int length) throws UnknownHostException {
        final var bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) (length == 4 ? 1 + random.nextInt(126) : 0x20 + random.nextInt(0x20));
        return InetAddress.getByAddress(bytes);
    }
}
