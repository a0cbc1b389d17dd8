/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.pcap4j.packet.ArpPacket;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV6NeighborAdvertisementPacket;
import org.pcap4j.packet.IcmpV6NeighborSolicitationPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6NeighborDiscoverySourceLinkLayerAddressOption;
import org.pcap4j.packet.IpV6NeighborDiscoveryTargetLinkLayerAddressOption;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.TcpMaximumSegmentSizeOption;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.namednumber.ArpOperation;

/**
 * What is written is what our decoder and pcap4j read, checksums included.
 */
class FrameWriterTest {
    private static final long MAC = 0x02AB_CDEF_0123L;
    private static final long OTHER_MAC = 0x0600_0000_00FFL;
    private static final String OTHER_MAC_TEXT = "06:00:00:00:00:ff";
    private static final String MAC_TEXT = "02:ab:cd:ef:01:23";

    private static Station station(final String address, final int vlan) {
        return new Station(IpAddress.parse(address), MAC, vlan);
    }

    private static EthernetPacket read(final byte[] frame) {
        try {
            final var packet = EthernetPacket.newPacket(frame, 0, frame.length);
            assertTrue(frame.length >= 60);
            assertEquals(MAC_TEXT, packet.getHeader().getSrcAddr().toString());
            assertEquals(MAC, LinkLayer.source(frame));
            return packet;
        } catch (IllegalRawDataException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 4094 })
    void aTagIsWrittenWhereThereIsAVlan(final int vlan) {
        final var frame = FrameWriter.question(station("10.99.0.9", vlan), IpAddress.parse("10.99.0.2"));
        final var tag = read(frame).get(Dot1qVlanTagPacket.class);
        assertEquals(vlan, tag == null ? 0 : tag.getHeader().getVidAsInt());
        assertEquals(new Solicitation(IpAddress.parse("10.99.0.9"), IpAddress.parse("10.99.0.2")),
            FrameDecoder.decode(frame));
        assertEquals(MAC, LinkLayer.told(frame));
    }

    @Test
    void anArpRequestGoesToAll() {
        final var packet = read(FrameWriter.question(station("10.99.0.9", 0), IpAddress.parse("10.99.0.2")));
        assertEquals("ff:ff:ff:ff:ff:ff", packet.getHeader().getDstAddr().toString());
        final var arp = packet.get(ArpPacket.class).getHeader();
        assertEquals(ArpOperation.REQUEST, arp.getOperation());
        assertEquals(MAC_TEXT, arp.getSrcHardwareAddr().toString());
        assertEquals("10.99.0.9", arp.getSrcProtocolAddr().getHostAddress());
        assertEquals("10.99.0.2", arp.getDstProtocolAddr().getHostAddress());
    }

    @Test
    void anArpReplyGoesToWhoAsked() {
        final var frame = FrameWriter.answer(station("10.99.0.9", 0), IpAddress.parse("10.99.0.2"), OTHER_MAC);
        final var packet = read(frame);
        assertEquals(OTHER_MAC_TEXT, packet.getHeader().getDstAddr().toString());
        final var arp = packet.get(ArpPacket.class).getHeader();
        assertEquals(ArpOperation.REPLY, arp.getOperation());
        assertEquals(MAC_TEXT, arp.getSrcHardwareAddr().toString());
        assertEquals(OTHER_MAC_TEXT, arp.getDstHardwareAddr().toString());
        assertEquals(new Advertisement(IpAddress.parse("10.99.0.9")), FrameDecoder.decode(frame));
    }

    @Test
    void aSolicitationGoesToTheGroupOfItsTarget() {
        final var frame = FrameWriter.question(station("fd99::9", 0), IpAddress.parse("fd99::12:3456"));
        final var packet = read(frame);
        assertEquals("33:33:ff:12:34:56", packet.getHeader().getDstAddr().toString());
        assertEquals(IpAddress.parse("ff02::1:ff12:3456"),
            IpAddress.of(packet.get(IpV6Packet.class).getHeader().getDstAddr()));
        final var question = packet.get(IcmpV6NeighborSolicitationPacket.class).getHeader();
        assertEquals(IpAddress.parse("fd99::12:3456"), IpAddress.of(question.getTargetAddress()));
        assertEquals(MAC, mac(((IpV6NeighborDiscoverySourceLinkLayerAddressOption) question.getOptions().getFirst())
            .getLinkLayerAddress()));
        // Our decoder verifies the checksum
        assertEquals(new Solicitation(IpAddress.parse("fd99::9"), IpAddress.parse("fd99::12:3456")),
            FrameDecoder.decode(frame));
        assertEquals(MAC, LinkLayer.told(frame));
    }

