/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.snmp.ReadResult.Believed;
import org.opendaylight.rebound.snmp.ReadResult.Refused;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;

/** What a stranger may send. */
class HostileInputTest {
    private static final UsmUser PRIVATE = new UsmUser("ops", Auth.SHA256, "auth-passphrase", Priv.AES128,
        "priv-passphrase", null);

    @TempDir
    private Path dir;

    private static List<byte[]> messages() throws IOException {
        final var v1 = new PDUv1();
        v1.setType(PDU.V1TRAP);
        final var ret = new ArrayList<byte[]>();
        ret.add(Sender.octets(SnmpConstants.version1, "public", v1));
        ret.add(Sender.octets(SnmpConstants.version2c, "public",
            Sender.notification(new PDU(), PDU.TRAP, Trap.COLD_START)));
        try (var sender = new Sender(1, PRIVATE)) {
            ret.add(sender.octets(SecurityLevel.NOAUTH_NOPRIV, "ops"));
            ret.add(sender.octets(SecurityLevel.AUTH_NOPRIV, "ops"));
            ret.add(sender.octets(SecurityLevel.AUTH_PRIV, "ops"));
        }
        return ret;
    }

    private static byte[] broken(final byte[] message, final Random random) {
        final var ret = Arrays.copyOf(message, random.nextInt(8) == 0 ? random.nextInt(message.length + 1)
            : message.length);
        for (int i = random.nextInt(4); i >= 0 && ret.length > 0; i--) {
            ret[random.nextInt(ret.length)] = (byte) random.nextInt(256);
        }
        return ret;
    }

    @Test
    void readerNeverThrowsWhateverTheOctets() throws Exception {
        final var random = new Random(20261124);
        final var access = Access.NONE.changedTo(new SnmpSettings(Set.of(), Set.of("public"), List.of(PRIVATE)));
        final var identity = EngineIdentity.start(dir.resolve("engine"));
        final var usm = new TrapUsm(identity, new EngineTimes(new OctetString(identity.id()), identity.boots(),
            System::nanoTime), () -> access);
        final Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);
        int believed = 0;
        try (var channel = DatagramChannel.open(); var sink = DatagramChannel.open()) {
            sink.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            final var source = (InetSocketAddress) sink.getLocalAddress();
            final var reader = new MessageReader(() -> access, usm, new ReplyTransport(channel, 1500));
            final var messages = messages();
            for (int i = 0; i < 200_000; i++) {
                final byte[] octets;
                if (i % 10 == 0) {
                    octets = new byte[random.nextInt(200)];
                    random.nextBytes(octets);
                } else {
                    octets = broken(messages.get(random.nextInt(messages.size())), random);
                }
                switch (reader.read(ByteBuffer.wrap(octets), source)) {
                    case Believed(var trap, var content, var answer) -> {
                        believed++;
                        answer.drop();
                    }
                    case Refused(var outcome) -> seen.merge(outcome, 1, Integer::sum);
                }
            }
        }
        // most of it got far enough to matter
        assertTrue(believed > 1000, () -> "seen " + seen);
        assertTrue(seen.keySet().containsAll(Set.of(Outcome.MALFORMED, Outcome.WRONG_COMMUNITY,
            Outcome.AUTHENTICATION_FAILED, Outcome.UNKNOWN_USER, Outcome.SECURITY_LEVEL,
            Outcome.UNSUPPORTED_VERSION)), () -> "seen " + seen);
    }

    @Test
    void receiverOutlivesFloodOfBrokenMessagesAndLogsOneLine() throws Exception {
        final var random = new Random(7);
        final var log = new ByteArrayOutputStream();
        final var stderr = System.err;
        try (var rig = new Rig(dir.resolve("engine")); var capture = new PrintStream(log, true,
                StandardCharsets.UTF_8)) {
            System.setErr(capture);
            rig.accept(Set.of("secret-community"), PRIVATE);
            final var messages = messages();
            final int flood = 5000;
            try (var channel = DatagramChannel.open()) {
                for (int sent = 1; sent <= flood; sent++) {
                    channel.send(ByteBuffer.wrap(broken(messages.get(random.nextInt(messages.size())), random)),
                        rig.address());
                    if (sent % 100 == 0) {
                        rig.awaitTotal(sent);
                    }
                }
            }
            Sender.sendRaw(Sender.octets(SnmpConstants.version2c, "secret-community",
                Sender.notification(new PDU(), PDU.TRAP, Trap.COLD_START)), rig.address());
            rig.awaitTotal(flood + 1);
            assertEquals(0, rig.count(Outcome.INTERNAL_ERROR));
        } finally {
            System.setErr(stderr);
        }
        final var text = log.toString(StandardCharsets.UTF_8);
        assertEquals(1, text.lines().filter(line -> line.contains("not taken")).count(), text);
        assertTrue(text.lines().noneMatch(line -> line.contains("secret-community") || line.contains("passphrase")),
            text);
    }
}
