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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;
import org.pcap4j.packet.AbstractPacket;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV4DestinationUnreachablePacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IcmpV6DestinationUnreachablePacket;
import org.pcap4j.packet.IpV4NoOperationOption;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.IpV6ExtDestinationOptionsPacket;
import org.pcap4j.packet.IpV6ExtFragmentPacket;
import org.pcap4j.packet.IpV6ExtHopByHopOptionsPacket;
import org.pcap4j.packet.IpV6ExtRoutingPacket;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6PadNOption;
import org.pcap4j.packet.IpV6RoutingSourceRouteData;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpNoOperationOption;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket.Builder;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IcmpV4Code;
import org.pcap4j.packet.namednumber.IcmpV4Type;
import org.pcap4j.packet.namednumber.IcmpV6Code;
import org.pcap4j.packet.namednumber.IcmpV6Type;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpV6RoutingType;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.TcpPort;
import org.pcap4j.packet.namednumber.UdpPort;
import org.pcap4j.util.MacAddress;

/**
 * Packets that pcap4j builds are decoded to what they were built from.
 */
class BuiltPacketsTest {
    private static final int PACKETS = 20_000;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int FIN = 1;

    private final Random random = new Random(3);

    @Test
    void packetsBuiltByPcap4jAreDecodedToWhatTheyWereBuiltFrom() {
        final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int i = 0; i < PACKETS; i++) {
            final var network = new Network(random.nextBoolean());
            final var transport = Transport.random(random);
            final var packet = network.packet(transport.builder(network), transport.number());
            assertEquals(transport.observation(network), FrameDecoder.decode(frame(packet, network)));
            seen.merge(transport.kind, 1, Integer::sum);
        }
        assertEquals(Kind.values().length, seen.size());
    }

    @Test
    void destinationUnreachableBuiltByPcap4jIsDecodedToWhatItQuotes() {
        for (int i = 0; i < PACKETS; i++) {
            final var inner = new Network(random.nextBoolean());
            final var transport = Transport.random(random);
            final var quoted = inner.packet(transport.builder(inner), transport.number()).build().getRawData();
            final int headers = quoted.length - transport.length();
            final int length = headers + 8 + random.nextInt(transport.length() - 8 + 1);
            final var quote = UnknownPacket.newPacket(quoted, 0, length).getBuilder();

            final var outer = new Network(inner.ipv4);
            // What is addressed to others than the client is for the detector to refuse
            if (random.nextInt(4) > 0) {
                outer.destination = inner.source;
            }
            final int code = random.nextInt(16);
            final var packet = outer.ipv4
                ? outer.packet(icmp4(code, quote), IpNumber.ICMPV4) : outer.packet(icmp6(code, quote, outer),
                    IpNumber.ICMPV6);
            assertEquals(transport.kind == Kind.OTHER ? Ignored.QUOTED_OTHER_PROTOCOL
                : new Unreachable(outer.from(), outer.to(), code, inner.from(), inner.to(), transport.protocol(),
                    transport.sourcePort, transport.destinationPort,
                    transport.protocol() == Protocol.TCP ? transport.sequence : 0),
                FrameDecoder.decode(frame(packet, outer)));
        }
    }

    @Test
    void ipv6PacketThatIsStillOnItsWayToAnotherHopIsIgnored() {
        final var network = new Network(false);
        final var transport = new Transport(Kind.OPEN, random);
        final var routing = new IpV6ExtRoutingPacket.Builder().nextHeader(IpNumber.TCP)
            .routingType(IpV6RoutingType.SOURCE_ROUTE).segmentsLeft((byte) 1)
            .data(new IpV6RoutingSourceRouteData(0, List.of((Inet6Address) network.destination)))
            .correctLengthAtBuild(true).payloadBuilder(transport.builder(network));
        assertEquals(Ignored.SOURCE_ROUTED, FrameDecoder.decode(frame(network.ipv6(routing, IpNumber.IPV6_ROUTE),
            network)));
    }

    @Test
    void fragmentsWithoutPortsAreIgnored() {
        final var network = new Network(true);
        final var bytes = new UnknownPacket.Builder().rawData(new byte[100]);
        assertEquals(Ignored.LATER_FRAGMENT, FrameDecoder.decode(frame(
            network.ipv4(bytes, IpNumber.TCP).fragmentOffset((short) 185), network)));

        final var network6 = new Network(false);
        final var fragment = new IpV6ExtFragmentPacket.Builder().nextHeader(IpNumber.TCP).fragmentOffset((short) 185)
            .payloadBuilder(bytes);
        assertEquals(Ignored.LATER_FRAGMENT, FrameDecoder.decode(frame(
            network6.ipv6(fragment, IpNumber.IPV6_FRAG), network6)));
    }

    @Test
    void quotedFragmentsWithoutPortsAreIgnored() {
        final var inner = new Network(true);
        final var quoted = inner.ipv4(new UnknownPacket.Builder().rawData(new byte[100]), IpNumber.TCP)
            .fragmentOffset((short) 185);
        final var outer = new Network(true);
        assertEquals(Ignored.QUOTED_FRAGMENT, FrameDecoder.decode(frame(
            outer.packet(icmp4(1, quoted), IpNumber.ICMPV4), outer)));
    }

    @Test
    void addressesThatNoHostMayHaveAreIgnored() throws UnknownHostException {
        for (var address : List.of("0.0.0.0", "127.0.0.1", "224.0.0.251", "255.255.255.255", "::", "::1", "ff02::fb")) {
            final var bad = InetAddress.getByName(address);
            final var network = new Network(bad instanceof Inet4Address);
            final var transport = new Transport(Kind.UDP, random);
            network.source = bad;
            assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(frame(
                network.packet(transport.builder(network), transport.number()), network)), address);
            network.source = network.destination;
            network.destination = bad;
            assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(frame(
                network.packet(transport.builder(network), transport.number()), network)), address);
        }
    }

    @Test
    void ipv4MappedIpv6AddressDoesNotPassForTheIpv4Host() throws UnknownHostException {
        final var network = new Network(false);
        network.source = Inet6Address.getByAddress(null, new byte[] {
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 10, 0, 0, 1
        }, -1);
        final var transport = new Transport(Kind.UDP, random);
        assertEquals(Ignored.BAD_ADDRESS, FrameDecoder.decode(frame(
            network.packet(transport.builder(network), transport.number()), network)));
    }

    @Test
    void flagsThatNoConnectionHasAreIgnored() {
        for (int flags : new int[] { 0, SYN | FIN, SYN | RST, SYN | FIN | ACK, RST | FIN, SYN | RST | ACK }) {
            final var network = new Network(true);
            final var transport = new Transport(Kind.OPEN, random);
            transport.flags = flags;
            assertEquals(Ignored.BAD_FLAGS, FrameDecoder.decode(frame(
                network.packet(transport.builder(network), transport.number()), network)), "flags " + flags);
        }
    }

    private byte[] frame(final Packet.Builder packet, final Network network) {
        var payload = packet;
        var type = network.ipv4 ? EtherType.IPV4 : EtherType.IPV6;
        for (int tags = random.nextInt(3); tags > 0; tags--) {
            payload = new Dot1qVlanTagPacket.Builder().priority((byte) random.nextInt(8)).cfi(random.nextBoolean())
                .vid((short) random.nextInt(4096)).type(type).payloadBuilder(payload);
            type = random.nextBoolean() ? EtherType.DOT1Q_VLAN_TAGGED_FRAMES : new EtherType((short) 0x88A8, "802.1ad");
        }
        return new EthernetPacket.Builder().srcAddr(MacAddress.getByName("02:00:00:00:00:01"))
            .dstAddr(MacAddress.getByName("02:00:00:00:00:02")).type(type).payloadBuilder(payload)
            .pad(new byte[0]).paddingAtBuild(random.nextBoolean()).build().getRawData();
    }

    private AbstractPacket.AbstractBuilder icmp4(final int code, final Packet.Builder quote) {
        return new IcmpV4CommonPacket.Builder().type(IcmpV4Type.DESTINATION_UNREACHABLE)
            .code(new IcmpV4Code((byte) code, "")).correctChecksumAtBuild(true)
            .payloadBuilder(new IcmpV4DestinationUnreachablePacket.Builder().unused(random.nextInt())
                .payload(quote.build()));
    }

    private AbstractPacket.AbstractBuilder icmp6(final int code, final Packet.Builder quote, final Network outer) {
        return new IcmpV6CommonPacket.Builder().type(IcmpV6Type.DESTINATION_UNREACHABLE)
            .code(new IcmpV6Code((byte) code, "")).correctChecksumAtBuild(true)
            .srcAddr((Inet6Address) outer.source).dstAddr((Inet6Address) outer.destination)
            .payloadBuilder(new IcmpV6DestinationUnreachablePacket.Builder().unused(random.nextInt())
                .payload(quote.build()));
    }

    private enum Kind {
        OPEN, ANSWER, RESET, RESET_WITHOUT_ACK, DATA, UDP, OTHER
    }

    /** A random network layer: addresses, and options or extension headers. */
    private final class Network {
        private final boolean ipv4;
        private InetAddress source;
        private InetAddress destination;

        Network(final boolean ipv4) {
            this.ipv4 = ipv4;
            source = address();
            destination = address();
        }

        IpAddress from() {
            return IpAddress.of(source);
        }

        IpAddress to() {
            return IpAddress.of(destination);
        }

        Packet.Builder packet(final AbstractPacket.AbstractBuilder payload, final IpNumber number) {
            if (ipv4) {
                return ipv4(payload, number);
            }
            Packet.Builder next = payload;
            var nextNumber = number;
            if (random.nextInt(3) == 0) {
                next = new IpV6ExtDestinationOptionsPacket.Builder().nextHeader(nextNumber)
                    .options(padding()).correctLengthAtBuild(true).payloadBuilder(next);
                nextNumber = IpNumber.IPV6_DST_OPTS;
            }
            if (random.nextInt(3) == 0) {
                // A fragment that is the whole packet (RFC 6946)
                next = new IpV6ExtFragmentPacket.Builder().nextHeader(nextNumber).fragmentOffset((short) 0).m(false)
                    .identification(random.nextInt()).payloadBuilder(next);
                nextNumber = IpNumber.IPV6_FRAG;
            }
            if (random.nextInt(3) == 0) {
                next = new IpV6ExtRoutingPacket.Builder().nextHeader(nextNumber)
                    .routingType(IpV6RoutingType.SOURCE_ROUTE).segmentsLeft((byte) 0)
                    .data(new IpV6RoutingSourceRouteData(0, List.of((Inet6Address) address())))
                    .correctLengthAtBuild(true).payloadBuilder(next);
                nextNumber = IpNumber.IPV6_ROUTE;
            }
            if (random.nextInt(3) == 0) {
                next = new IpV6ExtHopByHopOptionsPacket.Builder().nextHeader(nextNumber).options(padding())
                    .correctLengthAtBuild(true).payloadBuilder(next);
                nextNumber = IpNumber.IPV6_HOPOPT;
            }
            return ipv6(next, nextNumber);
        }

        IpV4Packet.Builder ipv4(final Packet.Builder payload, final IpNumber number) {
            final var options = new ArrayList<IpV4Packet.IpV4Option>();
            for (int i = random.nextInt(11) * 4; i > 0; i--) {
                options.add(IpV4NoOperationOption.getInstance());
            }
            return new IpV4Packet.Builder().version(IpVersion.IPV4).tos(IpV4Rfc791Tos.newInstance((byte) 0))
                .identification((short) random.nextInt()).dontFragmentFlag(random.nextBoolean())
                .ttl((byte) random.nextInt()).protocol(number).srcAddr((Inet4Address) source)
                .dstAddr((Inet4Address) destination).options(options).correctChecksumAtBuild(true)
                .correctLengthAtBuild(true).payloadBuilder(payload);
        }

        IpV6Packet.Builder ipv6(final Packet.Builder payload, final IpNumber number) {
            return new IpV6Packet.Builder().version(IpVersion.IPV6)
                .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) random.nextInt()))
                .flowLabel(IpV6SimpleFlowLabel.newInstance(random.nextInt(1 << 20))).nextHeader(number)
                .hopLimit((byte) random.nextInt()).srcAddr((Inet6Address) source)
                .dstAddr((Inet6Address) destination).correctLengthAtBuild(true).payloadBuilder(payload);
        }

        private List<IpV6ExtHopByHopOptionsPacket.IpV6Option> padding() {
            final int length = 4 + 8 * random.nextInt(4);
            return List.of(new IpV6PadNOption.Builder().data(new byte[length]).correctLengthAtBuild(true).build());
        }

        private InetAddress address() {
            final var bytes = new byte[ipv4 ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = (byte) (ipv4 ? 1 + random.nextInt(126) : 0x20 + random.nextInt(0x20));
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A random transport layer. */
    private static final class Transport {
        private final Kind kind;
        private final int sourcePort;
        private final int destinationPort;
        private final int sequence;
        private final int acknowledgement;
        private final int options;
        private final byte[] data;
        private int flags;

        Transport(final Kind kind, final Random random) {
            this.kind = kind;
            sourcePort = random.nextInt(65536);
            destinationPort = random.nextInt(65536);
            sequence = random.nextInt();
            acknowledgement = random.nextInt();
            options = 4 * random.nextInt(11);
            data = new byte[random.nextInt(3) == 0 ? random.nextInt(100) : 0];
            flags = switch (kind) {
                case OPEN -> SYN;
                case ANSWER -> SYN | ACK;
                case RESET -> RST | ACK;
                case RESET_WITHOUT_ACK -> RST;
                default -> random.nextBoolean() ? ACK : ACK | FIN;
            };
        }

        static Transport random(final Random random) {
            return new Transport(Kind.values()[random.nextInt(Kind.values().length)], random);
        }

        Protocol protocol() {
            return kind == Kind.UDP ? Protocol.UDP : Protocol.TCP;
        }

        IpNumber number() {
            return switch (kind) {
                case UDP -> IpNumber.UDP;
                case OTHER -> IpNumber.SCTP;
                default -> IpNumber.TCP;
            };
        }

        int length() {
            return switch (kind) {
                case UDP -> 8 + data.length;
                case OTHER -> 20 + data.length;
                default -> 20 + options + data.length;
            };
        }

        AbstractPacket.AbstractBuilder builder(final Network network) {
            final var payload = new UnknownPacket.Builder().rawData(data);
            return switch (kind) {
                case UDP -> new Builder().srcPort(UdpPort.getInstance((short) sourcePort))
                    .dstPort(UdpPort.getInstance((short) destinationPort)).srcAddr(network.source)
                    .dstAddr(network.destination).correctLengthAtBuild(true).correctChecksumAtBuild(true)
                    .payloadBuilder(payload);
                case OTHER -> new UnknownPacket.Builder().rawData(new byte[length()]);
                default -> tcp(network, payload);
            };
        }

        private TcpPacket.Builder tcp(final Network network, final UnknownPacket.Builder payload) {
            final var padding = new ArrayList<TcpPacket.TcpOption>();
            for (int i = 0; i < options; i++) {
                padding.add(TcpNoOperationOption.getInstance());
            }
            return new TcpPacket.Builder().srcPort(TcpPort.getInstance((short) sourcePort))
                .dstPort(TcpPort.getInstance((short) destinationPort)).sequenceNumber(sequence)
                .acknowledgmentNumber(acknowledgement).syn((flags & SYN) != 0).ack((flags & ACK) != 0)
                .rst((flags & RST) != 0).fin((flags & FIN) != 0).psh(data.length > 0).options(padding)
                .srcAddr(network.source).dstAddr(network.destination).correctLengthAtBuild(true)
                .correctChecksumAtBuild(true).payloadBuilder(payload);
        }

        Observation observation(final Network network) {
            final var from = network.from();
            final var to = network.to();
            return switch (kind) {
                case OPEN -> new TcpOpen(from, to, sourcePort, destinationPort, sequence, data.length);
                case ANSWER -> new TcpAnswer(from, to, sourcePort, destinationPort, acknowledgement);
                case RESET, RESET_WITHOUT_ACK -> new TcpReset(from, to, sourcePort, destinationPort,
                    kind == Kind.RESET, acknowledgement);
                case UDP -> new UdpPacket(from, to, sourcePort, destinationPort);
                case DATA -> Ignored.NOT_OPENING;
                case OTHER -> Ignored.OTHER_PROTOCOL;
            };
        }
    }
}
