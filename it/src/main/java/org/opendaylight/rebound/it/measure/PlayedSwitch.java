/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Plays an OpenFlow 1.3 switch on a connection to the controller: answers what it is asked, keeps the flows that it is
 * given, and sends copies of packets. It waits for nothing; {@link SwitchFarm} gives it its turns, all on one thread.
 */
final class PlayedSwitch {
    private static final int VERSION = 4;
    private static final int HEADER = 8;
    private static final int BUFFER = 65_536 + HEADER;
    private static final int HELLO = 0;
    private static final int ECHO = 2;
    private static final int FEATURES = 5;
    private static final int GET_CONFIG = 7;
    private static final int PACKET_IN = 10;
    private static final int FLOW_MOD = 14;
    private static final int MULTIPART = 18;
    private static final int FLOWS = 1;
    private static final int PORTS = 13;
    private static final int BARRIER = 20;
    private static final int ROLE = 24;
    private static final int GET_ASYNC = 26;
    /** How long the bodies of the answers to multipart requests are that have one. */
    private static final Map<Integer, Integer> MULTIPART_BODIES = Map.of(0, 1056, 2, 24, 8, 40, 11, 16, PORTS, 64);
    /** Where in a flow-mod what is. */
    private static final int TABLE = HEADER + 16;
    private static final int COMMAND = HEADER + 17;
    private static final int IDLE_TIMEOUT = HEADER + 18;
    private static final int HARD_TIMEOUT = HEADER + 20;
    private static final int PRIORITY = HEADER + 22;
    private static final int FLAGS = HEADER + 36;
    private static final int MATCH = HEADER + 40;
    /** Where the match of a flow is in an answer about it. */
    private static final int SHOWN_MATCH = 48;
    private static final int MAX_FLOWS_SHOWN = 50_000;
    private static final int ADD = 0;
    private static final int DELETE = 3;
    private static final int DELETE_STRICT = 4;
    private static final int ALL_TABLES = 255;
    /** The observation cookie: "rebo". */
    private static final long COOKIE = 0x7265_626F_0000_0001L;

    /** How long a switch waits before it connects again, the first time and at most: as Open vSwitch does. */
    private static final long FIRST_BACKOFF_NANOS = 1_000_000_000L;
    private static final long LONGEST_BACKOFF_NANOS = 8_000_000_000L;

    private final long datapath;
    private final int port;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final Queue<ByteBuffer> out = new ArrayDeque<>();
    /** What is shown of each flow, by what identifies it. */
    private final Map<Integer, byte[]> flows = new LinkedHashMap<>();
    private final ByteBuffer copies;
    private final int copyLength;
    private SocketChannel channel;
    private long backoff = FIRST_BACKOFF_NANOS;
    private long lostAt;
    private volatile int flowCount;

    /**
     * A switch that is connected.
     *
     * @param datapath its datapath id
     * @param port the controller's port on this machine
     * @param frames the frames that are copied, one after the other, all of one length
     * @throws IOException if there is no connection
     */
    PlayedSwitch(final long datapath, final int port, final byte[][] frames) throws IOException {
        this.datapath = datapath;
        this.port = port;
        copyLength = packetIn(frames[0]).length;
        copies = ByteBuffer.allocateDirect(copyLength * frames.length);
        for (var frame : frames) {
            copies.put(packetIn(frame));
        }
        copies.flip();
        channel = connected(port);
    }

    private static SocketChannel connected(final int port) throws IOException {
        final var ret = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        ret.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ret.configureBlocking(false);
        return ret;
    }

