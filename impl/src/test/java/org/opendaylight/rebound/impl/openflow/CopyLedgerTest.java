/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CopyLedgerTest {
    private final CopyLedger ledger = new CopyLedger();

    @Test
    void countThatBeganBeforeReceivingIsNoLoss() {
        assertEquals(0, ledger.count(5000, 0, 0));
        assertEquals(0, ledger.count(5010, 0, 10));
    }

    @Test
    void whatIsMissingInQuietTimesIsLost() {
        assertEquals(0, ledger.count(100, 0, 0));
        assertEquals(3, ledger.count(110, 0, 7));
        assertEquals(0, ledger.count(110, 7, 7));
        assertEquals(1, ledger.count(111, 7, 7));
    }

    @Test
    void copiesThatAreOnTheirWayAreNotLost() {
        // 10 a second; what is counted lags behind, and what is received runs ahead
        assertEquals(0, ledger.count(20, 10, 40));
        assertEquals(0, ledger.count(30, 20, 50));
    }

    @Test
    void trafficDuringTheFirstCountHidesNothingLater() {
        assertEquals(0, ledger.count(1000, 900, 1000));
        // it was quiet, and the first count turns out to have been exact
        assertEquals(0, ledger.count(1000, 1000, 1000));
        assertEquals(1, ledger.count(1001, 1000, 1000));
    }

    @Test
    void countThatBeginsAnewIsNoLoss() {
        ledger.count(100, 100, 100);
        assertEquals(2, ledger.count(110, 100, 108));
        // the flow was put there anew: counts from nothing, in the middle of traffic
        assertEquals(0, ledger.count(4, 108, 112));
        assertEquals(0, ledger.count(4, 112, 112));
        assertEquals(1, ledger.count(5, 112, 112));
    }

    @Test
    void changedFlowsAreNoLoss() {
        ledger.count(100, 100, 100);
        ledger.restart();
        assertEquals(0, ledger.count(300, 100, 110));
        assertEquals(0, ledger.count(300, 110, 110));
    }

    @Test
    void whatTheMeterDropsIsReportedOnce() {
        assertEquals(0, ledger.meter(7));
        assertEquals(0, ledger.count(10, 10, 10));
        assertEquals(5, ledger.meter(12));
        // the same five, and one that was lost elsewhere
        assertEquals(1, ledger.count(20, 10, 14));
        // a new meter
        assertEquals(0, ledger.meter(0));
        assertEquals(3, ledger.meter(4));
    }

    /**
     * Whatever the lag of the count and the delay of the copies within their bounds, no more is said than was lost; and
     * all of it once it is quiet, if it was quiet at the first count.
     */
    @Property
    void saysNoMoreThanWasLostAndInTheEndAllOfIt(
            @ForAll @Size(min = 1, max = 40) final List<@IntRange(max = 50) Integer> copied,
            @ForAll @Size(40) final List<@IntRange(max = 3) Integer> lostEach,
            @ForAll @Size(40) final List<@IntRange(max = 50) Integer> hidden,
            @ForAll @IntRange(max = 9) final int start, @ForAll final boolean quietFirst) {
        // one for each try
        final var fresh = new CopyLedger();
        final int seconds = copied.size();
        final var sent = new long[seconds + 3];
        final var gone = new long[seconds + 3];
        for (int i = 0; i < seconds + 2; i++) {
            final int made = i >= seconds || quietFirst && i == 0 ? 0 : copied.get(i);
            sent[i + 1] = sent[i] + made;
            gone[i + 1] = gone[i] + (made == 0 ? 0 : Math.min(made, lostEach.get(i)));
        }
        long said = 0;
        for (int i = 1; i <= seconds + 1; i++) {
            final long lag = Math.min(sent[i] - sent[i - 1], i < hidden.size() ? hidden.get(i) : 0);
            said += fresh.count(start + sent[i] - lag, sent[i - 1] - gone[i - 1], sent[i + 1] - gone[i + 1]);
            assertTrue(said <= gone[i + 1], "said " + said + " of " + gone[i + 1]);
        }
        if (quietFirst) {
            assertEquals(gone[seconds], said);
        }
    }
}
