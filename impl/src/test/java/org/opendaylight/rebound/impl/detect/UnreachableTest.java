/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.opendaylight.rebound.api.Evidence.ICMP_UNREACHABLE;
import static org.opendaylight.rebound.api.Evidence.REFUSED;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA6;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.ROUTER;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER6;
import static org.opendaylight.rebound.impl.detect.Scene.dns;
import static org.opendaylight.rebound.impl.detect.Scene.web;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

class UnreachableTest {
    private static final Set<Integer> DOWN = Set.of(0, 1, 5, 6, 7, 11, 12);
    private static final Set<Integer> PORT = Set.of(2, 3);
    private static final Set<Integer> POLICY = Set.of(9, 10, 13, 14, 15);

    private final Scene scene = new Scene();

    @Test
    void aQuoteOfAnAttemptIsAFailureAtOnce() {
        scene.syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, 7).assertFailures(web(ANNA, ICMP_UNREACHABLE, 1)).assertAnswers();
        scene.until(100_000).assertFailures(web(ANNA, ICMP_UNREACHABLE, 1));
    }

    @Test
    void aQuoteOfAUdpAttemptIsAFailureAtOnce() {
        scene.query(ANNA, 1000).icmpUdp(1, ANNA, 1000).assertFailures(dns(ANNA, ICMP_UNREACHABLE, 1));
    }

    @Test
    void everyIpv4CodeMeansWhatTheStandardSays() {
        for (int code = 0; code < 256; code++) {
            final var each = new Scene().syn(ANNA, 1000, 7).icmp(code, ANNA, 1000, 7);
            if (DOWN.contains(code)) {
                each.assertFailures(web(ANNA, ICMP_UNREACHABLE, 1));
            } else if (PORT.contains(code)) {
                each.assertFailures(web(ANNA, REFUSED, 1));
            } else {
                each.assertFailures().assertCounted(1, POLICY.contains(code) ? "icmp-policy-code"
                    : "icmp-code-ignored");
            }
        }
    }

    @Test
    void everyIpv6CodeMeansWhatTheStandardSays() {
        for (int code = 0; code < 256; code++) {
            final var each = new Scene().see(new TcpOpen(ANNA6, SERVER6, 1000, 80, 7, 0))
                .see(new Unreachable(SERVER6, ANNA6, code, ANNA6, SERVER6, Protocol.TCP, 1000, 80, 7));
            switch (code) {
                case 0, 3 -> each.assertFailures(web(ANNA6, ICMP_UNREACHABLE, 1));
                case 4 -> each.assertFailures(web(ANNA6, REFUSED, 1));
                case 1, 5, 6 -> each.assertFailures().assertCounted(1, "icmp-policy-code");
                default -> each.assertFailures().assertCounted(1, "icmp-code-ignored");
            }
        }
    }

    @Test
    void aMessageForEachRetransmissionIsOneFailure() {
        scene.syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, 7)
            .until(3000).syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, 7).until(10_000)
            .assertFailures(web(ANNA, ICMP_UNREACHABLE, 1)).assertCounted(2, "quote-after-failure");
    }

    @Test
    void everyNewConnectionIsAFailureOfItsOwn() {
        scene.syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, 7).until(1000).syn(ANNA, 1001, 9).icmp(1, ANNA, 1001, 9)
            .assertFailures(web(ANNA, ICMP_UNREACHABLE, 1), web(ANNA, ICMP_UNREACHABLE, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = { 6, 8, 0, -8 })
    void aQuoteMustHaveTheSequenceNumberOfTheAttempt(final int sequence) {
        scene.syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, sequence).assertFailures()
            .assertCounted(1, "quote-wrong-sequence");
    }

    @Test
    void aQuoteMustHaveThePortsAddressesAndProtocolOfTheAttempt() {
        scene.syn(ANNA, 1000, 7).icmp(1, ANNA, 1001, 7).icmp(1, BERT, 1000, 7)
            .see(new Unreachable(ROUTER, ANNA, 1, ANNA, SERVER, Protocol.TCP, 1000, 81, 7))
            .see(new Unreachable(ROUTER, ANNA, 1, ANNA, BERT, Protocol.TCP, 1000, 80, 7))
            .see(new Unreachable(ROUTER, ANNA, 1, ANNA, SERVER, Protocol.UDP, 1000, 80, 7))
            .assertFailures().assertCounted(2, "quote-no-attempt").assertCounted(3, "quote-not-watched");
    }

    @Test
    void aMessageMustBeAddressedToTheClientThatItQuotes() {
        scene.syn(ANNA, 1000, 7)
            .see(new Unreachable(ROUTER, BERT, 1, ANNA, SERVER, Protocol.TCP, 1000, 80, 7))
            .assertFailures().assertCounted(1, "quote-wrong-addressee");
    }

    @Test
    void aQuoteOfAConnectionThatWasAnsweredIsNoFailure() {
        scene.syn(ANNA, 1000, 7).synAck(ANNA, 1000, 8).icmp(1, ANNA, 1000, 7).assertFailures()
            .assertCounted(1, "quote-no-attempt");
    }

    @Test
    void aQuoteMustComeWithinTheLifeOfTheAttempt() {
        // Other connections keep the series alive
        scene.syn(ANNA, 1000, 7).until(50_000);
        scene.detector.evidenceLost(scene.now(), EvidenceLoss.PACKETS_DROPPED);
        scene.syn(ANNA, 1001, 9).until(61_000).icmp(1, ANNA, 1000, 7).assertFailures()
            .assertCounted(1, "quote-too-late");
        scene.icmp(1, ANNA, 1001, 9).assertFailures(web(ANNA, ICMP_UNREACHABLE, 1));
    }

    @Test
    void anAttemptAtAServiceThatIsNotWatchedIsNotRemembered() {
        scene.detector.services(List.of());
        scene.syn(ANNA, 1000, 7).icmp(1, ANNA, 1000, 7).assertFailures().assertCounted(1, "quote-not-watched");
        assertEquals(0, scene.detector.size());
    }

    @Test
    void aFiltersMessageIsAFailureWhereItIsWanted() {
        scene.detector.services(List.of(new ServerService(Scene.WEB, 80, List.of(SERVER), Set.of(),
            Duration.ofSeconds(3), 2, true, Scene.POLICY, List.of()), Scene.service(Scene.DNS, 3000, 2)));
        for (int code : new int[] { 9, 10, 13, 14, 15 }) {
            scene.syn(ANNA, 1000 + code, code).icmp(code, ANNA, 1000 + code, code);
        }
        assertEquals(5, scene.failures.size());
        scene.query(ANNA, 1000).icmpUdp(13, ANNA, 1000).assertCounted(1, "icmp-policy-code");
        assertEquals(5, scene.failures.size());
    }
}
