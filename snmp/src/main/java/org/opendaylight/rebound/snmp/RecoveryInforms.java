/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.snmp.RecoveryPart.Head;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.VariableBinding;

/**
 * Makes informs of a {@link RecoveryList}: the notification reboundRecovered of REBOUND-MIB. Pure. A list that is too
 * long for one UDP datagram becomes several numbered parts. The same list and the same limit always give the same
 * parts, whatever the version and the security, so a list that is sent again is cut at the same places.
 */
public final class RecoveryInforms {
    /** How large a message may be by default on IPv4, in octets of UDP payload: Ethernet with some room for tunnels. */
    public static final int IPV4_OCTETS = 1400;
    /** How large a message may be by default on IPv6: what every link carries, 1280 less the headers (RFC 8200). */
    public static final int IPV6_OCTETS = 1232;
    /** The smallest limit; with it the longest names and one client still fit. */
    public static final int MIN_OCTETS = 1200;
    /** The largest limit, which is what {@link TrapReceiver} takes. */
    public static final int MAX_OCTETS = UdpListener.MAX_MESSAGE;

    /**
     * What a message has around its PDU, at most: SNMPv3 with engine IDs and a user name of 32 octets, a code of 48
     * octets and the salt of AES (RFC 3412 section 6, RFC 3414 section 2.4), every length in its longest form. 4 and 3
     * for the sequence and the version; 2, 6, 5, 3 and 3 for the header; 4, 4, 34, 6, 6, 34, 50 and 10 for the security
     * parameters; 4, 4, 34 and 2 for the scoped PDU.
     */
    static final int ENVELOPE = 4 + 3 + 2 + 6 + 5 + 3 + 3 + 4 + 4 + 34 + 6 + 6 + 34 + 50 + 10 + 4 + 4 + 34 + 2;

    private static final int SEQUENCE_HEADER = 4;
    // the PDU's tag and length, the request ID, error status and index, and the list's tag and length
    private static final int PDU_HEADER = SEQUENCE_HEADER + 6 + 3 + 3 + SEQUENCE_HEADER;
    private static final long MAX_TICKS = 0xFFFF_FFFFL;

    private RecoveryInforms() {
        // hidden on purpose
    }

    /**
     * Splits a list.
     *
     * @param list the list
     * @param octets how large a message may be, UDP payload with everything that SNMP adds, {@value #MIN_OCTETS} to
     *     16384
     * @return the parts in their order, each as large as fits
     * @throws IllegalArgumentException if the limit is out of range, or the list cannot be said in REBOUND-MIB: its id
     *     or server name is empty, longer than {@value RecoveryPart#MAX_TEXT} octets or not of one line, its outage is
     *     more than 4294967295, or a time is out of the years 0 to 9999
     */
    public static List<RecoveryPart> split(final RecoveryList list, final int octets) {
        if (octets < MIN_OCTETS || octets > MAX_OCTETS) {
            throw new IllegalArgumentException("limit of " + octets + " octets is not " + MIN_OCTETS + " to "
                + MAX_OCTETS);
        }
        // numbers as large as they can become, so that what fits does not depend on how many parts there are
        final int room = octets - ENVELOPE - PDU_HEADER - size(headVarbinds(head(list, RecoveryList.MOST),
            RecoveryList.MOST, MAX_TICKS));
        final List<List<Client>> groups = new ArrayList<>();
        List<Client> group = new ArrayList<>();
        int used = 0;
        for (final var client : list.clients()) {
            int size = size(clientVarbinds(client, group.size() + 1));
            if (!group.isEmpty() && used + size > room) {
                groups.add(group);
                group = new ArrayList<>();
                used = 0;
                size = size(clientVarbinds(client, 1));
            }
            group.add(client);
            used += size;
        }
        groups.add(group);

        final var head = head(list, groups.size());
        final List<RecoveryPart> ret = new ArrayList<>(groups.size());
        for (final var clients : groups) {
            ret.add(new RecoveryPart(head, ret.size() + 1, clients));
        }
        return List.copyOf(ret);
    }

    private static Head head(final RecoveryList list, final int parts) {
        return new Head(list.id(), parts, list.service(), list.outage(), list.failedSince(), list.recovered());
    }

    private static int size(final List<VariableBinding> varbinds) {
        return varbinds.stream().mapToInt(VariableBinding::getBERLength).sum();
    }

    /**
     * Makes an inform of a part.
     *
     * @param pdu an empty PDU of the version
     * @param part the part
     * @param uptime sysUpTime in hundredths of a second
     * @return the PDU
     */
    static <P extends PDU> P inform(final P pdu, final RecoveryPart part, final long uptime) {
        pdu.setType(PDU.INFORM);
        pdu.addAll(headVarbinds(part.head(), part.number(), uptime));
        for (int i = 0; i < part.clients().size(); i++) {
            pdu.addAll(clientVarbinds(part.clients().get(i), i + 1));
        }
        return pdu;
    }

    private static List<VariableBinding> headVarbinds(final Head head, final int number, final long uptime) {
        final var service = head.service();
        return List.of(
            new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(uptime & MAX_TICKS)),
            new VariableBinding(SnmpConstants.snmpTrapOID, ReboundMib.RECOVERED),
            new VariableBinding(ReboundMib.scalar(ReboundMib.LIST_ID), text(head.id())),
            new VariableBinding(ReboundMib.scalar(ReboundMib.PART), new Integer32(number)),
            new VariableBinding(ReboundMib.scalar(ReboundMib.PARTS), new Integer32(head.parts())),
            new VariableBinding(ReboundMib.scalar(ReboundMib.SERVER), text(service.server())),
            new VariableBinding(ReboundMib.scalar(ReboundMib.PROTOCOL), new Integer32(service.protocol().number())),
            new VariableBinding(ReboundMib.scalar(ReboundMib.PORT), new UnsignedInteger32(service.port())),
            new VariableBinding(ReboundMib.scalar(ReboundMib.OUTAGE), new UnsignedInteger32(head.outage())),
            new VariableBinding(ReboundMib.scalar(ReboundMib.FAILED_SINCE),
                new OctetString(DateAndTime.encode(head.failedSince()))),
            new VariableBinding(ReboundMib.scalar(ReboundMib.RECOVERED_AT),
                new OctetString(DateAndTime.encode(head.recovered()))));
    }

    private static List<VariableBinding> clientVarbinds(final Client client, final int number) {
        return List.of(
            new VariableBinding(ReboundMib.client(ReboundMib.CLIENT_ADDRESS_TYPE, number),
                new Integer32(client.address().isIpv4() ? ReboundMib.IPV4 : ReboundMib.IPV6)),
            new VariableBinding(ReboundMib.client(ReboundMib.CLIENT_ADDRESS, number),
                new OctetString(client.address().toInetAddress().getAddress())),
            new VariableBinding(ReboundMib.client(ReboundMib.CLIENT_SINCE, number),
                new OctetString(DateAndTime.encode(client.failedSince()))));
    }

    private static OctetString text(final String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }
}
