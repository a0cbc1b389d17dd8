/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.opendaylight.rebound.api.Evidence.NO_REPLY;
import static org.opendaylight.rebound.api.Evidence.REFUSED;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER;
import static org.opendaylight.rebound.impl.detect.Scene.web;

import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;

class RefusalTest {
    private final Scene scene = new Scene();

    @Test
    void aResetOfAPendingAttemptIsAFailureAtOnce() {
        scene.syn(ANNA, 1000, 7).rst(ANNA, 1000, 8).assertFailures(web(ANNA, REFUSED, 1)).assertAnswers();
        scene.until(100_000).assertFailures(web(ANNA, REFUSED, 1));
    }

    @Test
    void everyConnectionThatIsRefusedIsAFailureOfItsOwn() {
        for (int i = 0; i < 3; i++) {
            scene.syn(ANNA, 1000 + i, 7 * i).rst(ANNA, 1000 + i, 7 * i + 1).until(100 * i);
        }
        scene.assertFailures(web(ANNA, REFUSED, 1), web(ANNA, REFUSED, 1), web(ANNA, REFUSED, 1));
    }

    @Test
    void connectionsThatAreRefusedTogetherAreOneFailure() {
        scene.syn(ANNA, 1000, 7).syn(ANNA, 1001, 9).rst(ANNA, 1000, 8).rst(ANNA, 1001, 10).until(100_000)
            .assertFailures(web(ANNA, REFUSED, 2)).assertCounted(1, "reset-after-failure");
    }

    @Test
    void aResetOfAnEstablishedConnectionIsNone() {
        scene.syn(ANNA, 1000, 7).synAck(ANNA, 1000, 8).rst(ANNA, 1000, 8).rst(ANNA, 1000, 5000).until(10_000)
            .assertFailures().assertCounted(1, "reset-no-attempt").assertCounted(1, "reset-wrong-acknowledgement");
    }

    @Test
    void aRefusalThatOvertakesItsAttemptIsItsRefusal() {
        scene.rst(ANNA, 1000, 8).until(20).syn(ANNA, 1000, 7).assertFailures(web(ANNA, REFUSED, 1))
            .assertCounted(1, "early");
    }

    @Test
    void aResetOfAnOlderConnectionOfTheClientIsNone() {
        scene.syn(ANNA, 1000, 7).rst(ANNA, 999, 8).assertFailures().assertCounted(1, "reset-no-attempt");
    }

    @Test
    void aResetMustAcknowledgeTheSyn() {
        scene.syn(ANNA, 1000, 7).rst(ANNA, 1000, 7).rst(ANNA, 1000, 9).rst(ANNA, 1000, 0)
            .see(new TcpReset(SERVER, ANNA, 80, 1000, false, 8)).assertFailures()
            .assertCounted(4, "reset-wrong-acknowledgement");
    }

    @Test
    void aResetMayAcknowledgeTheDataThatTheSynCarries() {
        scene.see(new TcpOpen(ANNA, SERVER, 1000, 80, 7, 100)).rst(ANNA, 1000, 108)
            .assertFailures(web(ANNA, REFUSED, 1));
    }

    @Test
    void aResetMustComeFromTheServiceToTheClient() {
        scene.syn(ANNA, 1000, 7).rst(BERT, 1000, 8).see(new TcpReset(SERVER, ANNA, 81, 1000, true, 8))
            .see(new TcpReset(BERT, ANNA, 80, 1000, true, 8)).see(new TcpReset(ANNA, SERVER, 1000, 80, true, 8))
            .assertFailures().assertCounted(3, "not-watched").assertCounted(1, "reset-no-attempt");
    }

    @Test
    void aResetAfterTheFailureIsNotAnotherFailure() {
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(4000).syn(ANNA, 1000, 7).rst(ANNA, 1000, 8)
            .assertFailures(web(ANNA, NO_REPLY, 2)).assertCounted(1, "reset-after-failure");
    }

    @Test
    void aResetOfAnAttemptThatIsLongOverIsNone() {
        scene.syn(ANNA, 1000, 7).until(40_000).syn(ANNA, 1001, 9).until(80_000).syn(ANNA, 1002, 11)
            .rst(ANNA, 1000, 8).assertFailures().assertCounted(1, "reset-too-late")
            .rst(ANNA, 1002, 12).assertFailures(web(ANNA, REFUSED, 1));
    }
}
