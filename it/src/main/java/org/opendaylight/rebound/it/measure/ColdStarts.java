/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * Sends coldStart as SNMPv2c (RFC 3416, RFC 3418) from an address of this machine, as often as it is asked to: starting
 * snmptrap for each would take longer than what is measured.
 */
final class ColdStarts implements AutoCloseable {
    // SEQUENCE { sysUpTime.0 = TimeTicks 1, snmpTrapOID.0 = coldStart }
    private static final byte[] VARBINDS = {
        0x30, 0x28,
        0x30, 0x0d, 0x06, 0x08, 0x2b, 6, 1, 2, 1, 1, 3, 0, 0x43, 1, 1,
        0x30, 0x17, 0x06, 0x0a, 0x2b, 6, 1, 6, 3, 1, 1, 4, 1, 0, 0x06, 9, 0x2b, 6, 1, 6, 3, 1, 1, 5, 1
    };
    private static final int SEQUENCE = 0x30;
    private static final int TRAP = 0xa7;

    private final DatagramChannel channel;
    private final ByteBuffer message;

    /**
     * Gets ready.
     *
     * @param from the sender's address
     * @param to where to
     * @param community the community, of at most 32 characters
     * @throws IOException if the socket cannot be made
     */
    ColdStarts(final InetAddress from, final InetSocketAddress to, final String community) throws IOException {
        message = message(community.getBytes(StandardCharsets.US_ASCII));
        channel = DatagramChannel.open().bind(new InetSocketAddress(from, 0)).connect(to);
    }

    private static ByteBuffer message(final byte[] community) {
        // Request id 1, error status and index 0, and the varbinds
        final int pdu = 9 + VARBINDS.length;
        final int length = 3 + 2 + community.length + 2 + pdu;
        return ByteBuffer.allocateDirect(2 + length).put((byte) SEQUENCE).put((byte) length)
            .put(new byte[] {2, 1, 1}).put((byte) 4).put((byte) community.length).put(community)
            .put((byte) TRAP).put((byte) pdu).put(new byte[] {2, 1, 1, 2, 1, 0, 2, 1, 0})
            .put(VARBINDS).flip();
    }

    /**
     * Sends one.
     *
     * @throws IOException if that fails
     */
    void send() throws IOException {
        message.rewind();
        channel.write(message);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
