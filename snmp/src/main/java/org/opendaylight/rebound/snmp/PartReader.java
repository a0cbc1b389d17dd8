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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.snmp.PartResult.Malformed;
import org.opendaylight.rebound.snmp.PartResult.Other;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.opendaylight.rebound.snmp.RecoveryPart.Head;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads the notification reboundRecovered of REBOUND-MIB from a PDU. Not from a {@link Trap}, whose text is cut. The
 * variables may stand in any order; those of other modules, and objects that a later version of the module adds, are
 * passed over. Pure.
 */
final class PartReader {
    private static final int MAX_PORT = 0xFFFF;

    private final Map<Integer, Variable> scalars = new HashMap<>();
    private final Map<Integer, Map<Integer, Variable>> clients = new HashMap<>();

    private PartReader() {
        // hidden on purpose
    }

    static PartResult read(final PDU pdu) {
        return ReboundMib.RECOVERED.equals(pdu.getVariable(SnmpConstants.snmpTrapOID))
            ? read(pdu.getVariableBindings()) : new Other();
    }

    static PartResult read(final List<? extends VariableBinding> varbinds) {
        final var reader = new PartReader();
        try {
            for (final var varbind : varbinds) {
                reader.add(varbind.getOid(), varbind.getVariable());
            }
            return new Part(reader.part());
        } catch (CharacterCodingException e) {
            return new Malformed("text is not UTF-8");
        } catch (IllegalArgumentException e) {
            // ours below, and what the records say of values that are out of range
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private void add(final OID oid, final Variable value) {
        if (oid.size() != ReboundMib.LIST.size() + 2) {
            addClient(oid, value);
        } else if (oid.startsWith(ReboundMib.LIST) && oid.last() == 0
                && scalars.put(oid.get(oid.size() - 2), value) != null) {
            throw new IllegalArgumentException("an object is there twice");
        }
    }

    private void addClient(final OID oid, final Variable value) {
        if (oid.size() != ReboundMib.CLIENT.size() + 2 || !oid.startsWith(ReboundMib.CLIENT)) {
            return;
        }
        final int number = oid.last();
        if (number < 1 || number > RecoveryList.MOST) {
            throw new IllegalArgumentException("number of a client is out of range");
        }
        if (clients.computeIfAbsent(number, key -> new HashMap<>()).put(oid.get(oid.size() - 2), value) != null) {
            throw new IllegalArgumentException("an object of a client is there twice");
        }
    }

    private RecoveryPart part() throws CharacterCodingException {
        final long port = unsigned(ReboundMib.PORT);
        if (port > MAX_PORT) {
            throw new IllegalArgumentException("port is out of range");
        }
        final var head = new Head(text(ReboundMib.LIST_ID), integer(scalars.get(ReboundMib.PARTS)),
            new ServiceKey(text(ReboundMib.SERVER), protocol(), (int) port), unsigned(ReboundMib.OUTAGE),
            time(scalars.get(ReboundMib.FAILED_SINCE)), time(scalars.get(ReboundMib.RECOVERED_AT)));
        final List<Client> list = new ArrayList<>(clients.size());
        for (int number = 1; number <= clients.size(); number++) {
            final var columns = clients.get(number);
            if (columns == null) {
                throw new IllegalArgumentException("the clients are not numbered 1, 2 and so on");
            }
            list.add(new Client(address(columns), time(columns.get(ReboundMib.CLIENT_SINCE))));
        }
        return new RecoveryPart(head, integer(scalars.get(ReboundMib.PART)), list);
    }

    private Protocol protocol() {
        final int number = integer(scalars.get(ReboundMib.PROTOCOL));
        for (final var protocol : Protocol.values()) {
            if (protocol.number() == number) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("unknown protocol");
    }

    private String text(final int object) throws CharacterCodingException {
        final var octets = octets(scalars.get(object));
        if (octets.length > RecoveryPart.MAX_TEXT) {
            throw new IllegalArgumentException("text is too long");
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    }

    private long unsigned(final int object) {
        if (scalars.get(object) instanceof UnsignedInteger32 number) {
            return number.getValue();
        }
        throw missing();
    }

    private static IpAddress address(final Map<Integer, Variable> columns) {
        final var octets = octets(columns.get(ReboundMib.CLIENT_ADDRESS));
        final int length = switch (integer(columns.get(ReboundMib.CLIENT_ADDRESS_TYPE))) {
            case ReboundMib.IPV4 -> Integer.BYTES;
            case ReboundMib.IPV6 -> 2 * Long.BYTES;
            default -> throw new IllegalArgumentException("address of a type that is neither IPv4 nor IPv6");
        };
        if (octets.length != length) {
            throw new IllegalArgumentException("address of a wrong length");
        }
        final var in = ByteBuffer.wrap(octets);
        return length == Integer.BYTES ? IpAddress.ofIpv4(in.getInt()) : new IpAddress(in.getLong(), in.getLong());
    }

    private static Instant time(final @Nullable Variable value) {
        final var ret = DateAndTime.decode(octets(value));
        if (ret == null) {
            throw new IllegalArgumentException("time is no DateAndTime with an offset from UTC");
        }
        return ret;
    }

    private static int integer(final @Nullable Variable value) {
        if (value instanceof Integer32 number) {
            return number.getValue();
        }
        throw missing();
    }

    private static byte[] octets(final @Nullable Variable value) {
        if (value instanceof OctetString string) {
            return string.getValue();
        }
        throw missing();
    }

    private static IllegalArgumentException missing() {
        return new IllegalArgumentException("an object is missing or of another type");
    }
}
