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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.SendOutcome.Rejected;
import org.opendaylight.rebound.api.SendOutcome.Retry;
import org.opendaylight.rebound.api.SendOutcome.Sent;
import org.opendaylight.rebound.snmp.InformTarget.Credentials;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.Community;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.User;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Lists sent to our own receiver, over real sockets. */
@Timeout(60)
class InformSenderTest {
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Community COMMUNITY = new Community("public");
    private static final UsmUser PRIVATE = user("ops", Priv.AES128, "auth-passphrase", "priv-passphrase");
    private static final UsmUser PLAIN = user("plain", Priv.NONE, "auth-passphrase", "");
    private static final UsmUser STRONG = new UsmUser("n".repeat(32), Auth.SHA512, "auth-passphrase", Priv.AES256,
        "priv-passphrase", null);

    @TempDir
    private Path dir;
    private Rig rig;
    private InformSender sender;
    private final List<RecoveryPart> parts = new CopyOnWriteArrayList<>();
    // of what is declined, and the answers to be declined first
    private final AtomicInteger declined = new AtomicInteger();
    private volatile int toDecline;

    private static UsmUser user(final String name, final Priv priv, final String auth, final String key) {
        return new UsmUser(name, Auth.SHA256, auth, priv, key, null);
    }

    @BeforeEach
    void start() {
        rig = new Rig(dir.resolve("engine"), (trap, content) -> {
            assertTrue(trap.inform());
            parts.add(assertInstanceOf(Part.class, content).part());
            return declined.getAndIncrement() >= toDecline;
        });
        rig.accept(Set.of("public", "c".repeat(200)), PRIVATE, PLAIN, STRONG);
        sender = new InformSender(dir.resolve("sender"));
    }

    @AfterEach
    void stop() {
        sender.close();
        rig.close();
    }

    private InformTarget target(final Credentials credentials, final Duration timeout, final int retries) {
        return target(rig.address().getPort(), credentials, timeout, retries);
    }

    private static InformTarget target(final int port, final Credentials credentials, final Duration timeout,
            final int retries) {
        return new InformTarget(LOOPBACK, port, credentials, timeout, retries, RecoveryInforms.IPV4_OCTETS);
    }

