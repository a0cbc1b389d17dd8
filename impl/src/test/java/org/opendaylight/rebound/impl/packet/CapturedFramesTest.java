/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

class CapturedFramesTest {
    private static final int HOST_UNREACHABLE = 33;
    private static final int ICMP_CHECKSUM = 14 + 20 + 2;

    @ParameterizedTest
    @ValueSource(strings = { "openvswitch", "neighbours" })
    void everyFrameOfOpenVswitchIsWhatTcpdumpSaysItIs(final String name) throws IOException {
        final var frames = Capture.frames(name);
        try (var in = CapturedFramesTest.class.getResourceAsStream(name + ".txt")) {
            assertNotNull(in);
            final var expected = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
            assertEquals(expected,
                frames.stream().map(FrameDecoder::decode).map(CapturedFramesTest::describe).toList());
        }
    }

    @Test
    void icmpErrorWithWrongChecksumIsNoEvidence() {
        final var frame = Capture.frames().get(HOST_UNREACHABLE);
        assertInstanceOf(Unreachable.class, FrameDecoder.decode(frame));
        frame[ICMP_CHECKSUM] ^= 1;
        assertEquals(Ignored.BAD_CHECKSUM, FrameDecoder.decode(frame));
    }

    @Test
    void icmpErrorThatTheSwitchCutOffBehindTheQuotedPortsAndSequenceIsEvidence() {
        final var frame = Capture.frames().get(HOST_UNREACHABLE);
        final int quoted = 14 + 20 + 8 + 20 + 8;
        assertEquals(FrameDecoder.decode(frame), FrameDecoder.decode(Arrays.copyOf(frame, quoted)));
        assertEquals(Ignored.BAD_QUOTE, FrameDecoder.decode(Arrays.copyOf(frame, quoted - 1)));
    }

    private static String describe(final Observation observation) {
        return switch (observation) {
            case TcpOpen open -> "open %s %s %s %s %s".formatted(open.client(), open.clientPort(), open.server(),
                open.serverPort(), Integer.toUnsignedString(open.sequence()));
            case TcpAnswer answer -> "answer %s %s %s %s %s".formatted(answer.server(), answer.serverPort(),
                answer.client(), answer.clientPort(), Integer.toUnsignedString(answer.acknowledgement()));
            case TcpReset reset -> "reset %s %s %s %s %s".formatted(reset.source(), reset.sourcePort(),
                reset.destination(), reset.destinationPort(), Integer.toUnsignedString(reset.acknowledgement()));
            case UdpPacket udp -> "udp %s %s %s %s".formatted(udp.source(), udp.sourcePort(), udp.destination(),
                udp.destinationPort());
            case Unreachable icmp -> "unreachable %s %s %s %s %s %s %s %s".formatted(icmp.reporter(), icmp.addressee(),
                icmp.code(), icmp.protocol(), icmp.client(), icmp.clientPort(), icmp.server(), icmp.serverPort())
                + (icmp.sequence() == 0 ? "" : " " + Integer.toUnsignedString(icmp.sequence()));
            case Solicitation question -> "solicitation %s %s".formatted(question.asker(), question.target());
            case Advertisement answer -> "advertisement %s".formatted(answer.owner());
            case Ignored reason -> reason.name();
        };
    }
}
