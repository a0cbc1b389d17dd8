/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Daemon;

/**
 * Somebody floods a watched service with SYNs; the others are seen as before.
 */
@ExtendWith(World.Extension.class)
class FloodTest {
    private static final int UNDER_WAY = 10_000;
    private static final int FLOOD = 150_000;
    private static final String SECONDS = "15";
    private static final Duration NORMAL = Duration.ofSeconds(3);

    @Test
    void whoFailsWhileSomebodyFloodsTheServiceIsFound(final Story story) {
        final var site = story.site().onlyTrap();
        final var flooder = story.person();
        final var tried = story.person();
        story.configure();

        final var flood = flood(flooder, site);
        assertFalse(tried.opens(site));
        awaitFailedInTime(story, site, tried);

        assertTrue(flood.isAlive(), "the flood was over");
        flood.close();
        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, flooder, tried);
    }

    @Test
    void whoIsNotAnsweredWhileSomebodyFloodsAnotherServerIsFound(final Story story) {
        final var flooded = story.site().onlyTrap();
        final var silent = story.site().onlyTrap();
        final var flooder = story.person();
        final var tried = story.person();
        story.configure();
        silent.webOn();
        silent.fallSilent();

        final var flood = flood(flooder, flooded);
        // Silence is no evidence for ten seconds after copies were lost; who goes on trying is found then.
        Story.await("the failure").until(() -> {
            assertFalse(tried.opens(silent));
            return !story.failed(silent).isEmpty();
        });

        story.awaitFailed(silent, tried);
        flood.close();
    }

    @Test
    void whoFailsWhileAFloodOfFalseSourcesGoesOnIsFound(final Story story) {
        final var flooded = story.site().onlyTrap();
        final var site = story.site().onlyTrap();
        final var flooder = story.person();
        final var tried = story.person();
        story.configure();

        final var flood = flood(flooder, flooded, "--rand-source");
        assertFalse(tried.opens(site));
        awaitFailedInTime(story, site, tried);

        assertTrue(flood.isAlive(), "the flood was over");
        flood.close();
    }

    @Test
    void theSwitchMutesAFlooderForAWhile(final Story story) {
        final var site = story.site().onlyTrap();
        final var flooder = story.person();
        story.configure();
        final var bridge = story.world().network().bridge();
        final long before = story.counter("openflow", "received");

        final var flood = flood(flooder, site);
        Story.await("a flow mutes the flooder").until(() -> bridge.flows().contains(flooder.machine().v4() + ","));
        Awaitility.await("the flood is over").atMost(Duration.ofSeconds(30)).until(() -> !flood.isAlive());

        final long sent = sent(flooder);
        final long cost = story.counter("openflow", "received") - before;
        assertTrue(cost < sent / 20, "the controller was sent " + cost + " copies of " + sent);
        Awaitility.await("the flow ends").atMost(Duration.ofSeconds(60)).until(
            () -> !bridge.flows().contains(flooder.machine().v4() + ","));
    }

    /** Starts a flood of at most 15 s, and waits until it is well under way. */
    private static Daemon flood(final Person flooder, final Site site, final String... options) {
        final var line = new ArrayList<>(List.of("timeout", SECONDS, "hping3", "-q", "-n", "-S", "-p",
            Integer.toString(Site.WEB), "-i", "u50", "-c", Integer.toString(FLOOD)));
        line.addAll(List.of(options));
        line.add(site.machine().v4());
        final var ret = flooder.machine().namespace().start("flood", line.toArray(String[]::new));
        Story.await("the flood").until(() -> sent(flooder) > UNDER_WAY);
        return ret;
    }

    private static long sent(final Person person) {
        return Long.parseLong(person.machine().namespace().run("cat", "/sys/class/net/eth0/statistics/tx_packets")
            .strip());
    }

    private static void awaitFailedInTime(final Story story, final Site site, final Person tried) {
        Awaitility.await("the failure of " + tried.mail()).atMost(NORMAL).until(
            () -> story.failed(site).contains(tried.machine().v4()));
    }
}
