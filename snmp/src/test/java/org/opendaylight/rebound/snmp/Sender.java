/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** An SNMP agent with an engine of its own. */
final class Sender implements AutoCloseable {
    static final String ENGINE = "80:00:13:70:05:01:02:03:04";

    private final USM usm;
    private final Snmp snmp;

    Sender(final int boots, final UsmUser... users) throws IOException {
        this(ENGINE, boots, users);
    }

    Sender(final String engine, final int boots, final UsmUser... users) throws IOException {
        final var id = OctetString.fromHexString(engine);
        usm = new USM(UserKeys.PROTOCOLS, id, boots, new CounterSupport());
        for (final var user : users) {
            usm.addUser(new org.snmp4j.security.UsmUser(new OctetString(user.name()),
                switch (user.auth()) {
                    case SHA -> AuthSHA.ID;
                    case SHA224 -> AuthHMAC128SHA224.ID;
                    case SHA256 -> AuthHMAC192SHA256.ID;
                    case SHA384 -> AuthHMAC256SHA384.ID;
                    case SHA512 -> AuthHMAC384SHA512.ID;
                },
                new OctetString(user.authKey()),
                switch (user.priv()) {
                    case NONE -> null;
                    case AES128 -> PrivAES128.ID;
                    case AES192 -> PrivAES192.ID;
                    case AES256 -> PrivAES256.ID;
                },
                user.privKey() == null ? null : new OctetString(user.privKey())));
        }
        final var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(id.getValue(), null, UserKeys.PROTOCOLS,
            SecurityModels.getCollection(new SecurityModel[] { usm }), new CounterSupport()));
        snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping(
            new UdpAddress(InetAddress.getLoopbackAddress(), 0)));
        snmp.listen();
    }

    /** Sets the engine's clock, in seconds since its boot. */
    void uptime(final int boots, final int seconds) {
        usm.setLocalEngine(usm.getLocalEngineID(), boots, seconds);
    }

    static Target<UdpAddress> community(final InetSocketAddress to, final int version, final String community) {
        final var ret = new CommunityTarget<>(address(to), new OctetString(community));
        ret.setVersion(version);
        return impatient(ret);
    }

    static Target<UdpAddress> user(final InetSocketAddress to, final String name, final int level) {
        final var ret = new UserTarget<UdpAddress>();
        ret.setAddress(address(to));
        ret.setVersion(SnmpConstants.version3);
        ret.setSecurityName(new OctetString(name));
        ret.setSecurityLevel(level);
        return impatient(ret);
    }

    private static Target<UdpAddress> impatient(final Target<UdpAddress> target) {
        target.setRetries(0);
        target.setTimeout(500);
        return target;
    }

    private static UdpAddress address(final InetSocketAddress to) {
        return new UdpAddress(to.getAddress(), to.getPort());
    }

    static PDU notification(final PDU pdu, final int type, final String oid) {
        pdu.setType(type);
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(4711)));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OID(oid)));
        return pdu;
    }

    static PDU trap(final Target<?> target) {
        return notification(target instanceof UserTarget ? new ScopedPDU() : new PDU(), PDU.TRAP, Trap.COLD_START);
    }

    static PDU inform(final Target<?> target) {
        return notification(target instanceof UserTarget ? new ScopedPDU() : new PDU(), PDU.INFORM, Trap.LINK_UP);
    }

    /** Sends, and for a confirmed PDU gives the answer or null. */
    @Nullable PDU send(final PDU pdu, final Target<UdpAddress> target) throws IOException {
        final var event = snmp.send(pdu, target);
        return event == null ? null : event.getResponse();
    }

    /** The octets that a notification would be sent as. */
    byte[] octets(final int level, final String user) throws IOException {
        try (var sink = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            final var target = user((InetSocketAddress) sink.getLocalSocketAddress(), user, level);
            send(trap(target), target);
            return received(sink);
        }
    }

    static byte[] octets(final int version, final String community, final PDU pdu) throws IOException {
        try (var sink = new DatagramSocket(0, InetAddress.getLoopbackAddress()); var sender = new Sender(1)) {
            sender.send(pdu, community((InetSocketAddress) sink.getLocalSocketAddress(), version, community));
            return received(sink);
        }
    }

    private static byte[] received(final DatagramSocket sink) throws IOException {
        sink.setSoTimeout(10_000);
        final var packet = new DatagramPacket(new byte[65535], 65535);
        sink.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    static void sendRaw(final byte[] octets, final InetSocketAddress to) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.send(new DatagramPacket(octets, octets.length, to));
        }
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
