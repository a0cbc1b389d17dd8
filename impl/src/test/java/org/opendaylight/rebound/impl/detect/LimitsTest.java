/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.api.Evidence.NO_REPLY;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;
import static org.opendaylight.rebound.impl.detect.Scene.BERT;
import static org.opendaylight.rebound.impl.detect.Scene.DNS;
import static org.opendaylight.rebound.impl.detect.Scene.SERVER;
import static org.opendaylight.rebound.impl.detect.Scene.WEB;
import static org.opendaylight.rebound.impl.detect.Scene.dns;
import static org.opendaylight.rebound.impl.detect.Scene.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;

class LimitsTest {
    @Test
    void aClientThatHasItsFullShareGetsNoMore() {
        final var scene = new Scene(new DetectorLimits(100, 2, 100));
        final var services = new ArrayList<ServerService>();
        for (int port = 1; port <= 3; port++) {
            services.add(Scene.service(new ServiceKey("server", Protocol.TCP, port), SERVER));
        }
        scene.detector.services(services);
        for (int i = 0; i < 2; i++) {
            for (int port = 1; port <= 3; port++) {
                scene.see(new TcpOpen(ANNA, SERVER, 1000, port, 7, 0));
            }
            scene.see(new TcpOpen(BERT, SERVER, 1000, 1, 7, 0)).until(1000 * (i + 1));
        }
        scene.until(10_000).assertFailures("server/tcp/1 198.51.100.1 NO_REPLY 2",
            "server/tcp/2 198.51.100.1 NO_REPLY 2", "server/tcp/1 198.51.100.2 NO_REPLY 2")
            .assertCounted(2, "client-limit");
    }