    @Test
    void anAdvertisementGoesToWhoAsked() {
        final var frame = FrameWriter.answer(station("fd99::9", 7), IpAddress.parse("fd99::2"), OTHER_MAC);
        final var packet = read(frame);
        assertEquals(OTHER_MAC_TEXT, packet.getHeader().getDstAddr().toString());
        final var answer = packet.get(IcmpV6NeighborAdvertisementPacket.class).getHeader();
        assertTrue(answer.getSolicitedFlag() && answer.getOverrideFlag() && !answer.getRouterFlag());
        assertEquals(MAC, mac(((IpV6NeighborDiscoveryTargetLinkLayerAddressOption) answer.getOptions().getFirst())
            .getLinkLayerAddress()));
        assertEquals(new Advertisement(IpAddress.parse("fd99::9")), FrameDecoder.decode(frame));
        assertEquals(MAC, LinkLayer.told(frame));
    }

    @ParameterizedTest
    @CsvSource({
        "10.99.0.9, 10.99.0.2, 0, 1460",
        "10.99.0.9, 10.99.0.2, 5, 1460",
        "fd99::9, fd99::2, 0, 1440",
        "fd99::9, fd99::2, 5, 1440",
    })
    void aSynAsksForAConnection(final String from, final String to, final int vlan, final int mss) {
        final var server = IpAddress.parse(to);
        for (int sequence : new int[] { 0, -1, 0x1234_5678, Integer.MIN_VALUE }) {
            final var frame = FrameWriter.syn(station(from, vlan), 54321, server, 443, OTHER_MAC, sequence);
            assertEquals(new TcpOpen(IpAddress.parse(from), server, 54321, 443, sequence, 0),
                FrameDecoder.decode(frame));
            final var tcp = assertIntact(frame);
            assertEquals(mss, ((TcpMaximumSegmentSizeOption) tcp.getHeader().getOptions().getFirst())
                .getMaxSegSizeAsInt());
        }
    }

    @ParameterizedTest
    @CsvSource({ "10.99.0.9, 10.99.0.2", "fd99::9, fd99::2" })
    void aResetAcknowledgesNothing(final String from, final String to) {
        final var server = IpAddress.parse(to);
        final var frame = FrameWriter.reset(station(from, 0), 54321, server, 443, OTHER_MAC, 77);
        assertEquals(new TcpReset(IpAddress.parse(from), server, 54321, 443, false, 0), FrameDecoder.decode(frame));
        assertEquals(77, assertIntact(frame).getHeader().getSequenceNumber());
    }

    private static TcpPacket assertIntact(final byte[] frame) {
        final var packet = read(frame);
        assertEquals(OTHER_MAC_TEXT, packet.getHeader().getDstAddr().toString());
        final var tcp = packet.get(TcpPacket.class);
        final var ipv4 = packet.get(IpV4Packet.class);
        if (ipv4 != null) {
            assertTrue(ipv4.getHeader().hasValidChecksum(false));
            assertTrue(tcp.hasValidChecksum(ipv4.getHeader().getSrcAddr(), ipv4.getHeader().getDstAddr(), false));
        } else {
            final var ipv6 = packet.get(IpV6Packet.class).getHeader();
            assertTrue(tcp.hasValidChecksum(ipv6.getSrcAddr(), ipv6.getDstAddr(), false));
        }
        return tcp;
    }

    @Test
    void whoTellsNothingIsTakenBySourceAddress() {
        final var frame = FrameWriter.answer(station("fd99::9", 0), IpAddress.parse("fd99::2"), OTHER_MAC);
        // Another number of the option, then an option of length 0, then none
        final int option = 14 + 40 + 24;
        final var unknown = frame.clone();
        unknown[option] = 99;
        unknown[option + 2] = 0x55;
        assertEquals(MAC, LinkLayer.told(unknown));
        unknown[option + 1] = 0;
        assertEquals(MAC, LinkLayer.told(unknown));
        assertEquals(MAC, LinkLayer.told(Arrays.copyOf(frame, option)));
    }

    private static long mac(final byte[] bytes) {
        long ret = 0;
        for (byte next : bytes) {
            ret = ret << Byte.SIZE | next & 0xFF;
        }
        return ret;
    }
}
