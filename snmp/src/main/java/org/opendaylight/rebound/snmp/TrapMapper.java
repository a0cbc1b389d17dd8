/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.Trap.Version;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Makes a {@link Trap} of a decoded PDU. Pure.
 */
final class TrapMapper {
    /** How many variable bindings are kept. */
    static final int MAX_VARBINDS = 64;
    /** How many characters of a value are kept. */
    static final int MAX_TEXT = 255;

    private static final int MAX_GENERIC = 5;
    private static final int ENTERPRISE_SPECIFIC = 6;
    private static final long MILLIS_PER_TICK = 10;
    private static final OID SNMP_TRAPS = new OID("1.3.6.1.6.3.1.1.5");

    private TrapMapper() {
        // hidden on purpose
    }

    /**
     * Maps an SNMPv1 trap by RFC 3584 section 3.1.
     *
     * @param source where it came from
     * @param pdu a Trap-PDU
     * @param principal who is believed
     * @return the trap, or null if its generic or specific trap is out of range
     */
    static @Nullable Trap ofV1(final IpAddress source, final PDUv1 pdu, final String principal) {
        final int generic = pdu.getGenericTrap();
        final int specific = pdu.getSpecificTrap();
        final OID oid;
        if (generic >= 0 && generic <= MAX_GENERIC) {
            oid = new OID(SNMP_TRAPS).append(generic + 1);
        } else if (generic == ENTERPRISE_SPECIFIC && specific >= 0) {
            oid = new OID(pdu.getEnterprise()).append(0).append(specific);
        } else {
            return null;
        }
        final var agent = pdu.getAgentAddress().getInetAddress();
        return new Trap(source, Version.V1, oid.toDottedString(), principal, false, text(pdu.getVariableBindings()),
            duration(pdu.getTimestamp()), agent.isAnyLocalAddress() ? null : IpAddress.of(agent));
    }

    /**
     * Maps an SNMPv2-Trap-PDU or InformRequest-PDU (RFC 3416 sections 4.2.6 and 4.2.7).
     *
     * @param source where it came from
     * @param version v2c or v3
     * @param pdu the PDU
     * @param principal who is believed
     * @return the trap, or null if the PDU has no snmpTrapOID
     */
    static @Nullable Trap ofV2(final IpAddress source, final Version version, final PDU pdu, final String principal) {
        if (!(pdu.getVariable(SnmpConstants.snmpTrapOID) instanceof OID oid)) {
            return null;
        }
        final var uptime = pdu.getVariable(SnmpConstants.sysUpTime) instanceof TimeTicks ticks
            ? duration(ticks.getValue()) : null;
        final var agent = pdu.getVariable(SnmpConstants.snmpTrapAddress) instanceof org.snmp4j.smi.IpAddress address
            ? address.getInetAddress() : null;
        return new Trap(source, version, oid.toDottedString(), principal, pdu.getType() == PDU.INFORM,
            text(pdu.getVariableBindings()), uptime, isSpecified(agent) ? IpAddress.of(agent) : null);
    }

    private static boolean isSpecified(final @Nullable InetAddress address) {
        return address != null && !address.isAnyLocalAddress();
    }

    private static Duration duration(final long ticks) {
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    private static Map<String, String> text(final List<? extends VariableBinding> varbinds) {
        final var ret = new LinkedHashMap<String, String>();
        for (final var varbind : varbinds) {
            final var oid = varbind.getOid();
            if (ret.size() == MAX_VARBINDS) {
                break;
            }
            // the first two are fields of Trap; a community in a forwarded trap (RFC 3584 section 3.1) is a secret
            if (!SnmpConstants.snmpTrapOID.equals(oid) && !SnmpConstants.sysUpTime.equals(oid)
                && !SnmpConstants.snmpTrapCommunity.equals(oid)) {
                ret.putIfAbsent(oid.toDottedString(), text(varbind.getVariable()));
            }
        }
        return ret;
    }

    private static String text(final Variable variable) {
        final var ret = switch (variable) {
            case OID oid -> oid.toDottedString();
            case TimeTicks ticks -> Long.toString(ticks.getValue());
            // its subtypes too: Opaque and BITS
            case OctetString octets -> text(octets.getValue());
            default -> variable.toString();
        };
        return ret.length() > MAX_TEXT ? ret.substring(0, MAX_TEXT) : ret;
    }

    private static String text(final byte[] octets) {
        try {
            final var ret = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            if (ret.chars().noneMatch(Character::isISOControl)) {
                return ret;
            }
        } catch (CharacterCodingException e) {
            // not text: shown in hexadecimal
            return hex(octets);
        }
        return hex(octets);
    }

    private static String hex(final byte[] octets) {
        return HexFormat.ofDelimiter(":").formatHex(octets);
    }
}
