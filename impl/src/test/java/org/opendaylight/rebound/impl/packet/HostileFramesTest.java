/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;

/**
 * Whatever the bytes are, there is an observation or a reason, and no exception.
 */
class HostileFramesTest {
    private static final int[] ETHER_TYPES = { 0x0800, 0x86DD, 0x8100, 0x88A8, 0x0806 };
    private static final int ETHERNET = 14;

    @Property(tries = 2000)
    void anyBytesAreDecoded(@ForAll @Size(max = 200) final byte[] frame) {
        assertNotNull(FrameDecoder.decode(frame));
    }

    @Property(tries = 5000)
    void anyBytesBehindAKnownEtherTypeAreDecoded(@ForAll @Size(min = ETHERNET, max = 200) final byte[] frame,
            @ForAll @IntRange(max = 4) final int type) {
        frame[12] = (byte) (ETHER_TYPES[type] >> 8);
        frame[13] = (byte) ETHER_TYPES[type];
        if (type < 2 && frame.length > ETHERNET) {
            // Past the first check, where the others are
            frame[ETHERNET] = (byte) (type == 0 ? 0x40 | frame[ETHERNET] & 0x0F : 0x60);
        }
        assertNotNull(FrameDecoder.decode(frame));
    }

    @Test
    void realFramesCutAnywhereAreDecodedAsTheyWereOrIgnored() {
        for (var frame : Capture.frames()) {
            final var whole = FrameDecoder.decode(frame);
            for (int length = 0; length < frame.length; length++) {
                final var cut = FrameDecoder.decode(Arrays.copyOf(frame, length));
                assertTrue(cut instanceof Ignored || cut.equals(whole), () -> whole + " became " + cut);
            }
        }
    }

    @Test
    void realFramesWithAnyBitTurnedAreDecoded() {
        final var seen = EnumSet.noneOf(Ignored.class);
        for (var frame : Capture.frames()) {
            for (int bit = 0; bit < 8 * Math.min(frame.length, 200); bit++) {
                frame[bit / 8] ^= (byte) (1 << bit % 8);
                if (FrameDecoder.decode(frame) instanceof Ignored reason) {
                    seen.add(reason);
                }
                frame[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        // That the checks were reached
        assertTrue(seen.containsAll(EnumSet.of(Ignored.TRUNCATED, Ignored.MALFORMED, Ignored.NOT_IP,
            Ignored.BAD_ADDRESS, Ignored.LATER_FRAGMENT, Ignored.OTHER_PROTOCOL, Ignored.BAD_FLAGS,
            Ignored.BAD_CHECKSUM, Ignored.OTHER_ARP, Ignored.ADDRESS_PROBE, Ignored.NOT_ON_LINK)), seen::toString);
    }

    @Test
    void realFramesWithManyBytesReplacedAreDecoded() {
        final var random = new Random(20_261_124);
        final List<byte[]> frames = Capture.frames();
        for (int i = 0; i < 300_000; i++) {
            final var frame = frames.get(random.nextInt(frames.size())).clone();
            for (int j = random.nextInt(8); j >= 0; j--) {
                frame[12 + random.nextInt(Math.min(frame.length - 12, 120))] = (byte) random.nextInt();
            }
            assertNotNull(FrameDecoder.decode(random.nextBoolean() ? frame
                : Arrays.copyOf(frame, random.nextInt(frame.length + 1))));
        }
    }

    @Test
    void moreVlanTagsThanANetworkHasAreIgnored() {
        final var frame = new byte[200];
        for (int i = 12; i < frame.length; i += 4) {
            frame[i] = (byte) 0x81;
        }
        assertEquals(Ignored.NOT_IP, FrameDecoder.decode(frame));
    }

    @Test
    void anIpv6PacketOfNothingButExtensionHeadersIsIgnored() {
        final var frame = new byte[1500];
        frame[12] = (byte) 0x86;
        frame[13] = (byte) 0xDD;
        frame[14] = 0x60;
        frame[18] = 5;
        frame[22] = (byte) 0xFD;
        frame[38] = (byte) 0xFD;
        assertEquals(Ignored.TOO_MANY_HEADERS, FrameDecoder.decode(frame));
    }
}
