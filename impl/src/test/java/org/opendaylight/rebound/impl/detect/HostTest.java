/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;

/**
 * Who asks in vain for a server's link-layer address.
 */
class HostTest {
    private static final String[] ANNA_FAILED = {
        "server/tcp/80 198.51.100.1 UNRESOLVED 3", "server/udp/53 198.51.100.1 UNRESOLVED 3"
    };

    private final Scene scene = new Scene();

    @Test
    void whoIsNotAnsweredCanReachNoServiceOfTheServer() {
        // Linux asks three times, once a second
        scene.arp(ANNA).until(1000).arp(ANNA).until(2000).arp(ANNA).until(2980).assertFailures();
        scene.until(3040).assertFailures(ANNA_FAILED);
    }

    @Test
    void anAnswerEndsIt() {
        scene.arp(ANNA).until(1000).arp(ANNA).until(1010).arpReply().until(70_000).assertFailures()
            .assertCounted(1, "host-seen");
    }

    @Test
    void aServerThatAsksIsThere() {
        scene.arp(ANNA).until(1000).arp(ANNA).until(1010).see(new Solicitation(SERVER, BERT)).until(70_000)
            .assertFailures();
    }

    @Test
    void oneQuestionIsNoFailure() {
        scene.detector.services(List.of(Scene.service(Scene.WEB, 500, 1)));
        scene.arp(ANNA).until(10).arp(ANNA).until(70_000).assertFailures().assertCounted(1, "copy");
    }

    @Test
    void whoKeepsAskingFailsAgainOnlyAfterAWhileOrAfterAnAnswer() {
        for (int i = 0; i < 30; i++) {
            scene.until(i * 1100L).arp(ANNA);
        }
        scene.assertFailures(ANNA_FAILED);
        scene.arpReply().until(40_000).arp(ANNA).until(41_000).arp(ANNA).until(42_000).arp(ANNA).until(44_000)
            .assertFailures(ANNA_FAILED[0], ANNA_FAILED[1], ANNA_FAILED[0], ANNA_FAILED[1]);
    }

    @Test
    void routersAskOnBehalfOfOthersAndTheControllerForItself() {
        scene.detector.routers(Set.of(ANNA));
        scene.detector.ignoreClients(Set.of(BERT));
        for (int i = 0; i < 3; i++) {
            scene.until(i * 1000L).arp(ANNA).arp(BERT);
        }
        scene.until(70_000).assertFailures().assertCounted(3, "router-solicitation").assertCounted(3, "own-probe");
    }

    @Test
    void whoAsksForSomebodyElseIsNothingToUs() {
        scene.see(new Solicitation(ANNA, BERT)).until(1000).see(new Solicitation(ANNA, BERT)).until(70_000)
            .assertFailures().assertCounted(2, "not-watched");
    }

    @Test
    void aServerThatChangesItsServicesKeepsWhatIsPending() {
        scene.arp(ANNA).until(1000).arp(ANNA);
        scene.detector.services(List.of(new ServerService(Scene.WEB, List.of(SERVER), Duration.ofSeconds(3), 2,
            Scene.POLICY)));
        scene.until(4000).assertFailures("server/tcp/80 198.51.100.1 UNRESOLVED 2");
    }

    @Test
    void lostCopiesForgiveQuestions() {
        scene.arp(ANNA).until(1000).arp(ANNA);
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.PACKETS_DROPPED);
        scene.until(2000).arp(ANNA).until(70_000).assertFailures();
    }

    @Test
    void ipv6IsTheSame() {
        for (int i = 0; i < 3; i++) {
            scene.until(i * 1000L).see(new Solicitation(Scene.ANNA6, Scene.SERVER6));
        }
        final var anna = IpAddress.parse("2001:db8:1::1");
        scene.until(4000).assertFailures("server/tcp/80 " + anna + " UNRESOLVED 3",
            "server/udp/53 " + anna + " UNRESOLVED 3");
    }
}