    static Stream<Credentials> credentials() {
        return Stream.of(COMMUNITY, new User(PLAIN), new User(PRIVATE), new User(STRONG));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void listArrivesPartByPart(final Credentials credentials) throws Exception {
        final var list = Lists.of(100);
        assertEquals(new Sent(), sender.send(list, target(credentials, LONG, 0)));
        assertEquals(RecoveryInforms.split(list, RecoveryInforms.IPV4_OCTETS), parts);
        assertEquals(list, Lists.whole(parts));
        rig.awaitCount(Outcome.INFORM_ACCEPTED, parts.size());
        assertEquals(IntStream.rangeClosed(1, parts.size()).boxed().toList(),
            parts.stream().map(RecoveryPart::number).toList());
    }

    @Test
    void trapKeepsItsText() throws Exception {
        assertEquals(new Sent(), sender.send(Lists.of(2), target(COMMUNITY, LONG, 0)));
        final var trap = rig.take();
        assertEquals("1.3.6.1.4.1.8072.9999.9999.82.0.1", trap.oid());
        assertEquals("web", trap.varbinds().get("1.3.6.1.4.1.8072.9999.9999.82.1.4.0"));
    }

    static Stream<Credentials> largest() {
        return Stream.of(new Community("c".repeat(200)), new User(STRONG));
    }

    // an engine ID of 32 octets and boots and time as long as they can be
    @ParameterizedTest
    @MethodSource("largest")
    void everyMessageFitsAndHardlyLess(final Credentials credentials) throws Exception {
        final var engine = dir.resolve("longest");
        Files.writeString(engine, "engine-id=80" + ":13".repeat(31) + "\nengine-boots=2147483000\n");
        for (final int limit : new int[] { RecoveryInforms.MIN_OCTETS, RecoveryInforms.IPV6_OCTETS,
            RecoveryInforms.IPV4_OCTETS, 9000, RecoveryInforms.MAX_OCTETS }) {
            parts.clear();
            try (var receiver = new Rig(engine, (trap, content) -> parts.add(
                    assertInstanceOf(Part.class, content).part()))) {
                receiver.accept(Set.of("c".repeat(200)), STRONG);
                try (var wire = new Wire(receiver.address(), Set.of())) {
                    final var list = Lists.longest();
                    assertEquals(new Sent(), sender.send(list,
                        new InformTarget(LOOPBACK, wire.port(), credentials, LONG, 0, limit)));
                    assertEquals(list, Lists.whole(parts));
                    final int most = wire.sizes().stream().mapToInt(Integer::intValue).max().orElseThrow();
                    // a client of IPv6 takes 94 octets; the rest is for lengths and numbers that could be longer
                    assertTrue(most <= limit && most > limit - 130, () -> most + " octets of " + limit);
                }
            }
        }
    }

    @Test
    void splittingDependsOnListAndLimitOnly() {
        final var list = Lists.of(100);
        assertEquals(RecoveryInforms.split(list, 1400), RecoveryInforms.split(list, 1400));
        // what docs/mib.md says
        assertEquals(12, RecoveryInforms.split(list, 1400).size());
    }

    @Test
    void anotherAuthenticationPassphraseIsNotSent() throws Exception {
        final var outcome = sender.send(Lists.of(1),
            target(new User(user("ops", Priv.AES128, "wrong-passphrase", "priv-passphrase")), SHORT, 1));
        assertTrue(reason(outcome).contains("another authentication passphrase"), outcome::toString);
        assertTrue(rig.count(Outcome.AUTHENTICATION_FAILED) > 0);
        assertEquals(List.of(), parts);
    }

    @Test
    void anotherPrivacyPassphraseIsNotSent() throws Exception {
        final var outcome = sender.send(Lists.of(1),
            target(new User(user("ops", Priv.AES128, "auth-passphrase", "wrong-passphrase")), SHORT, 1));
        assertFalse(outcome instanceof Sent, outcome::toString);
        assertTrue(rig.count(Outcome.DECRYPTION_FAILED) > 0);
        assertEquals(List.of(), parts);
    }

    // our receiver, unlike net-snmp's, does not tell a stranger whom it knows
    @Test
    void unknownUserIsRetriedWithAHint() throws Exception {
        final var outcome = sender.send(Lists.of(1),
            target(new User(user("nobody", Priv.AES128, "auth-passphrase", "priv-passphrase")), SHORT, 1));
        assertTrue(assertInstanceOf(Retry.class, outcome).reason().contains("it may not know the user"),
            outcome::toString);
        rig.awaitCount(Outcome.UNKNOWN_USER, 2);
    }

    private static String reason(final SendOutcome outcome) {
        return switch (outcome) {
            case Sent sent -> "";
            case Retry(var reason) -> reason;
            case Rejected(var reason) -> reason;
        };
    }

    @Test
    void wrongCommunityIsRetried() throws Exception {
        assertEquals(new Retry("no answer from 127.0.0.1:" + rig.address().getPort() + " to 2 messages"),
            sender.send(Lists.of(1), target(new Community("wrong"), SHORT, 1)));
        rig.awaitCount(Outcome.WRONG_COMMUNITY, 2);
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void closedPortIsRetried(final Credentials credentials) throws Exception {
        final int port;
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertEquals(new Retry("nobody listens at 127.0.0.1:" + port),
            sender.send(Lists.of(1), target(port, credentials, LONG, 0)));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void silenceIsRetried(final Credentials credentials) throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertEquals(new Retry("no answer from 127.0.0.1:" + socket.getLocalPort() + " to 3 messages"),
                sender.send(Lists.of(1), target(socket.getLocalPort(), credentials, SHORT, 2)));
        }
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void whatIsNotAcceptedIsNotAnsweredAndComesAgain(final Credentials credentials) throws Exception {
        toDecline = 2;
        assertEquals(new Sent(), sender.send(Lists.of(30), target(credentials, Duration.ofMillis(500), 5)));
        assertEquals(2, rig.count(Outcome.NOT_TAKEN));
        // no part is sent before the one before it was answered
        assertEquals(List.of(1, 1, 1, 2), parts.stream().map(RecoveryPart::number).limit(4).toList());
        assertEquals(Lists.of(30), Lists.whole(parts.stream().distinct().toList()));
    }

    @Test
    void whatIsNeverAcceptedIsRetriedFromPartOne() throws Exception {
        toDecline = Integer.MAX_VALUE;
        assertInstanceOf(Retry.class, sender.send(Lists.of(30), target(COMMUNITY, SHORT, 1)));
        assertEquals(List.of(1, 1), parts.stream().map(RecoveryPart::number).toList());
        rig.awaitCount(Outcome.NOT_TAKEN, 2);
        assertEquals(0, rig.count(Outcome.INFORM_ACCEPTED));
    }

    @Test
    void consumerThatThrowsIsNotAnswered() throws Exception {
        try (var broken = new Rig(dir.resolve("broken"), (trap, content) -> {
            throw new IllegalStateException("a fault of the test");
        })) {
            broken.accept(Set.of("public"));
            assertInstanceOf(Retry.class, sender.send(Lists.of(1),
                target(broken.address().getPort(), COMMUNITY, SHORT, 1)));
            broken.awaitCount(Outcome.CONSUMER_FAILED, 2);
        }
    }

    @Test
    void lostAnswerMakesTheSamePartComeTwice() throws Exception {
        try (var wire = new Wire(rig.address(), Set.of(0))) {
            assertEquals(new Sent(),
                sender.send(Lists.of(3), target(wire.port(), COMMUNITY, Duration.ofMillis(500), 3)));
        }
        assertEquals(1, parts.stream().distinct().count());
        assertTrue(parts.size() >= 2);
        final var assembler = new ListAssembler(ListAssembler.DEFAULT_LIFETIME);
        parts.forEach(part -> assertEquals(new ListAssembler.Result.Complete(Lists.of(3)),
            assembler.add(LOOPBACK, part)));
    }

    // the engine ID's, the clock's, the first part's
    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2 })
    void anyAnswerOfVersion3MayBeLost(final int lost) throws Exception {
        try (var wire = new Wire(rig.address(), Set.of(lost))) {
            assertEquals(new Sent(),
                sender.send(Lists.of(30), target(wire.port(), new User(PRIVATE), Duration.ofMillis(500), 3)));
        }
        assertEquals(Lists.of(30), Lists.whole(parts.stream().distinct().toList()));
    }

