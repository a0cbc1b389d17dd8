/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;

/**
 * Frames of played hosts. The checksums of IPv4 and TCP are zero, as the plugin leaves them alone.
 */
final class Frames {
    /** The address of the server that all of them are about: 10.99.200.1. */
    static final int SERVER = 0x0A63_C801;

    /** The name of that server. */
    static final String SERVER_NAME = "load";

    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int ICMP = 8;
    private static final int TCP = 40;
    private static final int LENGTH = ETHERNET + IPV4 + TCP;
    private static final int PORT = 80;
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;
    private static final int FIRST_CLIENT = 0x0B00_0000;
    private static final int ROUTER = 0x0A63_C8FE;

    private Frames() {
        // no instances
    }

    /**
     * SYN and SYN-ACK of many clients: a service that works.
     *
     * @param number the number of the switch; each has clients of its own
     * @param clients how many clients a switch has
     * @return two frames of each client
     */
    static byte[][] answered(final int number, final int clients) {
        final var ret = new byte[2 * clients][];
        for (int i = 0; i < clients; i++) {
            final int client = FIRST_CLIENT + number * clients + i;
            ret[2 * i] = tcp(client, SERVER, 1024 + i, PORT, i, 0, SYN);
            ret[2 * i + 1] = tcp(SERVER, client, PORT, 1024 + i, 7, i + 1, SYN_ACK);
        }
        return ret;
    }

    /**
     * SYN, and a router's message that the server cannot be reached: clients that fail.
     *
     * @param first the number of the first client
     * @param clients how many clients
     * @return two frames of each client, of one length
     */
    static byte[][] unreachable(final int first, final int clients) {
        final var ret = new byte[2 * clients][];
        for (int i = 0; i < clients; i++) {
            final int client = FIRST_CLIENT + first + i;
            ret[2 * i] = tcp(client, SERVER, 1024 + i % 60_000, PORT, i, 0, SYN);
            ret[2 * i + 1] = hostUnreachable(client, ret[2 * i]);
        }
        return ret;
    }

    /**
     * A client's address.
     *
     * @param number its number
     * @return the address, in decimals with dots
     */
    static String client(final int number) {
        final int address = FIRST_CLIENT + number;
        return (address >>> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "." + (address & 0xFF);
    }

    /**
     * A client's number.
     *
     * @param address its address, in decimals with dots
     * @return the number
     */
    static int number(final String address) {
        int ret = 0;
        for (var part : address.split("\\.")) {
            ret = ret << 8 | Integer.parseInt(part);
        }
        return ret - FIRST_CLIENT;
    }

    private static byte[] tcp(final int source, final int destination, final int sourcePort, final int destinationPort,
            final int sequence, final int acknowledgement, final int flags) {
        return ip(source, destination, 6, TCP).putShort((short) sourcePort).putShort((short) destinationPort)
            .putInt(sequence).putInt(acknowledgement).put((byte) 0xA0).put((byte) flags).array();
    }

    /** With the header and 12 bytes of what could not be delivered. */
    private static byte[] hostUnreachable(final int client, final byte[] frame) {
        final var ret = ip(ROUTER, client, 1, TCP).put((byte) 3).put((byte) 1).putShort((short) 0).putInt(0)
            .put(frame, ETHERNET, TCP - ICMP);
        int sum = 0;
        for (int i = ETHERNET + IPV4; i < LENGTH; i += Short.BYTES) {
            sum += ret.getShort(i) & 0xFFFF;
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >> Short.SIZE);
        }
        return ret.putShort(ETHERNET + IPV4 + 2, (short) ~sum).array();
    }

    private static ByteBuffer ip(final int source, final int destination, final int protocol, final int length) {
        return ByteBuffer.allocate(LENGTH).put(new byte[12]).putShort((short) 0x0800).put((byte) 0x45).put((byte) 0)
            .putShort((short) (IPV4 + length)).putInt(0).put((byte) 64).put((byte) protocol).putShort((short) 0)
            .putInt(source).putInt(destination);
    }

    /**
     * A configuration that watches the servers that the frames may be about, without a limit of copies.
     *
     * @param servers how many
     * @return what RESTCONF is given
     */
    static JsonObject watching(final int servers) {
        final var list = new JsonArray();
        for (int i = 0; i < servers; i++) {
            final int address = SERVER + i;
            list.add(JsonParser.parseString("""
                {"name": "%s", "address": ["10.99.%d.%d"], "service": [{"protocol": "tcp", "port": 80}]}"""
                .formatted(i == 0 ? SERVER_NAME : SERVER_NAME + '-' + i, address >> 8 & 0xFF, address & 0xFF)));
        }
        final var ret = JsonParser.parseString("""
            {"rebound:rebound": {"observation": {"punt-rate": 0}}}""").getAsJsonObject();
        ret.getAsJsonObject("rebound:rebound").add("server", list);
        return ret;
    }
}
