/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final RetryPolicy POLICY =
        new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(5));

    private static OutboxEntry entry(final int tries) {
        final var service = new ServiceKey("web", Protocol.TCP, 80);
        return new OutboxEntry(new Notice("id", service, 1, IpAddress.parse("10.99.0.1"), "mail", "a@example.com",
            null, null, NOW, NOW), "id", State.PENDING, tries, NOW, null, null, null);
    }

    @Test
    void whatWasTakenIsSent() {
        final var after = POLICY.after(entry(2), new SendOutcome.Sent(), NOW);
        assertEquals(State.SENT, after.state());
        assertEquals(NOW, after.sent());
        assertEquals(3, after.tries());
    }

    @Test
    void whatWasRefusedIsKeptWithTheReason() {
        final var after = POLICY.after(entry(0), new SendOutcome.Rejected("550 no such user"), NOW);
        assertEquals(State.FAILED, after.state());
        assertEquals("550 no such user", after.lastError());
    }

    @Test
    void theWaitDoublesUpToTheMaximumWithAFifthMoreOrLess() {
        for (int tries = 0; tries < 100; tries++) {
            final var after = POLICY.after(entry(tries), new SendOutcome.Retry("451 later"), NOW);
            final double expected = Math.min(900, 5 * Math.pow(2, tries));
            final double wait = Duration.between(NOW, after.nextTry()).toMillis() / 1000.0;
            assertEquals(State.PENDING, after.state());
            assertTrue(wait >= 0.8 * expected - 0.002 && wait <= 1.2 * expected + 0.002, tries + ": " + wait);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 20, 1_000_000 })
    void thoseThatFailedTogetherDoNotComeBackTogether(final int tries) {
        final var waits = IntStream.range(0, 200)
            .mapToObj(number -> POLICY.after(entry(tries), new SendOutcome.Retry("451 later"), NOW).nextTry())
            .sorted().toList();
        final long spread = Duration.between(waits.getFirst(), waits.getLast()).toMillis();
        final long wait = tries == 0 ? 5000 : 900_000;
        // two fifths of the wait, of which 200 draws leave next to nothing out
        assertTrue(spread > wait * 0.3 && spread <= wait * 0.4 + 2, "spread over " + spread + " ms");
    }

    @Test
    void theShortestAndTheLongestWaitsCanBeConfigured() {
        final var shortest = new RetryPolicy(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofDays(5));
        final var longest = new RetryPolicy(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));
        for (int tries = 0; tries < 100; tries++) {
            final var soon = shortest.after(entry(tries), new SendOutcome.Retry("451 later"), NOW).nextTry();
            assertTrue(Duration.between(NOW, soon).toMillis() <= 14, tries + ": " + soon);
            final var late = longest.after(entry(tries), new SendOutcome.Retry("451 later"), NOW).nextTry();
            assertTrue(Duration.between(NOW, late).toMinutes() <= 24 * 60 * 1.2 + 1, tries + ": " + late);
        }
    }

    @Test
    void afterFiveDaysItIsGivenUpWithTheLastReason() {
        final var late = NOW.plus(Duration.ofDays(5));
        assertEquals(State.PENDING,
            POLICY.after(entry(9), new SendOutcome.Retry("451 later"), late.minusMillis(1)).state());
        final var after = POLICY.after(entry(9), new SendOutcome.Retry("451 later"), late);
        assertEquals(State.FAILED, after.state());
        assertEquals("given up after 10 tries: 451 later", after.lastError());
    }
}
