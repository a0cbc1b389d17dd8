/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    @Test
    void withoutALimitEverythingGoes() {
        final var limits = new RateLimits(MailRates.UNLIMITED);
        assertTrue(IntStream.range(0, 100_000).allMatch(number -> limits.admits("d" + number % 20_000)));
    }

    @Test
    void everyDomainHasItsRate() {
        final var limits = new RateLimits(new MailRates(0, 1, Map.of("Fast.example", 0, "also.example", 1)));
        assertTrue(limits.admits("a.example"));
        assertFalse(limits.admits("a.example"));
        assertTrue(limits.admits("b.example"));
        assertTrue(limits.admits("also.example"));
        assertFalse(limits.admits("also.example"));
        assertTrue(IntStream.range(0, 1000).allMatch(number -> limits.admits("fast.example")));
    }

    @Test
    void theServersRateIsOfAllTogether() {
        final var limits = new RateLimits(new MailRates(1, 0, Map.of()));
        assertTrue(limits.admits("a.example"));
        assertFalse(limits.admits("a.example"));
        assertFalse(limits.admits("b.example"));
    }

    @Test
    void theRateIsKept() {
        final var limits = new RateLimits(new MailRates(600, 0, Map.of()));
        final long start = System.nanoTime();
        final int[] sent = { 0 };
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            if (limits.admits("a.example")) {
                ++sent[0];
            }
            return sent[0] == 11;
        });
        final long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 990, "11 mails at 10 a second took " + millis + " ms");
    }

    /** The domain has a permit once in a minute: it would have to wait for the next if it lost the one it has. */
    @Test
    void aPermitIsNotLostWhereTheOtherLimitRefuses() {
        final var limits = new RateLimits(new MailRates(60, 1, Map.of()));
        assertTrue(limits.admits("a.example"));
        assertFalse(limits.admits("b.example"));
        await().atMost(Duration.ofSeconds(5)).until(() -> limits.admits("b.example"));

        // and the server's is not lost to a domain that has none
        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        assertFalse(limits.admits("a.example"));
        assertTrue(limits.admits("c.example"));
    }

    @Test
    void ratesAreNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> new MailRates(-1, 0, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new MailRates(0, -1, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new MailRates(0, 0, Map.of("a.example", -1)));
        assertEquals(5, new MailRates(1, 2, Map.of("A.example", 5)).of("a.example"));
    }
}
