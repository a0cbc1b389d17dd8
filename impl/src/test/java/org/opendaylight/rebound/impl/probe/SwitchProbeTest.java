/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.packet.FrameWriter;
import org.opendaylight.rebound.impl.packet.LinkLayer;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;
import org.opendaylight.rebound.impl.packet.Station;

/**
 * Rebound as a host on the servers' network: what it sends, and what it makes of what comes back.
 */
class SwitchProbeTest {
    private static final String SWITCH = "openflow:161";
    private static final IpAddress OURS = IpAddress.parse("10.99.0.9");
    private static final IpAddress OURS6 = IpAddress.parse("fd99::9");
    private static final IpAddress SERVER = IpAddress.parse("10.99.0.2");
    private static final IpAddress SERVER6 = IpAddress.parse("fd99::2");
    private static final IpAddress CLIENT = IpAddress.parse("10.99.0.7");
    private static final Set<IpAddress> SOURCES = Set.of(OURS, OURS6);
    private static final long SERVER_MAC = 0x0600_0000_0002L;
    private static final int PORT = 80;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    private final CounterRegistry counters = new CounterRegistry();
    private final SwitchProbe probe = new SwitchProbe((switchId, frame) -> {
        assertEquals(SWITCH, switchId);
        sent.add(frame);
    }, switchId -> true, new Random(3), counters);

    @BeforeEach
    void configure() {
        probe.configure(List.of(new ProbeSource(OURS, SWITCH, ProbeSource.macOf(OURS), 0),
            new ProbeSource(OURS6, SWITCH, ProbeSource.macOf(OURS6), 0)));
    }

    @AfterEach
    void close() {
        probe.close();
    }

