/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.opendaylight.rebound.api.Evidence.NO_REPLY;
import static org.opendaylight.rebound.api.Evidence.REFUSED;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.DNS;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER;
import static org.opendaylight.rebound.impl.detect.Scene.dns;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;

class UdpTest {
    private final Scene scene = new Scene();

    @Test
    void twoUnansweredDatagramsAreAFailure() {
        scene.query(ANNA, 1000).until(2000).query(ANNA, 1000).until(3480).assertFailures();
        scene.until(3540).assertFailures(dns(ANNA, NO_REPLY, 2)).assertAnswers();
    }

    @Test
    void newPortsOfTheClientBelongToTheSameSeries() {
        scene.query(ANNA, 1000).until(1000).query(ANNA, 1001).until(3040).assertFailures(dns(ANNA, NO_REPLY, 2));
    }

    @Test
    void aBurstThatPassesBeforeTheSwitchKeepsQuietIsOneDatagram() {
        for (int time = 0; time < 240; time += 20) {
            scene.until(time).query(ANNA, 1000);
        }
        scene.until(70_000).assertFailures().assertCounted(11, "copy");
    }

    @Test
    void anyDatagramFromTheServiceIsAnAnswer() {
        scene.query(ANNA, 1000).until(2000).query(ANNA, 1001).until(2100).reply(ANNA, 4711).until(10_000)
            .assertFailures().assertAnswers("server/udp/53 198.51.100.1");
    }

    @Test
    void aDatagramFromAnotherPortIsNoAnswer() {
        scene.query(ANNA, 1000).until(2000).query(ANNA, 1000).see(new UdpPacket(SERVER, ANNA, 54, 1000))
            .until(4000).assertFailures(dns(ANNA, NO_REPLY, 2)).assertCounted(1, "not-watched");
    }

    @Test
    void whatIsSentSoonAfterAnAnswerDoesNotCountBecauseItsAnswerMayPassUnseen() {
        scene.query(ANNA, 1000).reply(ANNA, 1000);
        for (int time = 200; time < 2500; time += 500) {
            scene.until(time).query(ANNA, 1000 + time);
        }
        scene.until(70_000).assertFailures().assertCounted(5, "attempt-while-quiet");
        assertEquals(0, scene.detector.size());
    }

    @Test
    void whatIsSentSoonAfterAnAnswerDoesNotCountEvenIfNoQuestionWasSeen() {
        scene.reply(ANNA, 1000).until(2400).query(ANNA, 1000).until(2480).query(ANNA, 1001).until(10_000)
            .assertFailures().assertAnswers();
    }

    @Test
    void whatAServiceSendsToAClientThatWasNotSeenToTryIsNoAnswerHoweverOften() {
        scene.reply(ANNA, 1000).until(100).reply(ANNA, 1000).until(2000).reply(ANNA, 1001).assertAnswers()
            .assertCounted(3, "answer-no-attempt");
        scene.query(ANNA, 1000).reply(ANNA, 1000).assertAnswers("server/udp/53 198.51.100.1");
    }

    @Test
    void everyAnswerToAClientThatWasSeenToTryIsOneThoughItsQuestionsMayPassUnseen() {
        scene.query(ANNA, 1000).reply(ANNA, 1000).until(2000).reply(ANNA, 1000).until(4000).reply(ANNA, 1000)
            .assertAnswers("server/udp/53 198.51.100.1", "server/udp/53 198.51.100.1", "server/udp/53 198.51.100.1");
    }

    @Test
    void countingBeginsTwoAndAHalfSecondsAfterTheLastAnswer() {
        scene.query(ANNA, 1000).reply(ANNA, 1000).until(2000).query(ANNA, 1000).until(2520).query(ANNA, 1001)
            .until(4600).query(ANNA, 1000).until(6080).assertFailures();
        scene.until(6140).assertFailures(dns(ANNA, NO_REPLY, 2));
    }

    @Test
    void anAnswerToAnotherClientDoesNotKeepThisOneFromCounting() {
        scene.reply(BERT, 1000).until(100).query(ANNA, 1000).until(2100).query(ANNA, 1000).until(4000)
            .assertFailures(dns(ANNA, NO_REPLY, 2));
    }

    @Test
    void portUnreachableIsARefusalEvenForADatagramThatDoesNotCount() {
        scene.query(ANNA, 1000).reply(ANNA, 1000).until(1000).query(ANNA, 1001).icmpUdp(3, ANNA, 1001)
            .assertFailures(dns(ANNA, REFUSED, 1));
    }

    @Test
    void theAnswerIsForgottenWhenItMattersNoMore() {
        scene.reply(ANNA, 1000).until(2400);
        assertEquals(1, scene.detector.size());
        scene.until(2600);
        assertEquals(0, scene.detector.size());
        scene.assertCounted(0, "expired");
    }

    @Test
    void aClientThatUsesOnePortForEverFailsOnceALifetime() {
        for (int time = 0; time < 132_000; time += 2000) {
            scene.until(time).query(ANNA, 123);
        }
        scene.until(140_000).assertFailures(dns(ANNA, NO_REPLY, 2), dns(ANNA, NO_REPLY, 2), dns(ANNA, NO_REPLY, 2));
    }

    @Test
    void twoServersThatAskEachOtherFromTheirOwnPortsBothAnswerAndTry() {
        final var other = new ServiceKey("other", Protocol.UDP, 53);
        scene.detector.services(List.of(Scene.service(DNS, SERVER), Scene.service(other, BERT)));
        scene.see(new UdpPacket(SERVER, BERT, 53, 53)).assertAnswers().assertCounted(1, "answer-no-attempt").until(3000)
            .see(new UdpPacket(SERVER, BERT, 53, 53)).until(10_000)
            .assertFailures(other + " " + SERVER + " NO_REPLY 2");
    }
}
