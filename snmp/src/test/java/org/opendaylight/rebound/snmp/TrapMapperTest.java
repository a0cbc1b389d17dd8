/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.Trap.Version;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

class TrapMapperTest {
    private static final IpAddress SOURCE = IpAddress.parse("10.0.0.7");

    private static PDUv1 v1(final int generic, final int specific) {
        final var ret = new PDUv1();
        ret.setType(PDU.V1TRAP);
        ret.setEnterprise(new OID("1.3.6.1.4.1.9999"));
        ret.setGenericTrap(generic);
        ret.setSpecificTrap(specific);
        return ret;
    }

    private static Trap v2(final VariableBinding... more) {
        final var pdu = Sender.notification(new PDU(), PDU.TRAP, Trap.LINK_UP);
        pdu.addAll(List.of(more));
        final var ret = TrapMapper.ofV2(SOURCE, Version.V2C, pdu, "community");
        assertNotNull(ret);
        return ret;
    }

    private static String text(final Variable variable) {
        return v2(new VariableBinding(new OID("1.3.1"), variable)).varbinds().get("1.3.1");
    }

    @ParameterizedTest
    @CsvSource({ "0, 0, 1.3.6.1.6.3.1.1.5.1", "1, 0, 1.3.6.1.6.3.1.1.5.2", "2, 0, 1.3.6.1.6.3.1.1.5.3",
        "3, 0, 1.3.6.1.6.3.1.1.5.4", "4, 0, 1.3.6.1.6.3.1.1.5.5", "5, 9, 1.3.6.1.6.3.1.1.5.6",
        "6, 0, 1.3.6.1.4.1.9999.0.0", "6, 2147483647, 1.3.6.1.4.1.9999.0.2147483647" })
    void v1TrapsGetTheirOid(final int generic, final int specific, final String oid) {
        final var trap = TrapMapper.ofV1(SOURCE, v1(generic, specific), "community");
        assertNotNull(trap);
        assertEquals(oid, trap.oid());
    }

    @ParameterizedTest
    @CsvSource({ "-1, 0", "7, 0", "6, -1" })
    void v1TrapsOutOfRangeAreNone(final int generic, final int specific) {
        assertNull(TrapMapper.ofV1(SOURCE, v1(generic, specific), "community"));
    }

    @Test
    void agentAddressIsTakenWhereItSaysOne() {
        final var pdu = v1(0, 0);
        var trap = TrapMapper.ofV1(SOURCE, pdu, "community");
        assertNotNull(trap);
        assertNull(trap.agentAddress());
        pdu.setAgentAddress(new org.snmp4j.smi.IpAddress("10.9.9.9"));
        trap = TrapMapper.ofV1(SOURCE, pdu, "community");
        assertNotNull(trap);
        assertEquals(IpAddress.parse("10.9.9.9"), trap.agentAddress());

        assertNull(v2().agentAddress());
        assertEquals(IpAddress.parse("10.8.8.8"), v2(new VariableBinding(SnmpConstants.snmpTrapAddress,
            new org.snmp4j.smi.IpAddress("10.8.8.8"))).agentAddress());
    }

    @Test
    void uptimeIsInHundredths() {
        assertEquals(Duration.ofMillis(47110), v2().uptime());
        final var pdu = new PDU();
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OID(Trap.LINK_UP)));
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(0xFFFFFFFFL)));
        final var trap = TrapMapper.ofV2(SOURCE, Version.V3, pdu, "ops");
        assertNotNull(trap);
        assertEquals(Duration.ofMillis(42949672950L), trap.uptime());
    }

    @Test
    void communityOfForwardedTrapIsLeftOut() {
        assertEquals(Map.of(), v2(new VariableBinding(SnmpConstants.snmpTrapCommunity,
            new OctetString("secret"))).varbinds());
    }

    @Test
    void valuesAreText() {
        assertEquals("-3", text(new Integer32(-3)));
        assertEquals("18446744073709551615", text(new Counter64(-1)));
        assertEquals("1.3.6.1", text(new OID("1.3.6.1")));
        assertEquals("123", text(new TimeTicks(123)));
        assertEquals("10.1.1.1", text(new org.snmp4j.smi.IpAddress("10.1.1.1")));
        assertEquals("Bär", text(new OctetString("Bär".getBytes(StandardCharsets.UTF_8))));
        assertEquals("61:0a:62", text(new OctetString("a\nb")));
        assertEquals("ff:fe", text(new OctetString(new byte[] { (byte) 0xff, (byte) 0xfe })));
        assertEquals("9f:78", text(new Opaque(new byte[] { (byte) 0x9f, 0x78 })));
        assertEquals("", text(new OctetString()));
        assertEquals("Null", text(Null.instance));
    }

    @Test
    void textAndVarbindsAreBounded() {
        assertEquals(TrapMapper.MAX_TEXT, text(new OctetString("x".repeat(10_000))).length());
        final var many = new VariableBinding[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new VariableBinding(new OID("1.3.7").append(i), new Integer32(i));
        }
        final var trap = v2(many);
        assertEquals(TrapMapper.MAX_VARBINDS, trap.varbinds().size());
        assertEquals(List.of("1.3.7.0", "1.3.7.1", "1.3.7.2"), trap.varbinds().keySet().stream().limit(3).toList());
    }
}
