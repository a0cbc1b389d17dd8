/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Whatever the list is, it is the same at the other end, by every way that a part goes. */
class PartPropertiesTest {
    @Provide
    static Arbitrary<RecoveryList> lists() {
        final var addresses = Arbitraries.oneOf(
            Arbitraries.integers().map(IpAddress::ofIpv4),
            Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(IpAddress::new));
        final var clients = Combinators.combine(addresses, times()).as(Client::new).list().ofMinSize(1).ofMaxSize(120);
        final var services = Combinators.combine(text(), Arbitraries.of(Protocol.values()),
            Arbitraries.integers().between(1, 65535)).as(ServiceKey::new);
        return Combinators.combine(text(), services, Arbitraries.longs().between(0, 0xFFFF_FFFFL), times(), clients)
            .as(RecoveryList::new);
    }

    // 63 characters of UTF-16 are at most 255 octets of UTF-8
    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(63)
            .filter(text -> text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli()).map(Instant::ofEpochMilli);
    }

    private static Instant tenths(final Instant time) {
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), 100L) * 100);
    }

    @Property(tries = 200)
    void listIsTheSameAtTheOtherEnd(@ForAll("lists") final RecoveryList list,
            @ForAll @IntRange(min = RecoveryInforms.MIN_OCTETS, max = 3000) final int limit) throws IOException {
        final var parts = RecoveryInforms.split(list, limit);
        final var received = parts.stream().map(part -> roundTrip(part, limit)).toList();
        assertEquals(parts, received);
        assertEquals(new RecoveryList(list.id(), list.service(), list.outage(), tenths(list.recovered()),
            list.clients().stream().map(client -> new Client(client.address(), tenths(client.failedSince()))).toList()),
            Lists.whole(received));
        for (final var part : parts) {
            assertEquals(new Part(part), RecoveryPart.unpack(part.pack()));
        }
    }

    private static RecoveryPart roundTrip(final RecoveryPart part, final int limit) {
        try {
            final var octets = CommunityMessage.encode(new OctetString("c".repeat(200)),
                RecoveryInforms.inform(new PDU(), part, 0xFFFF_FFFFL));
            assertTrue(octets.length <= limit, () -> octets.length + " octets");
            final var input = new BERInputStream(ByteBuffer.wrap(octets));
            BER.decodeHeader(input, new BER.MutableByte());
            MessageReader.decode(input, new Integer32());
            MessageReader.decode(input, new OctetString());
            return assertInstanceOf(Part.class, PartReader.read(MessageReader.decode(input, new PDU()))).part();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 2000)
    void timeIsTheSame(@ForAll final long seed) {
        final var time = Instant.ofEpochMilli(new Random(seed).nextLong(-62_167_219_200_000L, 253_402_300_800_000L));
        final var octets = DateAndTime.encode(time);
        assertEquals(tenths(time), DateAndTime.decode(octets));
        assertEquals(time.atOffset(ZoneOffset.UTC).getYear(), ByteBuffer.wrap(octets).getShort());
        assertEquals(0, tenths(time).until(time, ChronoUnit.SECONDS));
    }

    @Property(tries = 2000)
    void anyOctetsGiveAResult(@ForAll final byte[] octets) {
        if (RecoveryPart.unpack(octets) instanceof Part(var part)) {
            assertEquals(new Part(part), RecoveryPart.unpack(part.pack()));
        }
        final var time = DateAndTime.decode(octets);
        assertTrue(time == null || octets.length == DateAndTime.OCTETS);
    }
}