    private CompletableFuture<Reply> connect(final IpAddress server, final Duration timeout) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return probe.connect(SOURCES, server, PORT, timeout);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, task -> Thread.ofVirtual().start(task));
    }

    private byte[] nextFrame() {
        try {
            final var frame = sent.poll(10, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing was sent");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private <T extends Observation> T next(final Class<T> type) {
        Observation seen = FrameDecoder.decode(nextFrame());
        // What was sent again meanwhile
        while (!type.isInstance(seen)) {
            seen = FrameDecoder.decode(nextFrame());
        }
        return assertInstanceOf(type, seen);
    }

    private boolean hear(final Observation observation, final byte[] frame) {
        return probe.heard(observation, frame, SWITCH);
    }

    private static byte[] fromServer(final IpAddress server, final IpAddress ours) {
        return FrameWriter.answer(new Station(server, SERVER_MAC, 0), ours, ProbeSource.macOf(ours));
    }

    /** Answers the question for the server's link-layer address, and gives the SYN that comes then. */
    private TcpOpen resolve(final IpAddress server, final IpAddress ours) {
        assertEquals(new Solicitation(ours, server), next(Solicitation.class));
        final var told = fromServer(server, ours);
        assertFalse(hear(FrameDecoder.decode(told), told), "the detection wants it too");
        final var syn = next(TcpOpen.class);
        assertEquals(server, syn.server());
        assertEquals(PORT, syn.serverPort());
        return syn;
    }

    @ParameterizedTest
    @CsvSource({ "10.99.0.2, 10.99.0.9", "fd99::2, fd99::9" })
    void aServiceThatAcceptsAnswersAndIsToldToForget(final String serverText, final String oursText) {
        final var server = IpAddress.parse(serverText);
        final var ours = IpAddress.parse(oursText);
        final var reply = connect(server, LONG);
        final var syn = resolve(server, ours);
        final var answer = new TcpAnswer(server, ours, PORT, syn.clientPort(), syn.sequence() + 1);

        assertTrue(hear(answer, fromServer(server, ours)));

        assertEquals(Reply.ANSWERED, reply.join());
        final var reset = next(TcpReset.class);
        assertEquals(new TcpReset(ours, server, syn.clientPort(), PORT, false, 0), reset);
        assertTrue(counters.counter("probe", "sent").value() >= 1);
    }

    @Test
    void framesGoToTheServersLinkLayerAddress() {
        connect(SERVER, LONG);
        nextFrame();
        final var told = fromServer(SERVER, OURS);
        hear(FrameDecoder.decode(told), told);
        byte[] syn = nextFrame();
        while (!(FrameDecoder.decode(syn) instanceof TcpOpen)) {
            syn = nextFrame();
        }
        assertEquals(ProbeSource.macOf(OURS), LinkLayer.source(syn));
        assertEquals(0x06, syn[0]);
        assertEquals(0x02, syn[5]);
    }

    @Test
    void aServiceThatRefusesIsNotBack() {
        final var reply = connect(SERVER, LONG);
        final var syn = resolve(SERVER, OURS);
        assertTrue(hear(new TcpReset(SERVER, OURS, PORT, syn.clientPort(), true, syn.sequence() + 1),
            fromServer(SERVER, OURS)));
        assertEquals(Reply.REFUSED, reply.join());
    }

    @Test
    void whatAcknowledgesSomethingElseIsNoReply() {
        final var reply = connect(SERVER, Duration.ofSeconds(1));
        final var syn = resolve(SERVER, OURS);
        final var frame = fromServer(SERVER, OURS);
        hear(new TcpAnswer(SERVER, OURS, PORT, syn.clientPort(), syn.sequence()), frame);
        hear(new TcpAnswer(CLIENT, OURS, PORT, syn.clientPort(), syn.sequence() + 1), frame);
        hear(new TcpAnswer(SERVER, OURS, PORT + 1, syn.clientPort(), syn.sequence() + 1), frame);
        hear(new TcpReset(SERVER, OURS, PORT, syn.clientPort(), false, syn.sequence() + 1), frame);
        hear(new TcpReset(SERVER, OURS, PORT, syn.clientPort(), true, syn.sequence()), frame);
        assertEquals(Reply.UNANSWERED, reply.join());
    }

    @Test
    void aSynThatGetsLostIsSentAgain() {
        final var reply = connect(SERVER, LONG);
        final var syn = resolve(SERVER, OURS);
        assertEquals(syn, next(TcpOpen.class));
        hear(new TcpAnswer(SERVER, OURS, PORT, syn.clientPort(), syn.sequence() + 1), fromServer(SERVER, OURS));
        assertEquals(Reply.ANSWERED, reply.join());
    }

    @Test
    void aHostThatIsAwayIsNotResolved() {
        final var reply = connect(SERVER, Duration.ofMillis(400));
        assertEquals(new Solicitation(OURS, SERVER), next(Solicitation.class));
        assertEquals(new Solicitation(OURS, SERVER), next(Solicitation.class));
        assertEquals(Reply.UNRESOLVED, reply.join());
        assertEquals(0, counters.counter("probe", "sent").value());
    }

    @Test
    void withoutAnAddressOfTheFamilyNothingIsSent() throws InterruptedException {
        assertEquals(Reply.UNRESOLVED, probe.connect(Set.of(OURS), SERVER6, PORT, LONG));
        assertEquals(Reply.UNRESOLVED, probe.connect(Set.of(CLIENT), SERVER, PORT, LONG));
        assertTrue(sent.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({ "10.99.0.2, 10.99.0.9", "fd99::2, fd99::9" })
    void whoAsksForOurAddressIsAnsweredAlways(final String askerText, final String oursText) {
        final var asker = IpAddress.parse(askerText);
        final var ours = IpAddress.parse(oursText);
        final var question = FrameWriter.question(new Station(asker, SERVER_MAC, 0), ours);
        assertFalse(hear(FrameDecoder.decode(question), question), "the asker may be a server: it is there");
        final var answer = nextFrame();
        assertEquals(new Advertisement(ours), FrameDecoder.decode(answer));
        assertEquals(ProbeSource.macOf(ours), LinkLayer.told(answer));
        assertEquals(0x06, answer[0]);
    }

    @Test
    void aQuestionThatAnotherSwitchCopiedIsAnsweredOnce() {
        final var question = FrameWriter.question(new Station(SERVER, SERVER_MAC, 0), OURS);
        probe.heard(FrameDecoder.decode(question), question, "openflow:162");
        hear(FrameDecoder.decode(question), question);
        await().until(() -> counters.counter("probe", "neighbour-answered").value() == 1);
        assertEquals(1, sent.size());
    }

    @Test
    void anAnswerThatComesTooLateIsReset() {
        assertTrue(hear(new TcpAnswer(SERVER, OURS, PORT, 50000, 42), fromServer(SERVER, OURS)));
        assertEquals(new TcpReset(OURS, SERVER, 50000, PORT, false, 0), next(TcpReset.class));
    }

    @Test
    void whatIsOursIsNoClients() {
        final var frame = fromServer(SERVER, OURS);
        assertTrue(hear(new TcpOpen(OURS, SERVER, 50000, PORT, 1, 0), frame));
        assertTrue(hear(new Solicitation(OURS, SERVER), frame));
        assertTrue(hear(new TcpReset(OURS, SERVER, 50000, PORT, false, 0), frame));
        assertTrue(hear(new Unreachable(CLIENT, OURS, 1, OURS, SERVER, Protocol.TCP, 50000, PORT, 1), frame));
        assertFalse(hear(new TcpOpen(CLIENT, SERVER, 50000, PORT, 1, 0), frame));
        assertFalse(hear(new TcpAnswer(SERVER, CLIENT, PORT, 50000, 2), frame));
        assertFalse(hear(new Solicitation(CLIENT, SERVER), frame));
    }

    @Test
    void withoutAddressesNothingIsOurs() {
        probe.configure(List.of());
        assertFalse(hear(new TcpAnswer(SERVER, OURS, PORT, 50000, 42), fromServer(SERVER, OURS)));
        assertFalse(hear(new TcpOpen(OURS, SERVER, 50000, PORT, 1, 0), fromServer(SERVER, OURS)));
    }

    @Test
    void attemptsCanBeTold() {
        connect(SERVER, LONG);
        final var first = resolve(SERVER, OURS);
        connect(SERVER6, LONG);
        final var second = resolve(SERVER6, OURS6);
        assertNotEquals(first.clientPort(), second.clientPort());
        assertNotEquals(first.sequence(), second.sequence());
    }

    @Test
    void aLinkLayerAddressOfOursIsLocalAndOfOneHost() {
        for (var address : List.of(OURS, OURS6, SERVER, CLIENT)) {
            assertEquals(0x02, ProbeSource.macOf(address) >>> 40);
        }
        assertNotEquals(ProbeSource.macOf(OURS), ProbeSource.macOf(OURS6));
    }
}
