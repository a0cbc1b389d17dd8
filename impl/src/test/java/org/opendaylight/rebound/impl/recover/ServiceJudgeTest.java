/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.MaintenanceWindow;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;

class ServiceJudgeTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(60);

    private final ServiceJudge judge = new ServiceJudge(service(true, Duration.ZERO, SignalKind.values()), null);

    /** Seconds since the start; the two clocks go together. */
    private static Instant at(final double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    private static long nanos(final double seconds) {
        return (long) (seconds * 1e9);
    }

    private static ServerService service(final boolean confirm, final Duration holdDown, final SignalKind... signals) {
        return new ServerService(new ServiceKey("web", Protocol.TCP, 80), List.of(IpAddress.parse("10.99.0.4")),
            RESPONSE_TIMEOUT, 2,
            new RecoveryPolicy(Set.of(signals), confirm, CONFIRM_TIMEOUT, holdDown));
    }

    private static Step failed(final ServiceJudge judge, final double began, final double known) {
        return judge.failed(at(began), at(began), nanos(known));
    }

    private static Step trap(final ServiceJudge judge, final double when) {
        return judge.signal(SignalKind.TRAP, at(when), nanos(when));
    }

    private static Step answered(final ServiceJudge judge, final double when) {
        return judge.answered(at(when), nanos(when));
    }

    @Test
    void aTrapCountsOnceTheServiceAnswers() {
        failed(judge, 0, 3);
        assertEquals(ServiceState.FAILED, judge.state());
        assertEquals(new Step.Ask(CONFIRM_TIMEOUT), trap(judge, 10));
        assertEquals(ServiceState.RECOVERING, judge.state());
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), answered(judge, 11));
        assertEquals(ServiceState.AVAILABLE, judge.state());
    }

    @Test
    void aTrapThatTheServiceDoesNotConfirmLeavesItFailedAndSaysWhy() {
        failed(judge, 0, 3);
        trap(judge, 10);
        assertEquals(new Step.Nothing(), judge.tick(at(69.9), nanos(69.9)));
        assertEquals(ServiceState.RECOVERING, judge.state());
        assertEquals(new Step.Nothing(), judge.tick(at(70), nanos(70)));
        assertEquals(ServiceState.FAILED, judge.state());
        assertEquals("no answer within 60000 ms after the signal", judge.reason());
        assertEquals(new Step.Ask(CONFIRM_TIMEOUT), trap(judge, 80));
        assertNull(judge.reason());
    }

    @Test
    void withoutConfirmationATrapIsBelieved() {
        final var trusting = new ServiceJudge(service(false, Duration.ZERO, SignalKind.TRAP), null);
        failed(trusting, 0, 3);
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), trap(trusting, 10));
    }

    @Test
    void aTrapOfBeforeTheOutageThatARestartBringsAgainIsNothing() {
        final var trusting = new ServiceJudge(service(false, Duration.ZERO, SignalKind.TRAP), null);
        failed(trusting, 20, 23);
        assertEquals(new Step.Nothing(), trusting.signal(SignalKind.TRAP, at(10), nanos(30)));
        assertEquals(ServiceState.FAILED, trusting.state());
        assertEquals(new Step.Recover(at(20), SignalKind.TRAP), trap(trusting, 40));
    }

    @Test
    void aTrapIsNothingWhereTheOperatorDoesNotWantTraps() {
        final var deaf = new ServiceJudge(service(true, Duration.ZERO, SignalKind.REPLY), null);
        failed(deaf, 0, 3);
        assertEquals(new Step.Nothing(), trap(deaf, 10));
        assertEquals(ServiceState.FAILED, deaf.state());
    }

    @Test
    void anAnswerAfterSilenceIsARecovery() {
        failed(judge, 0, 3);
        assertEquals(new Step.Recover(at(0), SignalKind.REPLY), answered(judge, 6));
    }

    @Test
    void anAnswerRightAfterAFailureMeansAPartialOutageThatOnlyATrapEnds() {
        failed(judge, 0, 3);
        assertEquals(new Step.Nothing(), answered(judge, 4));
        assertEquals(new Step.Nothing(), answered(judge, 30));
        assertEquals(ServiceState.PARTIAL, judge.state());
        assertTrue(String.valueOf(judge.reason()).contains("some clients and not others"));
        trap(judge, 40);
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), answered(judge, 41));
    }

    @Test
    void anAnsweredProbeIsARecoveryOnceNobodyHasFailedForTheResponseTimeout() {
        assertFalse(judge.wantsProbes());
        failed(judge, 0, 3);
        assertTrue(judge.wantsProbes());
        assertEquals(new Step.Nothing(), judge.probed(at(4), nanos(4)));
        assertEquals(ServiceState.FAILED, judge.state());
        assertEquals(new Step.Recover(at(0), SignalKind.PROBE), judge.probed(at(6), nanos(6)));
        assertFalse(judge.wantsProbes());
        assertEquals(new Step.Nothing(), judge.probed(at(7), nanos(7)));
    }

    @Test
    void aProbeIsNothingWhereTheOperatorDoesNotWantProbesOrOnlySomeClientsFail() {
        final var deaf = new ServiceJudge(service(true, Duration.ZERO, SignalKind.TRAP), null);
        failed(deaf, 0, 3);
        assertFalse(deaf.wantsProbes());
        assertEquals(new Step.Nothing(), deaf.probed(at(20), nanos(20)));
        failed(judge, 0, 3);
        answered(judge, 4);
        assertEquals(ServiceState.PARTIAL, judge.state());
        assertFalse(judge.wantsProbes());
        assertEquals(new Step.Nothing(), judge.probed(at(20), nanos(20)));
    }

    @Test
    void aProbedServiceMustStayBackForTheHoldDown() {
        final var slow = new ServiceJudge(service(true, Duration.ofSeconds(5), SignalKind.PROBE), null);
        failed(slow, 0, 3);
        assertEquals(new Step.Nothing(), slow.probed(at(10), nanos(10)));
        assertEquals(ServiceState.RECOVERING, slow.state());
        assertFalse(slow.wantsProbes());
        assertEquals(new Step.Recover(at(0), SignalKind.PROBE), slow.tick(at(15), nanos(15)));
    }

    @Test
    void aPartialOutageEndsWhenOneWhoFailedReachesTheServiceAndNobodyHasFailedSince() {
        failed(judge, 0, 3);
        answered(judge, 4);
        failed(judge, 7, 10);
        assertEquals(new Step.Nothing(), judge.reachedAgain(at(11), nanos(11)));
        assertEquals(new Step.Recover(at(0), SignalKind.REPLY), judge.reachedAgain(at(14), nanos(14)));
        assertEquals(new Step.Nothing(), judge.reachedAgain(at(15), nanos(15)));
    }

    @Test
    void aFailureThatBecomesKnownAfterTheTrapButBeganBeforeItIsCovered() {
        assertEquals(new Step.Nothing(), trap(judge, 2));
        assertEquals(new Step.Ask(CONFIRM_TIMEOUT), failed(judge, 0, 3));
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), answered(judge, 3.1));
    }

    @Test
    void aFailureThatBeganAfterTheTrapIsNotCoveredByIt() {
        trap(judge, 2);
        assertEquals(new Step.Nothing(), failed(judge, 2.5, 5.5));
        assertEquals(ServiceState.FAILED, judge.state());
    }

    @Test
    void aFailureOfBeforeTheTrapThatIsReportedAfterOneOfAfterItDoesNotBringTheTrapBack() {
        trap(judge, 2);
        failed(judge, 2.5, 5.5);
        assertEquals(new Step.Nothing(), failed(judge, 1, 6));
        assertEquals(ServiceState.FAILED, judge.state());
    }

    @Test
    void aClientThatTurnsUpAfterTheRecoveryButFailedBeforeItIsAStraggler() {
        failed(judge, 0, 3);
        trap(judge, 10);
        answered(judge, 11);
        judge.recoveredAt(at(11));
        assertEquals(new Step.Straggler(), failed(judge, 10.5, 13.5));
        assertEquals(ServiceState.AVAILABLE, judge.state());
        assertEquals(new Step.Nothing(), failed(judge, 11.5, 14.5));
        assertEquals(ServiceState.FAILED, judge.state());
    }

    @Test
    void holdDownWaitsAndAFailureThatBeginsInItCancels() {
        final var careful = new ServiceJudge(service(true, Duration.ofSeconds(5), SignalKind.TRAP), null);
        failed(careful, 0, 3);
        trap(careful, 10);
        assertEquals(new Step.Nothing(), answered(careful, 11));
        assertEquals(ServiceState.RECOVERING, careful.state());
        // It began before the service was back: no reason to doubt.
        failed(careful, 10.5, 13.5);
        assertEquals(ServiceState.RECOVERING, careful.state());
        failed(careful, 12, 15);
        assertEquals(ServiceState.FAILED, careful.state());
        assertEquals(new Step.Nothing(), careful.tick(at(17), nanos(17)));

        trap(careful, 20);
        answered(careful, 21);
        assertEquals(new Step.Nothing(), careful.tick(at(25.9), nanos(25.9)));
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), careful.tick(at(26), nanos(26)));
    }

    @Test
    void theOperatorsWordNeedsNoConfirmation() {
        assertEquals(new Step.Nothing(), judge.signal(SignalKind.DECLARED, at(1), nanos(1)));
        failed(judge, 0, 3);
        assertEquals(new Step.Recover(at(0), SignalKind.DECLARED),
            judge.signal(SignalKind.DECLARED, at(4), nanos(4)));
    }

    @Test
    void whenEveryClientReachedItByItselfThereIsNothingToRecover() {
        failed(judge, 0, 3);
        trap(judge, 10);
        judge.cleared();
        assertEquals(ServiceState.AVAILABLE, judge.state());
        assertEquals(new Step.Nothing(), answered(judge, 11));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyOrderOfEventsAnOutageIsRecoveredAtMostOnceAndNeverWithoutAFailure(final long seed) {
        final var random = new Random(seed);
        final var any = new ServiceJudge(
            service(random.nextBoolean(), Duration.ofSeconds(random.nextInt(3)), SignalKind.values()), null);
        boolean open = false;
        double now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextDouble(4);
            final var before = any.state();
            final var event = random.nextInt(6);
            final var step = switch (event) {
                case 0 -> failed(any, Math.max(0, now - random.nextDouble(6)), now);
                case 1 -> trap(any, now);
                case 2 -> answered(any, now);
                case 3 -> any.tick(at(now), nanos(now));
                case 4 -> any.signal(SignalKind.DECLARED, at(now), nanos(now));
                default -> random.nextInt(10) == 0 ? any.cleared() : new Step.Nothing();
            };
            if (event == 0 && !(step instanceof Step.Straggler)) {
                open = true;
            }
            if (step instanceof Step.Recover) {
                assertTrue(open, "recovered without a failure at event " + i);
                open = false;
                any.recoveredAt(at(now));
                assertEquals(ServiceState.AVAILABLE, any.state());
            }
            if (step instanceof Step.Straggler) {
                assertEquals(ServiceState.AVAILABLE, before);
            }
            if (any.state() == ServiceState.AVAILABLE) {
                open = false;
                assertNull(any.failedSince());
            } else {
                assertInstanceOf(Instant.class, any.failedSince());
            }
        }
    }

    private static ServiceJudge inMaintenance(final double from, final double until, final boolean dropsNotices) {
        final var plain = service(false, Duration.ofSeconds(10), SignalKind.values());
        return new ServiceJudge(new ServerService(plain.key(), 80, plain.addresses(), Set.of(), RESPONSE_TIMEOUT, 2,
            false, plain.recovery(),
            List.of(new MaintenanceWindow("friday", at(from), at(until), dropsNotices))), null);
    }

    @Test
    void aRecoveryInAMaintenanceWindowWaitsForItsEnd() {
        final var waiting = inMaintenance(0, 100, false);
        failed(waiting, 0, 3);
        assertEquals(new Step.Nothing(), trap(waiting, 10));
        assertEquals("maintenance 'friday' until " + at(100) + ": its clients are told then", waiting.reason());
        assertEquals(new Step.Nothing(), waiting.tick(at(99), nanos(99)));
        assertEquals(ServiceState.RECOVERING, waiting.state());
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), waiting.tick(at(100), nanos(100)));
        assertNull(waiting.reason());
    }

    @Test
    void whoFailsAgainInAMaintenanceWindowCancelsTheRecovery() {
        final var waiting = inMaintenance(0, 100, false);
        failed(waiting, 0, 3);
        trap(waiting, 10);
        failed(waiting, 50, 53);
        assertEquals(ServiceState.FAILED, waiting.state());
        assertEquals(new Step.Nothing(), waiting.tick(at(101), nanos(101)));
    }

    @Test
    void aHoldDownThatEndsInAMaintenanceWindowGoesOnUntilItsEnd() {
        final var waiting = inMaintenance(15, 100, false);
        failed(waiting, 0, 3);
        trap(waiting, 10);
        assertEquals(new Step.Nothing(), waiting.tick(at(21), nanos(21)));
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), waiting.tick(at(100), nanos(100)));
    }

    @Test
    void theOperatorsWordIsNotHeldByMaintenance() {
        final var waiting = inMaintenance(0, 100, false);
        failed(waiting, 0, 3);
        trap(waiting, 10);
        assertEquals(new Step.Recover(at(0), SignalKind.DECLARED),
            waiting.signal(SignalKind.DECLARED, at(20), nanos(20)));
    }

    @Test
    void whereNoticesAreDroppedTheServiceIsBackAtOnce() {
        final var dropping = inMaintenance(0, 100, true);
        failed(dropping, 0, 3);
        trap(dropping, 10);
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), dropping.tick(at(20), nanos(20)));
    }

    @Test
    void aTrapFromBeforeTheLastFailureIsOldNews() {
        final var trusting = new ServiceJudge(service(false, Duration.ZERO, SignalKind.TRAP), null);
        trusting.failed(at(0), at(30), nanos(33));
        assertEquals(new Step.Nothing(), trusting.signal(SignalKind.TRAP, at(20), nanos(40)));
        assertEquals(ServiceState.FAILED, trusting.state());
        assertEquals(new Step.Recover(at(0), SignalKind.TRAP), trap(trusting, 41));
    }
}
