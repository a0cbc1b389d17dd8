/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;

/** Sockets and threads: what changes of the settings, failures, load and closing do to them. */
class ListenersTest {
    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    private Path dir;
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(dir.resolve("engine"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static Listener listener(final String address, final int port) {
        return new Listener(IpAddress.parse(address), port);
    }

    private Map<Listener, String> listen(final Listener... listeners) {
        return rig.receiver().configure(new SnmpSettings(Set.of(listeners), Set.of("public"), List.of()));
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void coldStart(final InetSocketAddress to, final String community) throws IOException {
        Sender.sendRaw(Sender.octets(SnmpConstants.version2c, community,
            Sender.notification(new PDU(), PDU.TRAP, Trap.COLD_START)), to);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("rebound-snmp"))
            .count();
    }

    @Test
    void communitiesAndUsersChangeWithoutTouchingTheSocket() throws Exception {
        rig.accept(Set.of("first"));
        final var address = rig.address();
        coldStart(address, "first");
        rig.take();

        rig.accept(Set.of("second"));
        assertEquals(address, rig.address());
        coldStart(address, "first");
        rig.awaitCount(Outcome.WRONG_COMMUNITY, 1);
        coldStart(address, "second");
        rig.take();

        final var user = new UsmUser("ops", Auth.SHA, "first-passphrase", Priv.NONE, null, null);
        final var changed = new UsmUser("ops", Auth.SHA, "second-passphrase", Priv.NONE, null, null);
        rig.accept(Set.of(), user);
        assertEquals(address, rig.address());
        try (var sender = new Sender(1, user); var later = new Sender(2, changed)) {
            final var target = Sender.user(address, "ops", SecurityLevel.AUTH_NOPRIV);
            sender.send(Sender.trap(target), target);
            rig.take();
            rig.accept(Set.of(), changed);
            sender.send(Sender.trap(target), target);
            rig.awaitCount(Outcome.AUTHENTICATION_FAILED, 1);
            later.send(Sender.trap(target), target);
            rig.take();
        }
    }

    @Test
    void listenersComeAndGoAndTheOthersKeepTheirSockets() throws Exception {
        final var moving = listener(LOOPBACK, freePort());
        assertEquals(Map.of(), listen(Rig.ANY_PORT, moving));
        final var address = rig.address();
        coldStart(new InetSocketAddress(LOOPBACK, moving.port()), "public");
        rig.take();

        assertEquals(Map.of(), listen(Rig.ANY_PORT));
        assertEquals(Map.of(Rig.ANY_PORT, address), rig.receiver().listening());
        try (var taken = new DatagramSocket(moving.port(), InetAddress.getByName(LOOPBACK))) {
            assertTrue(taken.isBound());
        }
        coldStart(address, "public");
        rig.take();
    }

    @Test
    void addressThatCannotBeBoundIsNamedAndTheOthersWork() throws Exception {
        final Listener taken;
        try (var blocker = new DatagramSocket(0, InetAddress.getByName(LOOPBACK))) {
            taken = listener(LOOPBACK, blocker.getLocalPort());
            // TEST-NET-1 (RFC 5737) is nobody's address
            final var foreign = listener("192.0.2.1", 1162);
            final var failures = listen(taken, foreign, Rig.ANY_PORT);
            assertEquals(Map.of(taken, "cannot listen on " + taken + ": Address already in use", foreign,
                "cannot listen on 192.0.2.1:1162: Cannot assign requested address"), failures);
            assertEquals(failures, rig.receiver().failures());
            coldStart(rig.address(), "public");
            rig.take();
        }
        // tried again when the settings come again
        assertEquals(Map.of(), listen(taken, Rig.ANY_PORT));
        coldStart(new InetSocketAddress(LOOPBACK, taken.port()), "public");
        rig.take();
    }

    @Test
    void addressThatBecomesFreeIsListenedOnWithoutBeingAsked() throws Exception {
        final Listener taken;
        try (var blocker = new DatagramSocket(0, InetAddress.getByName(LOOPBACK))) {
            taken = listener(LOOPBACK, blocker.getLocalPort());
            assertEquals(Set.of(taken), listen(taken).keySet());
        }
        await().atMost(20, TimeUnit.SECONDS).until(() -> rig.receiver().failures().isEmpty());
        coldStart(new InetSocketAddress(LOOPBACK, taken.port()), "public");
        rig.take();
    }

    @Test
    void socketThatBreaksIsOpenedAgain() throws Exception {
        final var listener = listener(LOOPBACK, freePort());
        assertEquals(Map.of(), listen(listener));
        final var broken = thread(listener);
        // closes the socket under the thread that receives from it
        broken.interrupt();
        await().atMost(10, TimeUnit.SECONDS).until(() -> !broken.isAlive());
        await().atMost(10, TimeUnit.SECONDS).until(() -> Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("rebound-snmp-" + listener)));
        coldStart(new InetSocketAddress(LOOPBACK, listener.port()), "public");
        rig.take();
    }

    private static Thread thread(final Listener listener) {
        return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("rebound-snmp-" + listener))
            .findFirst().orElseThrow();
    }

