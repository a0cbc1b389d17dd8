/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.packet.FrameWriter;
import org.opendaylight.rebound.impl.packet.LinkLayer;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Station;
import org.opendaylight.rebound.impl.recover.ServiceState;
import org.opendaylight.rebound.impl.recover.ServiceStatus;

class RedirectorTest {
    private static final String SWITCH = "openflow:161";
    private static final String PORT = "openflow:161:3";
    private static final String INNER_PORT = "openflow:161:9";
    private static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    private static final IpAddress SERVER = IpAddress.parse("10.99.0.2");
    private static final IpAddress SERVER6 = IpAddress.parse("fd99::2");
    private static final IpAddress STAND_IN = IpAddress.parse("10.99.0.254");
    private static final IpAddress STAND_IN6 = IpAddress.parse("fd99::fe");
    private static final Station CLIENT = new Station(IpAddress.parse("10.99.0.1"), 0x02_0000_0000_01L, 0);
    private static final Station CLIENT6 = new Station(IpAddress.parse("fd99::1"), 0x02_0000_0000_01L, 0);
    private static final Station HOST = new Station(STAND_IN, 0x02_0000_0000_FEL, 0);
    private static final Station REAL = new Station(SERVER, 0x02_0000_0000_02L, 0);
    private static final int STANDS_FOR_WEB = 40080;

    /** What was done, in order. */
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();
    private final CounterRegistry counters = new CounterRegistry();
    private volatile boolean isUp;
    private volatile CompletableFuture<Void> removal = CompletableFuture.completedFuture(null);
    private Redirector redirector;

    @BeforeEach
    void begin() {
        redirector = new Redirector(new Redirector.Parts(new StandInDoor() {
            @Override
            public Map<IpAddress, Integer> open(final ServiceKey service, final Instant failedSince) {
                done.add("open " + service);
                return Map.of(STAND_IN, STANDS_FOR_WEB, STAND_IN6, STANDS_FOR_WEB);
            }

            @Override
            public CompletableFuture<Void> end(final ServiceKey service) {
                done.add("end " + service);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close(final ServiceKey service) {
                done.add("close " + service);
            }
        }, new Signposts() {
            @Override
            public CompletableFuture<Void> put(final Doorway doorway, final Detour detour) {
                done.add("lead " + doorway.port() + " " + detour.server() + " to " + detour.standIn() + ":"
                    + detour.standInPort());
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<Void> hold(final String switchId, final Detour detour) {
                done.add("hold " + detour.server());
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<Void> remove(final String switchId, final int number) {
                done.add("remove " + switchId);
                return removal;
            }
        }, new PortSender() {
            @Override
            public void sendOut(final String switchId, final String port, final byte[] frame) {
                sent.add(frame);
                done.add("out " + port);
            }

            @Override
            public void sendIn(final String switchId, final String port, final byte[] frame) {
                done.add("in " + port);
            }
        }, () -> Set.of(SWITCH), INNER_PORT::equals, service -> CompletableFuture.completedFuture(isUp),
            key -> List.of(), Clock.systemUTC(), counters));
        configure();
    }

    @AfterEach
    void end() {
        redirector.close();
    }

    private void configure() {
        final var policy = new RecoveryPolicy(Set.of(), true, Duration.ofMinutes(1), Duration.ZERO);
        redirector.configure(new Redirector.Scope(
            List.of(new ServerService(WEB, List.of(SERVER, SERVER6), Duration.ofSeconds(1), 2, policy)),
            Map.of(STAND_IN, HOST.mac(), STAND_IN6, HOST.mac()), Set.of(STAND_IN)));
    }

    private void judged(final ServiceState state) {
        redirector.judged(List.of(new ServiceStatus(WEB, state, Instant.now(), 1, null, null)));
    }

    private void fail(final Evidence evidence) {
        final var now = Instant.now();
        redirector.tableChanged(WEB, new FailedClient(WEB, CLIENT.address(), now, now, 1, Set.of(evidence)));
        judged(ServiceState.FAILED);
    }

    private void hear(final byte[] frame, final String port) {
        redirector.heard(FrameDecoder.decode(frame), frame, SWITCH, port);
    }

    private static byte[] syn(final Station from, final IpAddress to) {
        return FrameWriter.syn(from, 50000, to, 80, REAL.mac(), 1);
    }

    private void awaitDone(final String what) {
        await(what).until(() -> done.contains(what));
    }

    /** Whatever was handed over before has been done. */
    private void settle() {
        redirector.clear(new ServiceKey("other", Protocol.TCP, 1)).join();
    }

    @Test
    void whoWasSeenTryingIsLedToTheStandInAtOnceAndWhoComesLaterWithItsFirstPacket() {
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.NO_REPLY);
        awaitDone("open " + WEB);
        awaitDone("lead " + PORT + " 10.99.0.2 to 10.99.0.254:40080");
        awaitDone("hold fd99::2");

        hear(syn(CLIENT6, SERVER6), PORT);

        awaitDone("lead " + PORT + " fd99::2 to fd99::fe:40080");
        awaitDone("in " + PORT);
        assertTrue(done.indexOf("lead " + PORT + " fd99::2 to fd99::fe:40080") < done.indexOf("in " + PORT));
    }

    @Test
    void nobodyIsLedWhereTheServiceAnswersUsAfterAll() {
        isUp = true;
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.NO_REPLY);
        settle();
        settle();
        assertEquals(List.of(), done);
    }

    @Test
    void whatOnlyTheStandInSawIsNoFailure() {
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.STAND_IN);
        settle();
        settle();
        assertEquals(List.of(), done);
    }

