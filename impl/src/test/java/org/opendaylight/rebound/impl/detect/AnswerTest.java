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
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER;
import static org.opendaylight.rebound.impl.detect.Scene.web;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;

class AnswerTest {
    private final Scene scene = new Scene();

    @Test
    void anAnswerCancelsTheSeries() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(1100).synAck(ANNA, 1000, 8)
            .until(100_000).assertFailures().assertAnswers("server/tcp/80 198.51.100.1").assertCounted(1, "answer");
        assertEquals(0, scene.detector.size());
    }

    @Test
    void anAnswerAfterTheResponseTimeoutButBeforeTheTickCancelsTheSeries() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(2990);
        scene.freezeUntil(3030).synAck(ANNA, 1000, 8).tick().until(10_000).assertFailures();
    }

    @Test
    void anAnswerToOneConnectionAnswersAllOfTheSeries() {
        scene.syn(ANNA, 1000, 7).syn(ANNA, 1001, 9).synAck(ANNA, 1001, 10).until(10_000).assertFailures();
    }

    @Test
    void anAnswerToAClientThatDidNotTryIsNone() {
        scene.synAck(ANNA, 1000, 8).assertAnswers().assertCounted(1, "answer-no-attempt");
        assertEquals(List.of(), scene.answering);
        scene.until(300);
        assertEquals(0, scene.detector.size());
    }

    @Test
    void anAnswerThatOvertakesItsAttemptIsItsAnswer() {
        scene.synAck(ANNA, 1000, 8).until(20).syn(ANNA, 1000, 7).assertAnswers("server/tcp/80 198.51.100.1")
            .assertCounted(1, "early").until(70_000).assertFailures();
        assertEquals(0, scene.detector.size());
    }

    @Test
    void aForgedAnswerOnAnotherPortIsNone() {
        scene.syn(ANNA, 1000, 7).synAck(ANNA, 2000, 8).until(1000).syn(ANNA, 1000, 7).until(4000).assertAnswers();
        assertEquals(1, scene.failures.size());
    }

    @Test
    void anAnswerAfterTheFailureIsToldAndEndsTheSeries() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(4000).assertFailures(web(ANNA, NO_REPLY, 2))
            .syn(ANNA, 1000, 7).synAck(ANNA, 1000, 8).assertAnswers("server/tcp/80 198.51.100.1");
        assertEquals(0, scene.detector.size());
    }

    @Test
    void anAnswerToAConnectionThatItsClientHasGivenUpShowsTheServiceButNotThatTheClientReachedIt() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(3050).icmp(1, ANNA, 1000, 7)
            .until(3200).synAck(ANNA, 1000, 8).assertFailures(web(ANNA, NO_REPLY, 2)).assertAnswers()
            .assertCounted(1, "answer-given-up");
        assertEquals(List.of(Scene.WEB), scene.answering);
        scene.syn(ANNA, 1001, 9).synAck(ANNA, 1001, 10).assertAnswers("server/tcp/80 198.51.100.1");
    }

    @Test
    void anAnswerToAConnectionThatWasRefusedDoesNotShowThatTheClientReachedIt() {
        scene.syn(ANNA, 1000, 7).rst(ANNA, 1000, 8).until(100).synAck(ANNA, 1000, 8)
            .assertFailures(web(ANNA, Evidence.REFUSED, 1)).assertAnswers().assertCounted(1, "answer-given-up");
    }

    @Test
    void anAnswerToAnotherClientCancelsNothing() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).syn(BERT, 1000, 7).synAck(BERT, 1000, 8).until(4000)
            .assertFailures(web(ANNA, NO_REPLY, 2)).assertAnswers("server/tcp/80 198.51.100.2");
    }

    @Test
    void anAnswerFromAnotherPortOrAddressIsNone() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7)
            .see(new TcpAnswer(SERVER, ANNA, 81, 1000, 8))
            .see(new TcpAnswer(BERT, ANNA, 80, 1000, 8)).until(4000)
            .assertFailures(web(ANNA, NO_REPLY, 2)).assertAnswers().assertCounted(2, "not-watched");
    }

    @Test
    void anAnswerThatDoesNotAcknowledgeTheSynIsNone() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).synAck(ANNA, 1000, 7).synAck(ANNA, 1000, 9)
            .synAck(ANNA, 1000, -8).until(4000).assertFailures(web(ANNA, NO_REPLY, 2)).assertAnswers()
            .assertCounted(3, "answer-wrong-acknowledgement");
    }

    @Test
    void anAnswerMayAcknowledgeTheDataThatTheSynCarries() {
        scene.see(new TcpOpen(ANNA, SERVER, 1000, 80, -2, 100)).synAck(ANNA, 1000, 99);
        assertEquals(0, scene.detector.size());
        scene.see(new TcpOpen(ANNA, SERVER, 1001, 80, -2, 100)).synAck(ANNA, 1001, -1);
        assertEquals(0, scene.detector.size());
        scene.see(new TcpOpen(ANNA, SERVER, 1002, 80, -2, 100)).synAck(ANNA, 1002, 100);
        assertEquals(1, scene.detector.size());
    }

    @Test
    void aPortThatIsUsedAgainIsAnsweredByTheNewSequenceNumber() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 500_000).synAck(ANNA, 1000, 500_001)
            .until(10_000).assertFailures();
    }

    @Test
    void afterAnAnswerTheNextSynBeginsANewSeries() {
        scene.syn(ANNA, 1000, 7).synAck(ANNA, 1000, 8).until(1000).syn(ANNA, 1001, 9).until(2000).syn(ANNA, 1001, 9)
            .until(3900).assertFailures();
        scene.until(4040).assertFailures(web(ANNA, NO_REPLY, 2));
    }
}
