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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;

/** What holds of the judgement whatever the order of events. */
class JudgeOrderTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(20);

    enum Kind {
        FAILURE,
        LATE_FAILURE,
        TRAP,
        ANSWER,
        REACHED_AGAIN,
        PROBE,
        DECLARED,
        CLEARED,
        NOTHING
    }

    record Event(int secondsLater, Kind kind) {
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(Arbitraries.integers().between(0, 25), Arbitraries.of(Kind.class)).as(Event::new)
            .list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<RecoveryPolicy> policies() {
        return Combinators.combine(Arbitraries.of(SignalKind.class).set(), Arbitraries.of(true, false),
            Arbitraries.of(0, 5, 30)).as((signals, confirm, holdDown) ->
                new RecoveryPolicy(signals, confirm, CONFIRM_TIMEOUT, Duration.ofSeconds(holdDown)));
    }

    /** What a simple observer knows of the outage. */
    private static final class Observer {
        @Nullable Instant since;
        boolean signalled;
        Instant lastAttempt = Instant.MIN;
        Instant lastRecovered = Instant.MIN;

        void failed(final Instant began) {
            if (since != null || began.isAfter(lastRecovered)) {
                since = since == null || began.isBefore(since) ? began : since;
                lastAttempt = began.isAfter(lastAttempt) ? began : lastAttempt;
            }
        }

        void over(final Instant when) {
            since = null;
            signalled = false;
            lastRecovered = when;
        }
    }

    @Property(tries = 5000)
    void anOutageHasOneRecoveryAndEveryRecoveryASignalThatCounts(@ForAll("events") final List<Event> events,
            @ForAll("policies") final RecoveryPolicy policy) {
        final var judge = new ServiceJudge(new ServerService(new ServiceKey("web", Protocol.TCP, 80),
            List.of(IpAddress.parse("10.99.0.4")), RESPONSE_TIMEOUT, 2, policy), null);
        final var observer = new Observer();
        int now = 0;
        for (var event : events) {
            // The coordinator's clock ticks all the time
            for (int until = now + event.secondsLater; now < until; now++) {
                check(judge, observer, policy, now, judge.tick(START.plusSeconds(now), now * 1_000_000_000L));
            }
            check(judge, observer, policy, now, step(judge, observer, policy, now, event.kind));
            assertEquals(observer.since == null, judge.state() == ServiceState.AVAILABLE, () -> "after " + event);
            assertEquals(observer.since, judge.failedSince());
        }
    }

    private static Step step(final ServiceJudge judge, final Observer observer, final RecoveryPolicy policy,
            final int now, final Kind kind) {
        final var time = START.plusSeconds(now);
        final long nanos = now * 1_000_000_000L;
        return switch (kind) {
            case FAILURE, LATE_FAILURE -> {
                final var began = kind == Kind.FAILURE ? time : time.minusSeconds(10);
                observer.failed(began);
                yield judge.failed(began, began, nanos);
            }
            case TRAP -> {
                observer.signalled |= policy.signals().contains(SignalKind.TRAP);
                yield judge.signal(SignalKind.TRAP, time, nanos);
            }
            case ANSWER -> {
                observer.signalled |= policy.signals().contains(SignalKind.REPLY);
                yield judge.answered(time, nanos);
            }
            case REACHED_AGAIN -> {
                observer.signalled |= policy.signals().contains(SignalKind.REPLY);
                yield judge.reachedAgain(time, nanos);
            }
            case PROBE -> {
                observer.signalled |= policy.signals().contains(SignalKind.PROBE);
                yield judge.probed(time, nanos);
            }
            case DECLARED -> {
                observer.signalled |= observer.since != null;
                yield judge.signal(SignalKind.DECLARED, time, nanos);
            }
            case CLEARED -> {
                observer.since = null;
                yield judge.cleared();
            }
            case NOTHING -> new Step.Nothing();
        };
    }

    private static void check(final ServiceJudge judge, final Observer observer, final RecoveryPolicy policy,
            final int now, final Step step) {
        if (step instanceof Step.Recover(var failedSince, var signal)) {
            assertTrue(observer.since != null, "a recovery without an outage");
            assertEquals(observer.since, failedSince);
            assertTrue(observer.signalled, "a recovery without a signal");
            assertTrue(signal == SignalKind.DECLARED || policy.signals().contains(signal), () -> "by " + signal);
            final var time = START.plusSeconds(now);
            assertFalse(signal != SignalKind.DECLARED && policy.holdDown().isPositive()
                && observer.lastAttempt.isAfter(time.minus(policy.holdDown())),
                "a recovery although a client failed during the hold-down");
            observer.over(time.plusMillis(1));
            judge.recoveredAt(time.plusMillis(1));
        } else if (step instanceof Step.Straggler) {
            assertTrue(observer.since == null, "a straggler of a recovery that is not over");
        }
    }
}
