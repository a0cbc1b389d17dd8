/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Command;

/**
 * The controller has no route to a server. It asks the server through the switch, from an address of its own on the
 * server's network; nobody else says anything.
 */
@ExtendWith(World.Extension.class)
class ProbeSwitchTest {
    private static final String ADDRESS = "10.99.0.77";
    private static final String ADDRESS6 = "fd99:18::77";
    private static final String MAC = "02:00:00:00:00:77";

    private Site cutOff;

    /** A site on the switch that only a probe from these addresses shows to be back, and no way to it from here. */
    private Site site(final Story story, final String... addresses) {
        final var site = story.neighbour();
        site.configuration().add("service", Story.list(Site.service("tcp", Site.WEB)));
        site.recovery().add("signal", Site.array("probe"));
        site.recovery().addProperty("probe-interval", 1000);
        site.recovery().add("probe-source", Site.array(addresses));
        story.configuration().add("probe-source", Story.list(List.of(addresses).stream().map(address -> {
            final var source = new JsonObject();
            source.addProperty("address", address);
            source.addProperty("switch", story.world().network().bridge().node());
            source.addProperty("mac", MAC);
            return source;
        }).toArray(JsonObject[]::new)));
        Command.of("ip", "route", "add", "unreachable", site.machine().v4() + "/32").run();
        Command.of("ip", "-6", "route", "add", "unreachable", site.machine().v6() + "/128").run();
        cutOff = site;
        return site;
    }

    @AfterEach
    void connectAgain() {
        Command.of("ip", "route", "del", "unreachable", cutOff.machine().v4() + "/32").run();
        Command.of("ip", "-6", "route", "del", "unreachable", cutOff.machine().v6() + "/128").run();
    }

    @Test
    void whoFailedIsToldWhenTheServerAnswersThroughTheSwitch(final Story story) {
        final var site = site(story, ADDRESS);
        final var tried = story.failedAt(site);
        final long refused = story.counter("probe", "refused");
        // The host is there, and says that the service is not
        Story.await("it is asked twice").until(() -> story.counter("probe", "refused") >= refused + 2);
        assertEquals(Set.of(tried.machine().v4()), story.failed(site));
        assertTrue(story.notices(site).isEmpty());

        site.webOn();

        story.awaitOnlyTold(site, tried);
        assertEquals("probe", Story.text(story.recovery(site), "signal"));
        // Nothing is left of the question
        Story.await("the server forgets").until(() -> site.machine().namespace().run("ss", "-Htn", "state",
            "connected", "sport = :" + Site.WEB).isBlank());
    }

    @Test
    void whoFailedOverIpv6IsToldWhenTheServerAnswersThroughTheSwitch(final Story story) {
        final var site = site(story, ADDRESS6);
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opensOverIpv6(site));
        Story.await("the failure").until(() -> story.failed(site), Set.of(tried.machine().v6())::equals);
        final long refused = story.counter("probe", "refused");
        Story.await("it is asked twice").until(() -> story.counter("probe", "refused") >= refused + 2);
        assertTrue(story.notices(site).isEmpty());

        site.webOn();

        story.awaitOnlyTold(site, tried);
        assertEquals("probe", Story.text(story.recovery(site), "signal"));
    }

    @Test
    void aServerThatWasSwitchedOffIsFound(final Story story) {
        final var site = site(story, ADDRESS, ADDRESS6);
        final var tried = story.person();
        story.configure();
        site.machine().powerOff();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        final long unresolved = story.counter("probe", "unresolved");
        Story.await("it is looked for twice").until(() -> story.counter("probe", "unresolved") >= unresolved + 2);
        // We are no client that failed
        assertEquals(Set.of(tried.machine().v4()), story.failed(site));

        site.machine().powerOn();
        site.webOn();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aTrapIsConfirmedThroughTheSwitch(final Story story) {
        final var site = site(story, ADDRESS);
        site.onlyTrap();
        final var tried = story.failedAt(site);
        // The trap cannot take the way that we have cut: somebody else's sends it for the server
        final var agent = story.person();
        site.recovery().add("trap-source", Site.array(agent.machine().v4()));
        story.configure();

        Site.sendTrap(agent.machine(), "-v", "2c", "-c", Site.COMMUNITY);
        story.awaitState(site, "recovering");
        site.webOn();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void hostsThatAskForTheAddressAreAnswered(final Story story) {
        site(story, ADDRESS, ADDRESS6);
        final var asker = story.person().machine().namespace();
        story.configure();

        Story.await("ARP is answered").until(() -> {
            asker.command("ping", "-c1", "-W1", ADDRESS).attempt();
            return asker.run("ip", "neigh", "show", ADDRESS).contains(MAC);
        });
        Story.await("neighbour discovery is answered").until(() -> {
            asker.command("ping", "-6", "-c1", "-W1", ADDRESS6).attempt();
            return asker.run("ip", "-6", "neigh", "show", ADDRESS6).contains(MAC);
        });
    }
}
