/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.snmp.PartResult.Malformed;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.opendaylight.rebound.snmp.RecoveryPart.Head;

/**
 * The form of a part in a store: a version, the fixed fields, two texts with their length, the number of clients, and
 * 24 octets for each. Numbers are in network order, times in milliseconds since 1970.
 */
final class PackedPart {
    private static final byte VERSION = 1;
    // version, part, parts, protocol, port, outage, two times
    private static final int FIXED = 1 + 2 + 2 + 1 + 2 + 4 + 8 + 8;
    private static final int CLIENT = 3 * Long.BYTES;

    private PackedPart() {
        // hidden on purpose
    }

    static byte[] pack(final RecoveryPart part) {
        final var head = part.head();
        final var id = head.id().getBytes(StandardCharsets.UTF_8);
        final var server = head.service().server().getBytes(StandardCharsets.UTF_8);
        final var out = ByteBuffer.allocate(FIXED + 1 + id.length + 1 + server.length + Short.BYTES
                + CLIENT * part.clients().size())
            .put(VERSION)
            .putShort((short) part.number())
            .putShort((short) head.parts())
            .put((byte) head.service().protocol().number())
            .putShort((short) head.service().port())
            .putInt((int) head.outage())
            .putLong(head.failedSince().toEpochMilli())
            .putLong(head.recovered().toEpochMilli())
            .put((byte) id.length)
            .put(id)
            .put((byte) server.length)
            .put(server)
            .putShort((short) part.clients().size());
        for (final var client : part.clients()) {
            out.putLong(client.address().high())
                .putLong(client.address().low())
                .putLong(client.failedSince().toEpochMilli());
        }
        return out.array();
    }

    static PartResult unpack(final byte[] octets) {
        try {
            return new Part(read(ByteBuffer.wrap(octets)));
        } catch (CharacterCodingException e) {
            return new Malformed("text is not UTF-8");
        } catch (IllegalArgumentException e) {
            // what the records say of values that are out of range
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static RecoveryPart read(final ByteBuffer in) throws CharacterCodingException {
        require(in, FIXED);
        if (in.get() != VERSION) {
            throw new IllegalArgumentException("another version");
        }
        final int number = in.getShort();
        final int parts = in.getShort();
        final var protocol = protocol(in.get());
        final int port = in.getShort() & 0xFFFF;
        final long outage = in.getInt() & RecoveryPart.MAX_OUTAGE;
        final var failedSince = Instant.ofEpochMilli(in.getLong());
        final var recovered = Instant.ofEpochMilli(in.getLong());
        final var id = text(in);
        final var server = text(in);
        require(in, Short.BYTES);
        final int size = in.getShort();
        if (size < 0 || size > RecoveryList.MOST || in.remaining() != size * CLIENT) {
            throw new IllegalArgumentException("clients of another length");
        }
        final List<Client> clients = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            clients.add(new Client(new IpAddress(in.getLong(), in.getLong()), Instant.ofEpochMilli(in.getLong())));
        }
        return new RecoveryPart(new Head(id, parts, new ServiceKey(server, protocol, port), outage, failedSince,
            recovered), number, clients);
    }

    private static Protocol protocol(final int number) {
        for (final var protocol : Protocol.values()) {
            if (protocol.number() == number) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("unknown protocol");
    }

    private static String text(final ByteBuffer in) throws CharacterCodingException {
        require(in, 1);
        final int length = in.get() & 0xFF;
        require(in, length);
        final var ret = StandardCharsets.UTF_8.newDecoder().decode(in.slice(in.position(), length)).toString();
        in.position(in.position() + length);
        return ret;
    }

    private static void require(final ByteBuffer in, final int octets) {
        if (in.remaining() < octets) {
            throw new IllegalArgumentException("too short");
        }
    }
}
