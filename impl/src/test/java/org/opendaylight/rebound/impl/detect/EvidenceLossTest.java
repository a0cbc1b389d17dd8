/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.opendaylight.rebound.api.Evidence.ICMP_UNREACHABLE;
import static org.opendaylight.rebound.api.Evidence.NO_REPLY;
import static org.opendaylight.rebound.api.Evidence.REFUSED;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.web;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceLossTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @EnumSource(EvidenceLoss.class)
    void whatWasSentBeforeALossMakesNoFailureBySilence(final EvidenceLoss loss) {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(2000);
        scene.detector.evidenceLost(scene.now(), loss);
        scene.until(50_000).assertFailures().assertCounted(1, "silence-void").assertCounted(1, loss.outcome());
    }

    @Test
    void countingBeginsAgainAfterALoss() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(2000);
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.SWITCH_CHANGED);
        scene.until(3000).syn(ANNA, 1000, 7).until(7000).syn(ANNA, 1000, 7).until(8480).assertFailures();
        scene.until(8540).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void icmpAndResetStayEvidenceAfterALoss() {
        scene.syn(ANNA, 1000, 7).syn(ANNA, 1001, 9);
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.PACKETS_DROPPED);
        scene.until(3500).icmp(1, ANNA, 1000, 7).assertFailures(web(ANNA, ICMP_UNREACHABLE, 1));

        scene.syn(ANNA, 1002, 7);
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.PACKETS_DROPPED);
        scene.rst(ANNA, 1002, 8).assertFailures(web(ANNA, ICMP_UNREACHABLE, 1), web(ANNA, REFUSED, 1));
    }

    @Test
    void aFrozenProcessMakesNoFailures() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).freezeUntil(3100).tick().until(20_000)
            .assertFailures().assertCounted(1, "late-tick").assertCounted(1, "silence-void");
    }

    @Test
    void packetsThatWaitedWhileTheProcessWasFrozenMakeNoFailure() {
        scene.syn(ANNA, 1000, 7).freezeUntil(600_000).syn(ANNA, 1000, 7).syn(ANNA, 1001, 8).syn(ANNA, 1002, 9).tick()
            .until(640_000).assertFailures().assertCounted(1, "late-tick");
    }

    @Test
    void aTickThatIsALittleLateLetsWaitingAnswersComeFirst() {
        scene.detector.services(List.of(Scene.service(Scene.WEB, 100, 1)));
        scene.syn(ANNA, 1000, 7).freezeUntil(1900).tick().assertFailures().assertCounted(1, "tick-deferred")
            .synAck(ANNA, 1000, 8).until(10_000).assertFailures().assertCounted(0, "late-tick");
    }

    @Test
    void whatIsSilentAfterALateTickStillFails() {
        scene.detector.services(List.of(Scene.service(Scene.WEB, 100, 1)));
        scene.webAnswers().syn(ANNA, 1000, 7).freezeUntil(1900).tick().assertFailures();
        scene.until(1940).assertFailures(web(ANNA, NO_REPLY, 1));
    }

    @Test
    void aSeriesThatBeganAfterTheLossIsNotTouched() {
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.PACKETS_DROPPED);
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(3040).assertFailures(web(ANNA, NO_REPLY, 2))
            .assertCounted(0, "silence-void");
    }
}
