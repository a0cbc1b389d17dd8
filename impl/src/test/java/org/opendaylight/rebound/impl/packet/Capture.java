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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of openvswitch.pcap and neighbours.pcap; openvswitch.md says what they are.
 */
final class Capture {
    private static final int MAGIC = 0xA1B2C3D4;
    private static final int FILE_HEADER = 24;
    private static final int TIMESTAMP = 8;

    private Capture() {
        // Only static methods
    }

    static List<byte[]> frames() {
        final var ret = frames("openvswitch");
        ret.addAll(frames("neighbours"));
        return ret;
    }

    static List<byte[]> frames(final String name) {
        final ByteBuffer file;
        try (var in = Capture.class.getResourceAsStream(name + ".pcap")) {
            assertNotNull(in);
            file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(MAGIC, file.getInt());
        file.position(FILE_HEADER);
        final var ret = new ArrayList<byte[]>();
        while (file.hasRemaining()) {
            file.position(file.position() + TIMESTAMP);
            final var frame = new byte[file.getInt()];
            assertEquals(frame.length, file.getInt(), "captured and original length");
            file.get(frame);
            ret.add(frame);
        }
        return ret;
    }
}