    /**
     * Begins to speak.
     *
     * @param selector tells when there is something to read
     * @throws IOException if the connection has ended
     */
    void begin(final Selector selector) throws IOException {
        send(HELLO, 0, new byte[0]);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Connects again if the controller has ended the connection a while ago, as a switch does. Its flows stay.
     *
     * @param selector tells when there is something to read
     * @return whether it did
     */
    boolean connectAgain(final Selector selector) {
        if (channel.isOpen() || System.nanoTime() - lostAt < backoff) {
            return false;
        }
        backoff = Math.min(2 * backoff, LONGEST_BACKOFF_NANOS);
        in.clear();
        out.clear();
        try {
            channel = connected(port);
            begin(selector);
            return true;
        } catch (IOException e) {
            lose();
            return false;
        }
    }

    void close() throws IOException {
        channel.close();
    }

    private void lose() {
        lostAt = System.nanoTime();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many flows it has.
     *
     * @return the number; may be asked by any thread
     */
    int flowCount() {
        return flowCount;
    }

    private static byte[] packetIn(final byte[] frame) {
        final int length = HEADER + 34 + frame.length;
        return ByteBuffer.allocate(length).put((byte) VERSION).put((byte) PACKET_IN).putShort((short) length).putInt(0)
            .putInt(-1).putShort((short) frame.length).put((byte) 1).put((byte) 200).putLong(COOKIE)
            // in_port 1, and the padding of match and packet-in
            .putShort((short) 1).putShort((short) 12).putInt(0x8000_0004).putInt(1).putInt(0).putShort((short) 0)
            .put(frame).array();
    }

    /**
     * Takes what the controller has sent, and answers.
     */
    void read() {
        if (!receive()) {
            lose();
            return;
        }
        in.flip();
        while (in.remaining() >= HEADER && in.remaining() >= length()) {
            final var message = new byte[length()];
            in.get(message);
            take(message);
        }
        in.compact();
    }

    /** Takes what has come; false if the connection has ended. */
    private boolean receive() {
        try {
            return channel.read(in) >= 0;
        } catch (IOException e) {
            // The controller has ended it with a reset
            return false;
        }
    }

    private int length() {
        return in.getShort(in.position() + 2) & 0xFFFF;
    }

    private void take(final byte[] bytes) {
        final var message = ByteBuffer.wrap(bytes);
        final int type = message.get(1);
        final int xid = message.getInt(4);
        switch (type) {
            case ECHO, ROLE -> send(type + 1, xid, Arrays.copyOfRange(bytes, HEADER, bytes.length));
            case BARRIER -> send(type + 1, xid, new byte[0]);
            case FEATURES -> send(type + 1, xid, ByteBuffer.allocate(24).putLong(datapath).putInt(0).put((byte) 254)
                .put((byte) 0).putShort((short) 0).putInt(0x4F).putInt(0).array());
            case GET_CONFIG -> send(type + 1, xid, new byte[4]);
            case GET_ASYNC -> send(type + 1, xid, new byte[24]);
            case FLOW_MOD -> changeFlows(message);
            case MULTIPART -> {
                final int kind = message.getShort(HEADER);
                if (kind == FLOWS) {
                    showFlows(xid);
                    return;
                }
                final var answer = ByteBuffer.allocate(8 + MULTIPART_BODIES.getOrDefault(kind, 0))
                    .putShort((short) kind);
                if (kind == PORTS) {
                    // Number 1, with a MAC address and a name
                    answer.putInt(8, 1).putShort(16, (short) 0x0200).putInt(18, (int) datapath).put(24, (byte) 'p');
                }
                send(type + 1, xid, answer.array());
            }
            default -> {
                // told, not asked
            }
        }
    }

    /** Flows are the same if they have the same table, priority and match: one number stands for these. */
    private void changeFlows(final ByteBuffer message) {
        final int table = message.get(TABLE) & 0xFF;
        final int flow = Arrays.hashCode(new int[] {
            table, message.getShort(PRIORITY), message.slice(MATCH, message.getShort(MATCH + 2)).hashCode()
        });
        switch (message.get(COMMAND)) {
            case ADD -> flows.put(flow, shown(message));
            case DELETE_STRICT -> flows.remove(flow);
            case DELETE -> {
                if (table == ALL_TABLES) {
                    flows.clear();
                }
            }
            default -> {
                // the same flows as before
            }
        }
        flowCount = flows.size();
    }

    /** What is told of a flow when its flow-mod is this, as if no packet had come yet. */
    private static byte[] shown(final ByteBuffer message) {
        final int length = SHOWN_MATCH + message.limit() - MATCH;
        return ByteBuffer.allocate(length).putShort((short) length).put(message.get(TABLE)).put((byte) 0).putLong(0)
            .putShort(message.getShort(PRIORITY)).putShort(message.getShort(IDLE_TIMEOUT))
            .putShort(message.getShort(HARD_TIMEOUT)).putShort(message.getShort(FLAGS)).putInt(0)
            .putLong(message.getLong(HEADER)).putLong(0).putLong(0).put(message.slice(MATCH, length - SHOWN_MATCH))
            .array();
    }

    /** All flows, whichever are asked for, in as many parts as it takes. */
    private void showFlows(final int xid) {
        var part = flowsPart();
        for (var flow : flows.values()) {
            if (part.position() + flow.length > MAX_FLOWS_SHOWN) {
                // More follow
                send(MULTIPART + 1, xid, Arrays.copyOf(part.putShort(2, (short) 1).array(), part.position()));
                part = flowsPart();
            }
            part.put(flow);
        }
        send(MULTIPART + 1, xid, Arrays.copyOf(part.array(), part.position()));
    }

    private static ByteBuffer flowsPart() {
        return ByteBuffer.allocate(MAX_FLOWS_SHOWN).putShort((short) FLOWS).putShort((short) 0).putInt(0);
    }

    private void send(final int type, final int xid, final byte[] body) {
        out.add(ByteBuffer.allocate(HEADER + body.length).put((byte) VERSION).put((byte) type)
            .putShort((short) (HEADER + body.length)).putInt(xid).put(body).flip());
        flush();
    }

    /**
     * Sends what the controller did not take before.
     *
     * @return whether it has taken all
     */
    boolean flush() {
        if (!channel.isOpen()) {
            return false;
        }
        try {
            while (!out.isEmpty()) {
                channel.write(out.element());
                if (out.element().hasRemaining()) {
                    return false;
                }
                out.remove();
            }
        } catch (IOException e) {
            lose();
            return false;
        }
        return true;
    }

    /**
     * Sends copies, or none if the controller does not keep up.
     *
     * @param most how many at most
     * @return how many are on their way
     */
    int copy(final int most) {
        if (!flush()) {
            return 0;
        }
        if (!copies.hasRemaining()) {
            copies.rewind();
        }
        final int count = Math.min(most, copies.remaining() / copyLength);
        out.add(copies.slice(copies.position(), count * copyLength));
        copies.position(copies.position() + count * copyLength);
        flush();
        return count;
    }
}
