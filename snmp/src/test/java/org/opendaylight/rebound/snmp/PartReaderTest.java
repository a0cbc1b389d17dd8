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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.snmp.PartResult.Malformed;
import org.opendaylight.rebound.snmp.PartResult.Other;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.opendaylight.rebound.snmp.RecoveryPart.Head;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Parts that are not as REBOUND-MIB says, and what may differ from how we make them. */
class PartReaderTest {
    private static final RecoveryPart PART = RecoveryInforms.split(Lists.of(3), 1400).getFirst();

    private static List<VariableBinding> varbinds() {
        return new ArrayList<>(RecoveryInforms.inform(new PDU(), PART, 0).getVariableBindings());
    }

    private static OID client(final int column, final int number) {
        return ReboundMib.client(column, number);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
            argumentSet("id empty", ReboundMib.scalar(ReboundMib.LIST_ID), new OctetString()),
            argumentSet("id too long", ReboundMib.scalar(ReboundMib.LIST_ID), new OctetString("i".repeat(256))),
            argumentSet("id of two lines", ReboundMib.scalar(ReboundMib.LIST_ID), new OctetString("a\nb")),
            argumentSet("id not UTF-8", ReboundMib.scalar(ReboundMib.LIST_ID), new OctetString(new byte[] { -1 })),
            argumentSet("id a number", ReboundMib.scalar(ReboundMib.LIST_ID), new Integer32(1)),
            argumentSet("part 0", ReboundMib.scalar(ReboundMib.PART), new Integer32(0)),
            argumentSet("part 2 of 1", ReboundMib.scalar(ReboundMib.PART), new Integer32(2)),
            argumentSet("no parts", ReboundMib.scalar(ReboundMib.PARTS), new Integer32(0)),
            argumentSet("too many parts", ReboundMib.scalar(ReboundMib.PARTS), new Integer32(1001)),
            argumentSet("negative parts", ReboundMib.scalar(ReboundMib.PARTS), new Integer32(Integer.MIN_VALUE)),
            argumentSet("parts unsigned", ReboundMib.scalar(ReboundMib.PARTS), new UnsignedInteger32(1)),
            argumentSet("server empty", ReboundMib.scalar(ReboundMib.SERVER), new OctetString()),
            argumentSet("protocol", ReboundMib.scalar(ReboundMib.PROTOCOL), new Integer32(1)),
            argumentSet("port 0", ReboundMib.scalar(ReboundMib.PORT), new UnsignedInteger32(0)),
            argumentSet("port too large", ReboundMib.scalar(ReboundMib.PORT), new UnsignedInteger32(65536)),
            argumentSet("port wraps", ReboundMib.scalar(ReboundMib.PORT), new UnsignedInteger32(0xFFFF_FFFFL)),
            argumentSet("outage signed", ReboundMib.scalar(ReboundMib.OUTAGE), new Integer32(7)),
            argumentSet("time too short", ReboundMib.scalar(ReboundMib.RECOVERED_AT), new OctetString(new byte[8])),
            argumentSet("time empty", ReboundMib.scalar(ReboundMib.FAILED_SINCE), new OctetString()),
            argumentSet("null", ReboundMib.scalar(ReboundMib.FAILED_SINCE), new Null()),
            argumentSet("first failure after a client's", ReboundMib.scalar(ReboundMib.FAILED_SINCE),
                new OctetString(DateAndTime.encode(Lists.FAILED.plusMillis(100)))),
            argumentSet("address type", client(ReboundMib.CLIENT_ADDRESS_TYPE, 1), new Integer32(16)),
            argumentSet("address type of the other", client(ReboundMib.CLIENT_ADDRESS_TYPE, 1), new Integer32(2)),
            argumentSet("address too short", client(ReboundMib.CLIENT_ADDRESS, 1), new OctetString(new byte[3])),
            argumentSet("address too long", client(ReboundMib.CLIENT_ADDRESS, 2), new OctetString(new byte[17])),
            argumentSet("address empty", client(ReboundMib.CLIENT_ADDRESS, 1), new OctetString()),
            argumentSet("time of a client", client(ReboundMib.CLIENT_SINCE, 3), new OctetString(new byte[11])));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenValueIsMalformed(final OID object, final Variable value) {
        final var varbinds = varbinds();
        varbinds.replaceAll(varbind -> varbind.getOid().equals(object) ? new VariableBinding(object, value) : varbind);
        assertInstanceOf(Malformed.class, PartReader.read(varbinds));
    }

    @Test
    void everyObjectMustBeThere() {
        for (int i = 2; i < varbinds().size(); i++) {
            final var varbinds = varbinds();
            final var gone = varbinds.remove(i);
            assertInstanceOf(Malformed.class, PartReader.read(varbinds), () -> "without " + gone);
        }
    }

