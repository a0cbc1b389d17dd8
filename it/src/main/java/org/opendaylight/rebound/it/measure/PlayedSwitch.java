/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays an OpenFlow 1.3 switch on a connection to the controller: answers what it is asked, takes what it is told, has
 * no flows to show, and sends copies of packets as fast as it is wanted and the controller takes them.
 */
final class PlayedSwitch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlayedSwitch.class);
    private static final int VERSION = 4;
    private static final int HEADER = 8;
    private static final int HELLO = 0;
    private static final int ECHO = 2;
    private static final int FEATURES = 5;
    private static final int GET_CONFIG = 7;
    private static final int PACKET_IN = 10;
    private static final int MULTIPART = 18;
    private static final int BARRIER = 20;
    private static final int ROLE = 24;
    private static final int GET_ASYNC = 26;
    /** How long the bodies of the answers to multipart requests are that have one. */
    private static final Map<Integer, Integer> MULTIPART_BODIES = Map.of(0, 1056, 2, 24, 8, 40, 11, 16, 13, 64);
    private static final long BURST_NANOS = 1_000_000;
    /** The observation cookie: "rebo". */
    private static final long COOKIE = 0x7265_626F_0000_0001L;

    private final Socket socket;
    private final OutputStream out;
    private final long datapath;
    private final byte[] ring;
    private final int messageLength;
    private int next;

    /**
     * Connects.
     *
     * @param datapath the datapath id
     * @param port the controller's port on this machine
     * @param frames the frames that are copied, one after the other, all of one length
     */
    PlayedSwitch(final long datapath, final int port, final byte[][] frames) throws IOException {
        this.datapath = datapath;
        messageLength = packetIn(frames[0]).length;
        final var all = ByteBuffer.allocate(messageLength * frames.length);
        for (var frame : frames) {
            all.put(packetIn(frame));
        }
        ring = all.array();
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        send(HELLO, 0, new byte[0]);
        Thread.ofPlatform().name("switch-" + datapath).daemon().start(this::answer);
    }

    private static byte[] packetIn(final byte[] frame) {
        final int length = HEADER + 34 + frame.length;
        return ByteBuffer.allocate(length).put((byte) VERSION).put((byte) PACKET_IN).putShort((short) length).putInt(0)
            .putInt(-1).putShort((short) frame.length).put((byte) 1).put((byte) 200).putLong(COOKIE)
            // in_port 1, and the padding of match and packet-in
            .putShort((short) 1).putShort((short) 12).putInt(0x8000_0004).putInt(1).putInt(0).putShort((short) 0)
            .put(frame).array();
    }

    private void answer() {
        try (var in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                in.readByte();
                final int type = in.readByte();
                final int length = in.readUnsignedShort();
                final int xid = in.readInt();
                answer(type, xid, in.readNBytes(length - HEADER));
            }
        } catch (IOException e) {
            LOG.debug("Switch {} has ended", datapath, e);
        }
    }

    private void answer(final int type, final int xid, final byte[] body) throws IOException {
        switch (type) {
            case ECHO, ROLE -> send(type + 1, xid, body);
            case BARRIER -> send(type + 1, xid, new byte[0]);
            case FEATURES -> send(type + 1, xid, ByteBuffer.allocate(24).putLong(datapath).putInt(0).put((byte) 254)
                .put((byte) 0).putShort((short) 0).putInt(0x4F).putInt(0).array());
            case GET_CONFIG -> send(type + 1, xid, new byte[4]);
            case GET_ASYNC -> send(type + 1, xid, new byte[24]);
            case MULTIPART -> {
                final int kind = ByteBuffer.wrap(body).getShort();
                final var answer = ByteBuffer.allocate(8 + MULTIPART_BODIES.getOrDefault(kind, 0))
                    .putShort((short) kind);
                if (kind == 13) {
                    // port 1
                    answer.putInt(8, 1).put(16 + 5, (byte) datapath).put(24, (byte) 'p');
                }
                send(type + 1, xid, answer.array());
            }
            default -> {
                // told, not asked
            }
        }
    }

    private void send(final int type, final int xid, final byte[] body) throws IOException {
        final var message = ByteBuffer.allocate(HEADER + body.length).put((byte) VERSION).put((byte) type)
            .putShort((short) (HEADER + body.length)).putInt(xid).put(body).array();
        synchronized (out) {
            out.write(message);
        }
    }

    /**
     * Sends copies.
     *
     * @param count how many
     * @param rate how many a second, at most
     */
    void copy(final long count, final double rate) throws IOException {
        final long begin = System.nanoTime();
        for (long sent = 0; sent < count;) {
            final long due = Math.min(count, (long) ((System.nanoTime() - begin) * rate / 1e9) + 1);
            while (sent < due) {
                final int burst = (int) Math.min(due - sent, ring.length / messageLength - next);
                synchronized (out) {
                    out.write(ring, next * messageLength, burst * messageLength);
                }
                sent += burst;
                next = (next + burst) % (ring.length / messageLength);
            }
            LockSupport.parkNanos(BURST_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