    @Test
    void neitherThisHostNorWhoComesFromAnotherSwitchIsLed() {
        fail(Evidence.NO_REPLY);
        awaitDone("open " + WEB);
        hear(syn(HOST, SERVER), PORT);
        hear(syn(CLIENT, SERVER), INNER_PORT);
        hear(syn(new Station(CLIENT.address(), CLIENT.mac(), 7), SERVER), PORT);
        settle();
        assertTrue(done.stream().noneMatch(what -> what.startsWith("lead") || what.startsWith("in")), done::toString);
        assertEquals(1, counters.counter("redirect", "tagged-ignored").value());
    }

    @Test
    void theRecoveryWaitsUntilTheWayIsFree() {
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.NO_REPLY);
        awaitDone("lead " + PORT + " 10.99.0.2 to 10.99.0.254:40080");
        removal = new CompletableFuture<>();

        final var clear = redirector.clear(WEB);

        awaitDone("remove " + SWITCH);
        settle();
        assertFalse(clear.isDone());
        // Who comes in this moment must not find a closed port
        assertFalse(done.contains("close " + WEB));
        assertTrue(done.indexOf("end " + WEB) < done.indexOf("remove " + SWITCH));
        removal.complete(null);
        await().until(clear::isDone);
        awaitDone("close " + WEB);
    }

    @Test
    void whoComesWhileTheWayIsMadeFreeGoesOnWhenItIs() {
        fail(Evidence.NO_REPLY);
        awaitDone("open " + WEB);
        removal = new CompletableFuture<>();
        redirector.clear(WEB);
        awaitDone("remove " + SWITCH);

        hear(syn(CLIENT, SERVER), PORT);

        settle();
        assertFalse(done.contains("in " + PORT));
        removal.complete(null);
        awaitDone("in " + PORT);
        assertTrue(done.stream().noneMatch(what -> what.startsWith("lead")), done::toString);
    }

    @Test
    void aFloodOfSendersDoesNotFillASwitch() {
        fail(Evidence.NO_REPLY);
        awaitDone("open " + WEB);
        for (int i = 0; i < 3000; i++) {
            hear(syn(new Station(CLIENT.address(), 0x02_0000_0001_00L + i, 0), SERVER), PORT);
            if (i % 500 == 0) {
                settle();
            }
        }
        settle();
        final long led = done.stream().filter(what -> what.startsWith("lead")).count();
        assertTrue(led > 0 && led < 3000, () -> led + " ways");
        assertTrue(counters.counter("redirect", "doorway-dropped").value() > 0);
    }

    @Test
    void theFirstAnswerEndsItAndANewFailureSoonAfterDoesNotBeginItAgain() {
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.NO_REPLY);
        awaitDone("lead " + PORT + " 10.99.0.2 to 10.99.0.254:40080");

        redirector.answered(WEB, Instant.now());

        awaitDone("remove " + SWITCH);
        done.clear();
        fail(Evidence.NO_REPLY);
        settle();
        settle();
        assertEquals(List.of(), done);
    }

    @Test
    void theServerIsAnsweredForWithItsOwnAddressWhileItIsDown() {
        final var told = FrameWriter.answer(REAL, CLIENT.address(), CLIENT.mac());
        hear(told, PORT);
        final var question = FrameWriter.question(CLIENT, SERVER);
        hear(question, PORT);
        settle();
        assertEquals(List.of(), done);
        fail(Evidence.UNRESOLVED);
        awaitDone("open " + WEB);

        hear(question, PORT);

        awaitDone("out " + PORT);
        assertEquals(new Advertisement(SERVER), FrameDecoder.decode(sent.getFirst()));
        assertEquals(REAL.mac(), LinkLayer.told(sent.getFirst()));
        redirector.clear(WEB).join();
        sent.clear();
        hear(question, PORT);
        settle();
        assertEquals(List.of(), sent);
    }

    @Test
    void aServerThatNeverToldItsAddressIsNotAnsweredFor() {
        fail(Evidence.UNRESOLVED);
        awaitDone("open " + WEB);
        hear(FrameWriter.question(CLIENT, SERVER), PORT);
        settle();
        assertEquals(List.of(), sent);
        assertEquals(1, counters.counter("redirect", "neighbour-unknown").value());
    }

    @Test
    void withoutAStandInNobodyIsLedAnyMore() {
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.NO_REPLY);
        awaitDone("lead " + PORT + " 10.99.0.2 to 10.99.0.254:40080");

        redirector.configure(Redirector.Scope.NONE);

        awaitDone("end " + WEB);
        awaitDone("remove " + SWITCH);
    }

    @Test
    void switchesAreToldAgainBeforeTheyForget() {
        hear(syn(CLIENT, SERVER), PORT);
        fail(Evidence.NO_REPLY);
        final var led = "lead " + PORT + " 10.99.0.2 to 10.99.0.254:40080";

        await().atMost(Redirector.RENEW_EVERY.multipliedBy(2)).until(() -> done.stream().filter(led::equals)
            .count() >= 2);
    }
}
