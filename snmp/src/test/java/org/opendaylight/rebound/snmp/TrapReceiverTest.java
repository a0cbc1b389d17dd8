/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.opendaylight.rebound.snmp.Trap.Version;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class TrapReceiverTest {
    private static final UsmUser PRIVATE = user(Priv.AES128, null);
    private static final UsmUser PLAIN = user(Priv.NONE, null);

    @TempDir
    private Path dir;
    private Rig rig;

    private static UsmUser user(final Priv priv, final @Nullable String engine) {
        return new UsmUser("ops", Auth.SHA256, "auth-passphrase", priv, "priv-passphrase", engine);
    }

    @BeforeEach
    void start() {
        rig = new Rig(dir.resolve("engine"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void send(final int version, final String community, final PDU pdu) throws IOException {
        try (var sender = new Sender(1)) {
            sender.send(pdu, Sender.community(rig.address(), version, community));
        }
    }

    private void sendTrap(final Sender sender, final int level) throws IOException {
        final var target = Sender.user(rig.address(), "ops", level);
        sender.send(Sender.trap(target), target);
    }

    private @Nullable PDU sendInform(final Sender sender, final int level) throws IOException {
        final var target = Sender.user(rig.address(), "ops", level);
        return sender.send(Sender.inform(target), target);
    }

    private static PDU coldStart() {
        return Sender.notification(new PDU(), PDU.TRAP, Trap.COLD_START);
    }

    // ------------------------------------------------------------------------------------ SNMPv1 and SNMPv2c

    @Test
    void v2cTrapIsHandedOn() throws Exception {
        rig.accept(Set.of("secret-community"));
        final var pdu = coldStart();
        pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0"), new OctetString("web-1")));
        send(SnmpConstants.version2c, "secret-community", pdu);

        final var trap = rig.take();
        assertEquals(new Trap(IpAddress.parse("127.0.0.1"), Version.V2C, Trap.COLD_START, "community", false,
            Map.of("1.3.6.1.2.1.1.5.0", "web-1"), Duration.ofMillis(47110), null), trap);
        assertFalse(trap.toString().contains("secret"));
        rig.awaitCount(Outcome.ACCEPTED, 1);
        assertEquals(1, rig.total());
    }

    @Test
    void v1TrapIsHandedOnAsRfc3584Says() throws Exception {
        rig.accept(Set.of("public"));
        final var pdu = new PDUv1();
        pdu.setType(PDU.V1TRAP);
        pdu.setGenericTrap(PDUv1.WARMSTART);
        pdu.setEnterprise(new OID("1.3.6.1.4.1.8072"));
        pdu.setAgentAddress(new org.snmp4j.smi.IpAddress("10.1.2.3"));
        pdu.setTimestamp(100);
        send(SnmpConstants.version1, "public", pdu);

        assertEquals(new Trap(IpAddress.parse("127.0.0.1"), Version.V1, Trap.WARM_START, "community", false, Map.of(),
            Duration.ofSeconds(1), IpAddress.parse("10.1.2.3")), rig.take());
    }

    @Test
    void v2cInformIsHandedOnAndAnswered() throws Exception {
        rig.accept(Set.of("public"));
        try (var sender = new Sender(1)) {
            final var target = Sender.community(rig.address(), SnmpConstants.version2c, "public");
            final var response = sender.send(Sender.inform(target), target);
            assertNotNull(response);
            assertEquals(PDU.RESPONSE, response.getType());
            assertEquals(PDU.noError, response.getErrorStatus());
        }
        assertTrue(rig.take().inform());
        assertEquals(1, rig.count(Outcome.INFORM_ACCEPTED));
        assertEquals(1, rig.total());
    }

    @Test
    void wrongCommunityIsRefusedAndGetsNoAnswer() throws Exception {
        rig.accept(Set.of("public", "other"));
        try (var sender = new Sender(1)) {
            final var target = Sender.community(rig.address(), SnmpConstants.version2c, "Public");
            assertNull(sender.send(Sender.inform(target), target));
        }
        rig.awaitRefusal(Outcome.WRONG_COMMUNITY);
    }

    @Test
    void nothingConfiguredNothingAccepted() throws Exception {
        rig.accept(Set.of());
        send(SnmpConstants.version2c, "public", coldStart());
        rig.awaitRefusal(Outcome.WRONG_COMMUNITY);
        send(SnmpConstants.version2c, "", coldStart());
        rig.awaitCount(Outcome.WRONG_COMMUNITY, 2);
        try (var sender = new Sender(1, PLAIN)) {
            assertNull(sendInform(sender, SecurityLevel.AUTH_NOPRIV), "the engine ID was told");
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
        }
        rig.awaitCount(Outcome.UNKNOWN_USER, 2);
        assertEquals(4, rig.total());
    }

    @Test
    void requestsAreRefusedAndGetNoAnswer() throws Exception {
        rig.accept(Set.of("public"), PLAIN);
        try (var sender = new Sender(1, PLAIN)) {
            for (final var version : List.of(SnmpConstants.version1, SnmpConstants.version2c)) {
                final var get = version == SnmpConstants.version1 ? new PDUv1() : new PDU();
                get.setType(PDU.GET);
                get.add(new VariableBinding(SnmpConstants.sysUpTime));
                assertNull(sender.send(get, Sender.community(rig.address(), version, "public")));
            }
            final var set = new ScopedPDU();
            set.setType(PDU.SET);
            set.add(new VariableBinding(SnmpConstants.sysName, new OctetString("x")));
            assertNull(sender.send(set, Sender.user(rig.address(), "ops", SecurityLevel.AUTH_NOPRIV)));
        }
        rig.awaitCount(Outcome.NOT_A_NOTIFICATION, 3);
        assertEquals(0, rig.count(Outcome.ACCEPTED));
    }

    @Test
    void notificationWithoutTrapOidIsMalformed() throws Exception {
        rig.accept(Set.of("public"));
        final var pdu = new PDU();
        pdu.setType(PDU.TRAP);
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OctetString("1.3.6.1.6.3.1.1.5.1")));
        send(SnmpConstants.version2c, "public", pdu);
        rig.awaitRefusal(Outcome.MALFORMED);
    }

    @Test
    void octetsThatAreNoSnmpAreCountedByWhatIsWrong() throws Exception {
        rig.accept(Set.of("public"));
        Sender.sendRaw(new byte[0], rig.address());
        rig.awaitCount(Outcome.MALFORMED, 1);
        Sender.sendRaw("GET / HTTP/1.1".getBytes(), rig.address());
        rig.awaitCount(Outcome.MALFORMED, 2);
        // a sequence of the integer 7
        Sender.sendRaw(new byte[] { 0x30, 3, 2, 1, 7 }, rig.address());
        rig.awaitCount(Outcome.UNSUPPORTED_VERSION, 1);
        Sender.sendRaw(new byte[UdpListener.MAX_MESSAGE + 1], rig.address());
        rig.awaitCount(Outcome.TOO_LARGE, 1);
        assertEquals(4, rig.total());
    }

    @Test
    void trailingOctetsAreMalformed() throws Exception {
        rig.accept(Set.of("public"));
        final var octets = Sender.octets(SnmpConstants.version2c, "public", coldStart());
        Sender.sendRaw(Arrays.copyOf(octets, octets.length + 1), rig.address());
        rig.awaitRefusal(Outcome.MALFORMED);
        Sender.sendRaw(octets, rig.address());
        assertEquals(Trap.COLD_START, rig.take().oid());
    }

    // ------------------------------------------------------------------------------------ SNMPv3

    @ParameterizedTest
    @EnumSource
    void v3TrapAndInformAreHandedOn(final Priv priv) throws Exception {
        final var level = priv == Priv.NONE ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
        rig.accept(Set.of(), user(priv, null));
        try (var sender = new Sender(1, user(priv, null))) {
            sendTrap(sender, level);
            final var trap = rig.take();
            assertEquals(Version.V3, trap.version());
            assertEquals("ops", trap.principal());
            assertEquals(Trap.COLD_START, trap.oid());
            assertFalse(trap.inform());

            final var response = sendInform(sender, level);
            assertNotNull(response);
            assertEquals(PDU.RESPONSE, response.getType());
            assertEquals(PDU.noError, response.getErrorStatus());
            assertTrue(rig.take().inform());
        }
        assertEquals(1, rig.count(Outcome.ENGINE_DISCOVERY));
        assertEquals(1, rig.count(Outcome.INFORM_ACCEPTED));
        rig.awaitCount(Outcome.ACCEPTED, 1);
    }

    @Test
    void unknownUserIsRefused() throws Exception {
        rig.accept(Set.of("public"), new UsmUser("other", Auth.SHA256, "auth-passphrase", Priv.NONE, null, null));
        try (var sender = new Sender(1, PLAIN)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
            rig.awaitRefusal(Outcome.UNKNOWN_USER);
            isNoResponse(sendInform(sender, SecurityLevel.AUTH_NOPRIV));
        }
        rig.awaitCount(Outcome.UNKNOWN_USER, 2);
        assertEquals(0, rig.count(Outcome.INFORM_ACCEPTED));
    }

    @Test
    void wrongAuthenticationKeyIsRefused() throws Exception {
        rig.accept(Set.of(), PLAIN);
        final var other = new UsmUser("ops", Auth.SHA256, "wrong-passphrase", Priv.NONE, null, null);
        try (var sender = new Sender(1, other)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
            rig.awaitRefusal(Outcome.AUTHENTICATION_FAILED);
            isNoResponse(sendInform(sender, SecurityLevel.AUTH_NOPRIV));
        }
        rig.awaitCount(Outcome.AUTHENTICATION_FAILED, 2);
        assertEquals(0, rig.count(Outcome.INFORM_ACCEPTED));
    }

    @Test
    void otherAuthenticationProtocolIsRefused() throws Exception {
        rig.accept(Set.of(), PLAIN);
        try (var sender = new Sender(1, new UsmUser("ops", Auth.SHA512, "auth-passphrase", Priv.NONE, null, null))) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
        }
        rig.awaitRefusal(Outcome.AUTHENTICATION_FAILED);
    }

    @Test
    void wrongPrivacyKeyIsRefused() throws Exception {
        rig.accept(Set.of(), PRIVATE);
        final var other = new UsmUser("ops", Auth.SHA256, "auth-passphrase", Priv.AES128, "wrong-passphrase", null);
        try (var sender = new Sender(1, other)) {
            sendTrap(sender, SecurityLevel.AUTH_PRIV);
        }
        rig.awaitRefusal(Outcome.DECRYPTION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = { SecurityLevel.NOAUTH_NOPRIV, SecurityLevel.AUTH_NOPRIV })
    void lessThanAuthPrivIsRefusedForUserWithPrivacy(final int level) throws Exception {
        rig.accept(Set.of(), PRIVATE);
        try (var sender = new Sender(1, PRIVATE)) {
            sendTrap(sender, level);
            rig.awaitRefusal(Outcome.SECURITY_LEVEL);
            isNoResponse(sendInform(sender, level));
        }
        rig.awaitCount(Outcome.SECURITY_LEVEL, 2);
        assertEquals(0, rig.count(Outcome.INFORM_ACCEPTED));
    }

    @ParameterizedTest
    @ValueSource(ints = { SecurityLevel.NOAUTH_NOPRIV, SecurityLevel.AUTH_PRIV })
    void onlyAuthNoPrivIsAcceptedFromUserWithoutPrivacy(final int level) throws Exception {
        rig.accept(Set.of(), PLAIN);
        try (var sender = new Sender(1, PRIVATE)) {
            sendTrap(sender, level);
        }
        rig.awaitRefusal(Outcome.SECURITY_LEVEL);
    }

    @Test
    void userWithEngineIdIsForThatEngineOnly() throws Exception {
        rig.accept(Set.of(), user(Priv.NONE, Sender.ENGINE));
        try (var sender = new Sender("80:00:13:70:05:09:09:09:09", 1, PLAIN)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
        }
        rig.awaitRefusal(Outcome.UNKNOWN_USER);
        try (var sender = new Sender(1, PLAIN)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
            assertFalse(rig.take().inform());
            final var response = sendInform(sender, SecurityLevel.AUTH_NOPRIV);
            assertNotNull(response);
            assertEquals(PDU.RESPONSE, response.getType());
        }
        assertTrue(rig.take().inform());
    }

    @Test
    void trapInOurEnginesNameIsRefused() throws Exception {
        rig.accept(Set.of(), user(Priv.NONE, Sender.ENGINE));
        try (var sender = new Sender(rig.receiver().engineId(), 1, PLAIN)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
        }
        rig.awaitRefusal(Outcome.WRONG_ENGINE);
    }

    @Test
    void firstTrapAfterTheSendersRebootIsHandedOn() throws Exception {
        rig.accept(Set.of(), PLAIN);
        try (var sender = new Sender(7, PLAIN)) {
            sender.uptime(7, 1_000_000);
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
            rig.take();
            sender.uptime(8, 0);
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
            rig.take();
            rig.awaitCount(Outcome.ACCEPTED, 2);
            sender.uptime(7, 1_000_010);
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
            rig.awaitCount(Outcome.NOT_IN_TIME_WINDOW, 1);
        }
    }

    @Test
    void replayOfTheLastTrapIsRefusedAfterTheTimeWindow() throws Exception {
        rig.accept(Set.of(), PLAIN);
        final byte[] octets;
        try (var sender = new Sender(1, PLAIN)) {
            octets = sender.octets(SecurityLevel.AUTH_NOPRIV, "ops");
        }
        Sender.sendRaw(octets, rig.address());
        rig.take();
        rig.pass(Duration.ofSeconds(151));
        Sender.sendRaw(octets, rig.address());
        rig.awaitCount(Outcome.NOT_IN_TIME_WINDOW, 1);
        rig.awaitCount(Outcome.ACCEPTED, 1);
    }

    @Test
    void forgedMessageCannotShutAnEngineOut() throws Exception {
        rig.accept(Set.of(), PLAIN);
        final var forger = new UsmUser("ops", Auth.SHA256, "do-not-know-it", Priv.NONE, null, null);
        try (var sender = new Sender(Integer.MAX_VALUE - 1, forger)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
        }
        rig.awaitRefusal(Outcome.AUTHENTICATION_FAILED);
        try (var sender = new Sender(1, PLAIN)) {
            sendTrap(sender, SecurityLevel.AUTH_NOPRIV);
        }
        assertEquals(Trap.COLD_START, rig.take().oid());
    }

    @Test
    void bootsGrowAndEngineIdStaysAcrossRestarts() throws Exception {
        final var id = rig.receiver().engineId();
        rig.close();
        rig = new Rig(dir.resolve("engine"));
        assertEquals(id, rig.receiver().engineId());
        rig.accept(Set.of(), PRIVATE);
        try (var sender = new Sender(1, PRIVATE)) {
            assertNotNull(sendInform(sender, SecurityLevel.AUTH_PRIV));
            rig.take();
            rig.close();
            rig = new Rig(dir.resolve("engine"));
            rig.accept(Set.of(), PRIVATE);
            // the sender still has the old boots for this engine; a report tells it the new ones
            final var response = sendInform(sender, SecurityLevel.AUTH_PRIV);
            assertNotNull(response);
            assertEquals(PDU.RESPONSE, response.getType());
        }
        rig.take();
    }

    @Test
    void twoReceiversOfOneProcessDoNotMeet() throws Exception {
        try (var second = new Rig(dir.resolve("second"))) {
            rig.accept(Set.of(), PRIVATE);
            second.accept(Set.of(), PLAIN);
            try (var sender = new Sender(1, PRIVATE)) {
                sendTrap(sender, SecurityLevel.AUTH_PRIV);
                rig.take();
                final var target = Sender.user(second.address(), "ops", SecurityLevel.AUTH_PRIV);
                sender.send(Sender.trap(target), target);
            }
            second.awaitRefusal(Outcome.SECURITY_LEVEL);
        }
        rig.awaitCount(Outcome.ACCEPTED, 1);
        assertEquals(1, rig.total());
    }

    // a report says what is wrong; what an inform must not get is the response that says it was taken
    private static void isNoResponse(final @Nullable PDU pdu) {
        assertTrue(pdu == null || pdu.getType() == PDU.REPORT, () -> "answered with " + pdu);
    }
}