    @Test
    void errorStatusIsRejectedAndStrangeAnswersArePassedOver() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            final var task = inBackground(() -> sender.send(Lists.of(1),
                target(socket.getLocalPort(), COMMUNITY, LONG, 0)));
            final var packet = new DatagramPacket(new byte[2000], 2000);
            socket.receive(packet);
            final var input = new BERInputStream(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
            BER.decodeHeader(input, new BER.MutableByte());
            MessageReader.decode(input, new Integer32());
            MessageReader.decode(input, new OctetString());
            final var inform = MessageReader.decode(input, new PDU());
            answer(socket, packet, new byte[] { 1, 2, 3 });
            answer(socket, packet, CommunityMessage.encode(new OctetString("public"), inform));
            final var response = new PDU(inform);
            response.setType(PDU.RESPONSE);
            answer(socket, packet, CommunityMessage.encode(new OctetString("other"), response));
            response.setRequestID(new Integer32(inform.getRequestID().getValue() - 1));
            answer(socket, packet, CommunityMessage.encode(new OctetString("public"), response));
            response.setRequestID(inform.getRequestID());
            response.setErrorStatus(PDU.genErr);
            answer(socket, packet, CommunityMessage.encode(new OctetString("public"), response));
            final var reason = assertInstanceOf(Rejected.class, task.get()).reason();
            assertTrue(reason.contains("error-status 5"), reason);
        }
    }

    private static void answer(final DatagramSocket socket, final DatagramPacket to, final byte[] octets)
            throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, to.getSocketAddress()));
    }

    private static <T> FutureTask<T> inBackground(final Callable<T> callable) {
        final var ret = new FutureTask<>(callable);
        Thread.startVirtualThread(ret);
        return ret;
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            final var task = new FutureTask<>(() -> assertThrows(InterruptedException.class,
                () -> sender.send(Lists.of(1), target(socket.getLocalPort(), COMMUNITY, Duration.ofMinutes(1), 0))));
            final var thread = Thread.ofPlatform().start(task);
            socket.receive(new DatagramPacket(new byte[2000], 2000));
            thread.interrupt();
            assertInstanceOf(InterruptedException.class, task.get());
        }
    }

    @Test
    void closeEndsTheWaitAndWhatComesLater() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            final var target = target(socket.getLocalPort(), COMMUNITY, Duration.ofMinutes(1), 0);
            final var task = inBackground(() -> sender.send(Lists.of(1), target));
            socket.receive(new DatagramPacket(new byte[2000], 2000));
            sender.close();
            assertInstanceOf(Retry.class, task.get());
            assertEquals(new Retry("the sender of informs was closed"), sender.send(Lists.of(1), target));
        }
    }

    @Test
    void listThatCannotBeSaidIsRejected() throws Exception {
        assertEquals(new Rejected("list id of 256 octets"),
            sender.send(Lists.of("i".repeat(256), 1), target(COMMUNITY, LONG, 0)));
    }

    @Test
    void manyThreadsAtOnceLeaveNothingBehind() throws Exception {
        final var system = assertInstanceOf(UnixOperatingSystemMXBean.class,
            ManagementFactory.getOperatingSystemMXBean());
        assertEquals(new Sent(), sender.send(Lists.of(1), target(new User(PRIVATE), LONG, 0)));
        final long before = system.getOpenFileDescriptorCount();
        final int lists = 60;
        try (var executor = Executors.newFixedThreadPool(8)) {
            final List<Future<SendOutcome>> outcomes = new ArrayList<>();
            final var all = credentials().toList();
            for (int i = 0; i < lists; i++) {
                final var target = target(all.get(i % all.size()), LONG, 0);
                final var list = Lists.of("list " + i, 25);
                outcomes.add(executor.submit(() -> sender.send(list, target)));
            }
            for (final var outcome : outcomes) {
                assertEquals(new Sent(), outcome.get());
            }
        }
        for (int i = 0; i < lists; i++) {
            final var id = "list " + i;
            assertEquals(Lists.of(id, 25),
                Lists.whole(parts.stream().filter(part -> part.head().id().equals(id)).toList()));
        }
        await().atMost(10, TimeUnit.SECONDS).until(() -> system.getOpenFileDescriptorCount() <= before);
    }

    @Test
    void targetsThatCannotWorkAreRefusedAndShowNoSecret() {
        assertThrows(IllegalArgumentException.class, () -> target(0, COMMUNITY, LONG, 0));
        assertThrows(IllegalArgumentException.class, () -> target(162, COMMUNITY, Duration.ZERO, 0));
        assertThrows(IllegalArgumentException.class, () -> target(162, COMMUNITY, Duration.ofMinutes(2), 0));
        assertThrows(IllegalArgumentException.class, () -> target(162, COMMUNITY, LONG, 21));
        assertThrows(IllegalArgumentException.class, () -> new InformTarget(LOOPBACK, 162, COMMUNITY, LONG, 0, 1199));
        assertThrows(IllegalArgumentException.class, () -> new Community(""));
        assertThrows(IllegalArgumentException.class, () -> new Community("c".repeat(201)));
        assertFalse(COMMUNITY.toString().contains("public"));
        assertEquals("127.0.0.1:162", target(162, COMMUNITY, LONG, 0).toString());
        assertEquals(RecoveryInforms.IPV6_OCTETS, InformTarget.of(IpAddress.parse("::1"), 162, COMMUNITY).octets());
        assertEquals("[::1]:162", InformTarget.of(IpAddress.parse("::1"), 162, COMMUNITY).toString());
    }
}