    @Test
    void everyObjectMayBeThereOnce() {
        for (int i = 2; i < varbinds().size(); i++) {
            final var varbinds = varbinds();
            varbinds.add(varbinds.get(i));
            assertInstanceOf(Malformed.class, PartReader.read(varbinds));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 5, 1001, -1, Integer.MIN_VALUE })
    void clientsAreNumberedWithoutGap(final int number) {
        final var varbinds = varbinds();
        varbinds.add(new VariableBinding(client(ReboundMib.CLIENT_ADDRESS_TYPE, number), new Integer32(1)));
        varbinds.add(new VariableBinding(client(ReboundMib.CLIENT_ADDRESS, number), new OctetString(new byte[4])));
        varbinds.add(new VariableBinding(client(ReboundMib.CLIENT_SINCE, number),
            new OctetString(DateAndTime.encode(Lists.RECOVERED))));
        assertInstanceOf(Malformed.class, PartReader.read(varbinds));
    }

    @Test
    void partNeedsAClient() {
        final var varbinds = varbinds();
        varbinds.removeIf(varbind -> varbind.getOid().startsWith(ReboundMib.CLIENT));
        assertInstanceOf(Malformed.class, PartReader.read(varbinds));
    }

    @Test
    void orderDoesNotMatterAndWhatIsNewIsPassedOver() {
        final var varbinds = varbinds();
        varbinds.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0"), new OctetString("sysName")));
        varbinds.add(new VariableBinding(ReboundMib.scalar(99), new OctetString("a later version's")));
        varbinds.add(new VariableBinding(new OID(ReboundMib.LIST).append(1).append(5), new OctetString("no scalar")));
        Collections.shuffle(varbinds, new Random(1));
        assertEquals(new Part(PART), PartReader.read(varbinds));
    }

    @Test
    void anotherNotificationIsAnother() {
        assertEquals(new Other(), PartReader.read(Sender.notification(new PDU(), PDU.INFORM, Trap.LINK_UP)));
        assertEquals(new Other(), PartReader.read(new PDU()));
        assertEquals(new Part(PART), PartReader.read(RecoveryInforms.inform(new PDU(), PART, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "07EA0B1A10190703", "07EA0B1A10190703 2B00", "07EA0D1A10190703 2B0000", "07EA001A10190703 2B0000",
        "07EA021E10190703 2B0000", "07EA0B1A18190703 2B0000", "07EA0B1A103C0703 2B0000", "07EA0B1A10193D03 2B0000",
        "07EA0B1A1019070A 2B0000", "07EA0B1A101907FF 2B0000", "07EA0B1A10190703 200000", "07EA0B1A10190703 2B0E00",
        "07EA0B1A10190703 2B003C", "07EA0B1A10190703 2BFF00", "07EA0B1AFF190703 2B0000"
    })
    void noTime(final String hex) {
        assertNull(DateAndTime.decode(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @Test
    void timeWithOffsetAndLeapSecond() {
        assertEquals(Instant.parse("2026-11-26T10:55:07.3Z"),
            DateAndTime.decode(HexFormat.of().parseHex("07EA0B1A101907032B051E")));
        assertEquals(Instant.parse("2026-12-31T23:59:59Z"),
            DateAndTime.decode(HexFormat.of().parseHex("07EA0C1F153B3C002D0200")));
    }

    @Test
    void packedPartIsCheckedAtEveryLength() {
        final var packed = PART.pack();
        assertEquals(new Part(PART), RecoveryPart.unpack(packed));
        for (int length = 0; length < packed.length; length++) {
            assertInstanceOf(Malformed.class, RecoveryPart.unpack(Arrays.copyOf(packed, length)));
        }
        assertInstanceOf(Malformed.class, RecoveryPart.unpack(Arrays.copyOf(packed, packed.length + 1)));
        packed[0] = 2;
        assertInstanceOf(Malformed.class, RecoveryPart.unpack(packed));
    }

    @Test
    void textShowsNobodysAddress() {
        assertEquals("web/tcp/443/7/station part 1/1 with 3 clients of web/tcp/443 outage 7", PART.toString());
    }

    @Test
    void whatTheMibCannotSayIsRefused() {
        final var head = PART.head();
        assertThrows(IllegalArgumentException.class,
            () -> new Head("", 1, head.service(), 1, head.failedSince(), head.recovered()));
        assertThrows(IllegalArgumentException.class,
            () -> new Head("\uD800", 1, head.service(), 1, head.failedSince(), head.recovered()));
        assertThrows(IllegalArgumentException.class,
            () -> new Head("id", 1, head.service(), 0x1_0000_0000L, head.failedSince(), head.recovered()));
        assertThrows(IllegalArgumentException.class,
            () -> new Head("id", 1, head.service(), -1, head.failedSince(), head.recovered()));
        assertThrows(IllegalArgumentException.class,
            () -> new Head("id", 1, head.service(), 1, Instant.MIN, head.recovered()));
        assertThrows(IllegalArgumentException.class,
            () -> new Head("id", 1, head.service(), 1, head.failedSince(), Instant.MAX));
        assertThrows(IllegalArgumentException.class, () -> RecoveryInforms.split(Lists.of(1), 1199));
        assertThrows(IllegalArgumentException.class, () -> RecoveryInforms.split(Lists.of(1), 16385));
        assertEquals(RecoveryList.MOST, RecoveryInforms.split(Lists.of(1000), 16384).stream()
            .mapToInt(part -> part.clients().size()).sum());
    }
}