    @Test
    void theOldestSeriesOfAServiceMakesRoom() {
        final var scene = new Scene(new DetectorLimits(100, 100, 10));
        for (int i = 0; i < 15; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7);
        }
        scene.query(ANNA, 1000);
        assertEquals(11, scene.detector.size());
        scene.until(1000);
        for (int i = 5; i < 15; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7);
        }
        scene.until(4000).assertCounted(5, "evicted-service");
        assertEquals(10, scene.failures.size());
    }

    @Test
    void theOldestSeriesOfAllMakesRoom() {
        final var scene = new Scene(new DetectorLimits(2, 100, 100));
        scene.syn(ANNA, 1000, 7).query(ANNA, 1000).syn(BERT, 1000, 7);
        assertEquals(2, scene.detector.size());
        scene.until(2000).query(ANNA, 1000).syn(BERT, 1000, 7).until(10_000)
            .assertCounted(1, "evicted-total").assertFailures(dns(ANNA, NO_REPLY, 2), web(BERT, NO_REPLY, 2));
    }

    @Test
    void limitsOfOneStillFindAClientThatTriesAlone() {
        final var scene = new Scene(new DetectorLimits(1, 2, 1));
        scene.syn(BERT, 1000, 7).query(ANNA, 1000).syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).until(4000)
            .assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void aSeriesKnowsNothingOfTheOneThatItTookThePlaceOf() {
        final var scene = new Scene(new DetectorLimits(1, 1, 1));
        scene.query(BERT, 1000).reply(BERT, 1000).query(ANNA, 1000).reply(BERT, 1000).reply(BERT, 1000)
            .query(ANNA, 1000)
            .assertAnswers("server/udp/53 198.51.100.2").until(2000).query(ANNA, 1000).until(3600)
            .assertFailures(dns(ANNA, NO_REPLY, 2));
    }

    @Test
    void aFloodOfForgedAddressesPushesOutItselfAndNobodyWhoTriedTwice() {
        final var scene = new Scene(new DetectorLimits(100, 100, 50));
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7);
        for (int i = 0; i < 10_000; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7);
        }
        scene.until(4000).assertFailures(web(ANNA, NO_REPLY, 2)).assertCounted(9951, "evicted-service");
    }

    @Test
    void whereAllAreTooManyTheServiceWithTheMostPays() {
        final var scene = new Scene(new DetectorLimits(40, 100, 100));
        scene.query(ANNA, 1000);
        for (int i = 0; i < 1000; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7);
        }
        assertEquals(40, scene.detector.size());
        scene.until(2000).query(ANNA, 1000).until(10_000).assertFailures(dns(ANNA, NO_REPLY, 2));
    }

    @Test
    void aClientThatFloodsIsNamedOnceASecondAndMakesNoFailureMeanwhile() {
        final var scene = new Scene().webAnswers();
        scene.detector.limitFloods(50, 1000);
        scene.syn(BERT, 1000, 7);
        for (int i = 0; i < 2000; i++) {
            scene.until(i * 2).syn(ANNA, 1000 + i % 1000, i);
        }
        scene.until(4100);
        assertEquals(List.of(ANNA, ANNA, ANNA, ANNA), scene.flooding);
        scene.assertFailures();
        // When it is over, it counts again
        scene.until(20_000).syn(ANNA, 5000, 7).until(21_000).syn(ANNA, 5000, 7).until(24_000)
            .assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void aFloodOfManyAddressesMakesItsServiceMuteAndNoOther() {
        final var scene = new Scene().webAnswers();
        scene.detector.limitFloods(50, 200);
        scene.query(ANNA, 1000).syn(BERT, 1000, 7);
        for (int i = 0; i < 1000; i++) {
            scene.syn(IpAddress.ofIpv4(0x0A000000 + i), 1000, 7);
        }
        assertEquals(1, scene.flooded);
        scene.until(1000).query(ANNA, 1000).syn(BERT, 1000, 7).until(6900).syn(BERT, 1000, 7)
            .assertFailures(dns(ANNA, NO_REPLY, 2));
        scene.until(7100).syn(BERT, 2000, 7).until(8100).syn(BERT, 2000, 7).until(11_000)
            .assertFailures(dns(ANNA, NO_REPLY, 2), web(BERT, NO_REPLY, 2));
    }

    @Test
    void anAnswerThatIsSeenDoesNotMakeTheNextOnesSeen() {
        final var scene = new Scene().webAnswers();
        scene.detector.limitFloods(50, 1000);
        for (int i = 0; i < 50; i++) {
            scene.syn(ANNA, 1000 + i, i);
        }
        scene.synAck(ANNA, 1049, 50).until(10).syn(ANNA, 2000, 1).until(20).syn(ANNA, 2001, 1).until(10_000)
            .assertFailures();
        assertEquals(List.of(ANNA), scene.flooding);
    }

    @Test
    void aRangeOfPortsIsOneService() {
        final var scene = new Scene();
        final var passive = new ServiceKey("server", Protocol.TCP, 5000);
        scene.detector.services(List.of(new ServerService(passive, 5010, List.of(SERVER), Set.of(),
            Duration.ofSeconds(3), 2, false, Scene.POLICY, List.of())));
        scene.see(new TcpOpen(ANNA, SERVER, 1000, 5010, 7, 0)).see(new TcpOpen(BERT, SERVER, 1000, 5011, 7, 0))
            .see(new TcpOpen(BERT, SERVER, 1000, 4999, 7, 0)).until(1000)
            .see(new TcpOpen(ANNA, SERVER, 1000, 5010, 7, 0)).until(4000)
            .assertFailures(passive + " " + ANNA + " NO_REPLY 2").assertCounted(2, "not-watched");
    }

    @Test
    void limitsHoldWhateverComes() {
        final var scene = new Scene(new DetectorLimits(50, 3, 40));
        final var random = new Random(5);
        final var services = new ArrayList<ServerService>();
        for (int port = 1; port <= 8; port++) {
            services.add(Scene.service(new ServiceKey("server", Protocol.TCP, port), SERVER));
        }
        scene.detector.services(services);
        long time = 0;
        for (int i = 0; i < 50_000; i++) {
            final var client = IpAddress.ofIpv4(0x0A000000 + random.nextInt(60));
            final int port = 1 + (int) Math.sqrt(random.nextInt(64));
            scene.see(new TcpOpen(client, SERVER, random.nextInt(3), port, 7, 0));
            assertTrue(scene.detector.size() <= 50);
            if (random.nextInt(200) == 0) {
                time += random.nextInt(10_000);
                scene.until(time);
            }
        }
        scene.until(time + 100_000);
        assertEquals(0, scene.detector.size());
    }

    @Test
    void aServiceThatIsRemovedForgetsItsSeriesAndTheOthersKeepTheirs() {
        final var scene = new Scene();
        scene.syn(ANNA, 1000, 7).query(ANNA, 1000).until(2000).syn(ANNA, 1000, 7).query(ANNA, 1000);
        scene.detector.services(List.of(Scene.service(DNS, 3000, 2)));
        assertEquals(1, scene.detector.size());
        scene.until(3540).assertFailures(dns(ANNA, NO_REPLY, 2));
        scene.syn(BERT, 1000, 7).assertCounted(1, "not-watched");
    }

    @Test
    void anAddressThatIsRemovedForgetsItsSeries() {
        final var scene = new Scene();
        scene.syn(ANNA, 1000, 7).see(new TcpOpen(Scene.ANNA6, Scene.SERVER6, 1000, 80, 7, 0));
        scene.detector.services(List.of(Scene.service(WEB, Scene.SERVER6)));
        assertEquals(1, scene.detector.size());
        scene.until(1000).see(new TcpOpen(Scene.ANNA6, Scene.SERVER6, 1000, 80, 7, 0)).until(4000)
            .assertFailures(web(Scene.ANNA6, NO_REPLY, 2));
    }

    @Test
    void aServiceThatMovesToAnotherServerIsAnotherService() {
        final var scene = new Scene();
        final var renamed = new ServiceKey("renamed", Protocol.TCP, 80);
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7);
        scene.detector.services(List.of(Scene.service(renamed, SERVER)));
        assertEquals(0, scene.detector.size());
        scene.until(2000).syn(ANNA, 1000, 7).until(3000).syn(ANNA, 1000, 7).until(6000)
            .assertFailures(renamed + " " + ANNA + " NO_REPLY 2");
    }

    @Test
    void newSettingsOfAServiceHoldForItsPendingSeries() {
        final var scene = new Scene();
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7);
        scene.detector.services(List.of(Scene.service(WEB, 5000, 3)));
        scene.until(4900).assertFailures().syn(ANNA, 1000, 7).until(7380).assertFailures();
        scene.until(7440).assertFailures(web(ANNA, NO_REPLY, 3));
    }

    @Test
    void anEndpointThatTwoServicesNameBelongsToTheFirst() {
        final var scene = new Scene();
        scene.detector.services(List.of(Scene.service(WEB, SERVER),
            Scene.service(new ServiceKey("thief", Protocol.TCP, 80), SERVER)));
        scene.syn(ANNA, 1000, 7).synAck(ANNA, 1000, 8).assertAnswers("server/tcp/80 198.51.100.1");
    }

    @Test
    void theControllersProbesAreNoAttempts() {
        final var scene = new Scene();
        scene.syn(BERT, 1000, 7).query(BERT, 1000);
        scene.detector.ignoreClients(Set.of(BERT));
        assertEquals(0, scene.detector.size());
        scene.syn(ANNA, 1000, 7).until(1000).syn(ANNA, 1000, 7).syn(BERT, 1001, 7).query(BERT, 1001)
            .synAck(BERT, 1001, 8).reply(BERT, 1001)
            .assertAnswers().assertCounted(2, "own-probe").until(4000).assertFailures(web(ANNA, NO_REPLY, 2));
    }

    @Test
    void limitsMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> new DetectorLimits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new DetectorLimits(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new DetectorLimits(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DetectorLimits(Integer.MAX_VALUE, 1, 1));
    }
}
