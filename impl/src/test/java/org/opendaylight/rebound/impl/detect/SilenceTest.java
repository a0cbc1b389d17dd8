/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.api.Evidence.ICMP_UNREACHABLE;
import static org.opendaylight.rebound.api.Evidence.NO_REPLY;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.WEB;
import static org.opendaylight.rebound.impl.detect.Scene.web;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;

class SilenceTest {
    private final Scene scene = new Scene();

    @Test
    void twoUnansweredPacketsAreAFailureOnceTheResponseTimeoutHasPassed() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(2980).assertFailures();
        scene.until(3040).assertFailures(web(ANNA, NO_REPLY, 2));
        assertEquals(3000, scene.failures.get(0).nanosSinceBegin() / 1_000_000, 40);
    }

    @Test
    void theLastPacketThatIsNeededHasHalfTheResponseTimeout() {
        scene.syn(ANNA, 1000, 7).until(2900).syn(ANNA, 1000, 7).until(4380).assertFailures();
        scene.until(4440).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void packetsBeyondTheNeededOnesDoNotPutTheFailureOff() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(2000).syn(ANNA, 1000, 7)
            .until(2900).syn(ANNA, 1000, 7).until(3040).assertFailures(web(ANNA, NO_REPLY, 4));
    }

    @Test
    void onePacketIsEnoughWhereOneAttemptIsConfiguredOnceItsClientWouldHaveAskedAgain() {
        scene.detector.services(List.of(Scene.service(WEB, 200, 1)));
        scene.webAnswers().syn(ANNA, 1000, 7).until(1480).assertFailures();
        scene.until(1540).assertFailures(web(ANNA, NO_REPLY, 1));
    }

    @Test
    void aClientThatAsksAgainWasNotAnswered() {
        scene.detector.services(List.of(Scene.service(WEB, 200, 1)));
        scene.syn(ANNA, 1000, 7).until(980).assertFailures();
        scene.until(1000).syn(ANNA, 1000, 7).until(1040).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void whoDoesNotAskAgainIsBelievedOnlyIfAnswersCanBeSeen() {
        scene.syn(ANNA, 1000, 7).until(500).syn(ANNA, 1001, 8).until(80_000).assertFailures()
            .assertCounted(1, "silence-content");
        assertEquals(Set.of(), scene.notObserved);
        scene.webAnswers().syn(ANNA, 1000, 9).until(80_500).syn(ANNA, 1001, 10).until(84_000)
            .assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void whereManyAreUnansweredAndContentTheRepliesAreNotObserved() {
        for (int i = 0; i < 3; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7).syn(IpAddress.ofIpv4(0x0A000000 + i), 1001, 7);
        }
        scene.until(4000).assertFailures();
        assertEquals(Set.of(WEB), scene.notObserved);
        // A SYN or an answer of this one was lost on its way
        scene.syn(ANNA, 1000, 7).until(5000).syn(ANNA, 1000, 7).until(8000).assertFailures()
            .assertCounted(1, "silence-unobserved");
        scene.syn(BERT, 1000, 7).icmp(1, BERT, 1000, 7).assertFailures(web(BERT, ICMP_UNREACHABLE, 1));
        scene.webAnswers();
        assertEquals(Set.of(), scene.notObserved);
        scene.syn(ANNA, 2000, 7).until(9000).syn(ANNA, 2000, 7).until(12_000)
            .assertFailures(web(BERT, ICMP_UNREACHABLE, 1), web(ANNA, NO_REPLY, 2));
    }

    @Test
    void oneThatAsksAgainShowsThatTheOthersAreNotContent() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(4000).assertFailures(web(ANNA, NO_REPLY, 2));
        for (int i = 0; i < 20; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7).syn(IpAddress.ofIpv4(0x0A000000 + i), 1001, 7);
        }
        scene.until(8000);
        assertEquals(Set.of(), scene.notObserved);
    }

    @Test
    void aServiceThatWasSeenToAnswerIsGivenMoreTimeToShowThatItDoes() {
        scene.webAnswers();
        for (int i = 0; i < 12; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7).syn(IpAddress.ofIpv4(0x0A000000 + i), 1001, 7)
                .until(4000 * (i + 1));
        }
        assertEquals(7, scene.failures.size());
        assertEquals(Set.of(WEB), scene.notObserved);
    }

    @Test
    void whoDoesNotAskAgainWaitsUntilAllCopiesAreAccountedFor() {
        scene.webAnswers().detector.accounted(scene.now());
        scene.syn(ANNA, 1000, 7).until(500).syn(ANNA, 1001, 8).until(6000).assertFailures();
        assertTrue(scene.detector.awaitsAccount());
        scene.detector.accounted(scene.now());
        assertFalse(scene.detector.awaitsAccount());
        scene.until(6300).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void copiesThatAreNotAccountedForInTenSecondsAreNotWaitedFor() {
        scene.webAnswers().detector.accounted(scene.now());
        scene.syn(ANNA, 1000, 7).until(500).syn(ANNA, 1001, 8).until(12_900).assertFailures();
        scene.until(13_400).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void aDatagramWaitsUntilAllCopiesAreAccountedForAndIsForgivenIfSomeWereLost() {
        scene.detector.accounted(scene.now());
        scene.query(ANNA, 1000).until(500).query(ANNA, 1000).until(4000).assertFailures();
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.COPIES_LOST);
        scene.detector.accounted(scene.now());
        scene.until(80_000).assertFailures().assertCounted(1, "copies-lost");
    }

    @Test
    void newConnectionsOfAClientAreOneSeriesWithItsRetransmissions() {
        scene.webAnswers().syn(ANNA, 1000, 7).until(500).syn(ANNA, 1001, 8).until(3040)
            .assertFailures(web(ANNA, NO_REPLY, 2)).assertCounted(3, "attempt").assertCounted(0, "retransmission");
    }

    @Test
    void clientsDoNotCountForEachOther() {
        scene.syn(ANNA, 1000, 7).syn(BERT, 1000, 7).until(10_000).assertFailures();
    }

    @Test
    void theSamePacketSeenAtTwoPlacesIsOnePacket() {
        scene.syn(ANNA, 1000, 7).until(240).syn(ANNA, 1000, 7).until(70_000).assertFailures()
            .assertCounted(1, "copy").assertCounted(1, "expired");
    }

    @Test
    void aSeriesBelowTheNeededPacketsIsForgottenSixtySecondsAfterItsLastOne() {
        scene.syn(ANNA, 1000, 7).until(59_900);
        assertEquals(1, scene.detector.size());
        scene.until(60_100).assertFailures().assertCounted(1, "expired");
        assertEquals(0, scene.detector.size());
        scene.syn(ANNA, 1001, 8).until(70_000).assertFailures();
    }

    @Test
    void aLongResponseTimeoutLetsASeriesLiveTenTimesAsLong() {
        scene.detector.services(List.of(Scene.service(WEB, 10_000, 2)));
        scene.webAnswers().syn(ANNA, 1000, 7).until(99_000).syn(ANNA, 1001, 8).until(103_900).assertFailures();
        scene.until(104_100).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void whatIsSentAgainForAConnectionThatFailedIsNotANewFailure() {
        // Linux sends a SYN again after 1, 3, 7, 15, 31 and 63 s
        for (int time : new int[] { 0, 1, 3, 7, 15, 31, 63 }) {
            scene.until(time * 1000L).syn(ANNA, 1000, 7);
        }
        scene.until(200_000).assertFailures(web(ANNA, NO_REPLY, 3)).assertCounted(4, "attempt-after-failure");
        assertEquals(0, scene.detector.size());
    }

    @Test
    void newConnectionsAfterAFailureAreANewSeries() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(4000)
            .syn(ANNA, 1001, 8).until(5000).syn(ANNA, 1001, 8).syn(ANNA, 1000, 7).until(6900)
            .assertFailures(web(ANNA, NO_REPLY, 2));
        scene.until(7040).assertFailures(web(ANNA, NO_REPLY, 2), web(ANNA, NO_REPLY, 2));
        assertEquals(3000, scene.failures.get(1).nanosSinceBegin() / 1_000_000, 40);
    }

    @Test
    void eightConnectionsAtATimeAreRememberedAsFailed() {
        scene.webAnswers();
        for (int i = 0; i < 8; i++) {
            scene.syn(ANNA, 1000 + i, i);
        }
        scene.until(3040).assertFailures(web(ANNA, NO_REPLY, 8));
        for (int i = 0; i < 8; i++) {
            scene.syn(ANNA, 1000 + i, i);
        }
        scene.until(10_000).assertFailures(web(ANNA, NO_REPLY, 8)).assertCounted(8, "attempt-after-failure");
    }

    @Test
    void theAddressesOfAServiceAreTriedSeparately() {
        scene.syn(ANNA, 1000, 7)
            .see(new TcpOpen(Scene.ANNA6, Scene.SERVER6, 1000, 80, 7, 0)).until(1000)
            .see(new TcpOpen(Scene.ANNA6, Scene.SERVER6, 1000, 80, 7, 0)).until(10_000)
            .assertFailures(web(Scene.ANNA6, NO_REPLY, 2));
    }
}
