/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * Whatever the bytes are, there is an observation or a reason, no exception, and nothing in the observation that is not
 * in the frame. As a test it decodes the frames that were kept; docs/testing.md says how it looks for more.
 */
class FrameDecoderFuzzTest {
    private static final int ETHERNET = 14;

    @FuzzTest(maxDuration = "10s")
    void frame(final byte[] frame) {
        check(frame);
        // What changes bytes at random hardly ever gets past a checksum
        check(withRightIcmpChecksum(frame));
    }

    private static void check(final byte[] frame) {
        final var before = frame.clone();
        final var observation = FrameDecoder.decode(frame);
        assertTrue(Arrays.equals(before, frame), "the frame was changed");
        switch (observation) {
            case TcpOpen open -> {
                addresses(frame, open.client(), open.server());
                ports(open.clientPort(), open.serverPort());
                assertTrue(open.dataLength() >= 0, "data");
            }
            case TcpAnswer answer -> {
                addresses(frame, answer.server(), answer.client());
                ports(answer.serverPort(), answer.clientPort());
            }
            case TcpReset reset -> {
                addresses(frame, reset.source(), reset.destination());
                ports(reset.sourcePort(), reset.destinationPort());
            }
            case UdpPacket packet -> {
                addresses(frame, packet.source(), packet.destination());
                ports(packet.sourcePort(), packet.destinationPort());
            }
            case Unreachable message -> {
                addresses(frame, message.reporter(), message.addressee(), message.client(), message.server());
                ports(message.clientPort(), message.serverPort());
                assertEquals(message.code(), message.code() & 0xFF);
            }
            case Solicitation question -> {
                addresses(frame, question.asker(), question.target());
                assertNotEquals(question.asker(), question.target());
            }
            case Advertisement answer -> addresses(frame, answer.owner());
            case Ignored reason -> assertEquals(reason, FrameDecoder.decode(before));
        }
    }

    private static void addresses(final byte[] frame, final IpAddress... addresses) {
        for (var address : List.of(addresses)) {
            assertEquals(addresses[0].isIpv4(), address.isIpv4(), "one version");
            final var inet = address.toInetAddress();
            assertFalse(inet.isAnyLocalAddress() || inet.isLoopbackAddress() || inet.isMulticastAddress(),
                () -> "no host has " + address);
            assertTrue(contains(frame, inet.getAddress()), () -> "nowhere in the frame is " + address);
        }
    }

    private static void ports(final int... ports) {
        for (int port : ports) {
            assertEquals(port, port & 0xFFFF);
        }
    }

    private static boolean contains(final byte[] frame, final byte[] part) {
        for (int start = 0; start + part.length <= frame.length; start++) {
            int same = 0;
            while (same < part.length && frame[start + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }

    /** With the checksum put right if this is ICMP in IPv4, or in IPv6 without extension headers, and untagged. */
    private static byte[] withRightIcmpChecksum(final byte[] frame) {
        if (frame.length < ETHERNET + 60) {
            return frame;
        }
        final var ret = ByteBuffer.wrap(frame.clone());
        final int type = ret.getShort(12);
        if (type == 0x0800 && frame[ETHERNET + 9] == 1) {
            final int icmp = ETHERNET + (frame[ETHERNET] & 0xF) * 4;
            sum(ret, icmp, ETHERNET + ret.getShort(ETHERNET + 2), 0);
        } else if (type == (short) 0x86DD && frame[ETHERNET + 6] == 58) {
            final int length = ret.getShort(ETHERNET + 4) & 0xFFFF;
            long pseudoHeader = length + 58;
            for (int i = 0; i < 32; i += Short.BYTES) {
                pseudoHeader += ret.getShort(ETHERNET + 8 + i) & 0xFFFF;
            }
            sum(ret, ETHERNET + 40, ETHERNET + 40 + length, pseudoHeader);
        }
        return ret.array();
    }

    private static void sum(final ByteBuffer frame, final int icmp, final int end, final long pseudoHeader) {
        if (end > frame.limit() || end - icmp < 4) {
            return;
        }
        frame.putShort(icmp + 2, (short) 0);
        long sum = pseudoHeader;
        for (int i = icmp; i < end; i++) {
            sum += (frame.get(i) & 0xFF) << ((i - icmp) % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        frame.putShort(icmp + 2, (short) ~sum);
    }
}