    @Test
    void unspecifiedAddressStandsInForThoseItCovers() throws Exception {
        final int port = freePort();
        final var one = listener(LOOPBACK, port);
        final var all4 = listener("0.0.0.0", port);
        final var all6 = listener("::", port);
        assertEquals(Map.of(), listen(one));
        assertEquals(Map.of(), listen(one, all4, all6));
        assertEquals(Set.of(all6), rig.receiver().listening().keySet());
        coldStart(new InetSocketAddress(LOOPBACK, port), "public");
        assertEquals(IpAddress.parse(LOOPBACK), rig.take().source());
        assertEquals(Map.of(), listen(all4));
        coldStart(new InetSocketAddress(LOOPBACK, port), "public");
        rig.take();
        assertEquals(Map.of(), listen(one));
        coldStart(new InetSocketAddress(LOOPBACK, port), "public");
        rig.take();
    }

    @Test
    void listensOnIpv6() throws Exception {
        final var loopback = listener("::1", freePort());
        assertEquals(Map.of(), listen(loopback));
        try (var socket = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            final var octets = Sender.octets(SnmpConstants.version2c, "public",
                Sender.notification(new PDU(), PDU.TRAP, Trap.COLD_START));
            socket.send(new DatagramPacket(octets, octets.length, InetAddress.getByName("::1"),
                loopback.port()));
        }
        assertEquals(IpAddress.parse("::1"), rig.take().source());
    }

    @Test
    void closeLeavesNeitherThreadNorSocketAndCanBeRepeated() throws Exception {
        final var before = threads();
        final int port = freePort();
        try (var second = new Rig(dir.resolve("second"))) {
            final var listener = listener(LOOPBACK, port);
            assertEquals(Map.of(), second.receiver().configure(
                new SnmpSettings(Set.of(listener, Rig.ANY_PORT), Set.of("public"), List.of())));
            coldStart(new InetSocketAddress(LOOPBACK, port), "public");
            second.take();
            assertTrue(threads() >= before + 3);
            second.close();
            await().atMost(5, TimeUnit.SECONDS).until(() -> threads() == before);
            try (var free = new DatagramSocket(port, InetAddress.getByName(LOOPBACK))) {
                assertTrue(free.isBound());
            }
            assertEquals(Map.of(), second.receiver().listening());
            assertThrows(IllegalStateException.class, () -> second.receiver().configure(SnmpSettings.NONE));
        }
    }

    @Test
    void slowConsumerCostsCountedDropsAndUnansweredInforms() throws Exception {
        final var release = new CountDownLatch(1);
        final var consumed = new AtomicInteger();
        final Consumer<Trap> slow = trap -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            consumed.incrementAndGet();
        };
        try (var receiver = new TrapReceiver(rig, slow, dir.resolve("slow"))) {
            receiver.configure(new SnmpSettings(Set.of(Rig.ANY_PORT), Set.of("public"), List.of()));
            final var address = receiver.listening().get(Rig.ANY_PORT);
            assertNotNull(address);
            final var octets = Sender.octets(SnmpConstants.version2c, "public",
                Sender.notification(new PDU(), PDU.TRAP, Trap.COLD_START));
            final int accepted = TrapReceiver.QUEUE + 1;
            for (int sent = 1; sent <= accepted; sent++) {
                Sender.sendRaw(octets, address);
                if (sent == 1 || sent % 100 == 0) {
                    rig.awaitCount(Outcome.ACCEPTED, sent);
                }
            }
            rig.awaitCount(Outcome.ACCEPTED, accepted);
            try (var sender = new Sender(1)) {
                final var target = Sender.community(address, SnmpConstants.version2c, "public");
                assertNull(sender.send(Sender.inform(target), target));
                rig.awaitCount(Outcome.OVERLOAD, 1);
                release.countDown();
                await().atMost(10, TimeUnit.SECONDS).until(() -> consumed.get() == accepted);
                assertNotNull(sender.send(Sender.inform(target), target));
            }
            assertEquals(accepted, rig.count(Outcome.ACCEPTED));
            assertEquals(1, rig.count(Outcome.INFORM_ACCEPTED));
        }
    }

    @Test
    void consumerThatThrowsGetsTheNextTrap() throws Exception {
        final var consumed = new CountDownLatch(2);
        final Consumer<Trap> throwing = trap -> {
            consumed.countDown();
            throw new IllegalStateException("a consumer's bug");
        };
        try (var receiver = new TrapReceiver(rig, throwing, dir.resolve("throwing"))) {
            receiver.configure(new SnmpSettings(Set.of(Rig.ANY_PORT), Set.of("public"), List.of()));
            final var address = receiver.listening().get(Rig.ANY_PORT);
            assertNotNull(address);
            coldStart(address, "public");
            coldStart(address, "public");
            assertTrue(consumed.await(10, TimeUnit.SECONDS));
            rig.awaitCount(Outcome.CONSUMER_FAILED, 2);
        }
    }
}
