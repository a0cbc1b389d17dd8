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

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.Switch;

/**
 * Configuration, switch and controller change under way: the flows follow, and nobody fails by it.
 */
@ExtendWith(World.Extension.class)
class ChangeTest {
    private static final String FOREIGN = "cookie=0x77,priority=5,udp,nw_dst=10.99.100.9,actions=drop";

    @Test
    void theFlowsOfADeletedServerGoAndNoOthers(final Story story) {
        final var stays = story.site();
        final var goes = story.site();
        final var bridge = story.world().network().bridge();
        story.configure();
        bridge.addFlow(FOREIGN);
        try {
            final var before = flows(bridge);

            story.restconf().delete("rebound:rebound/server=" + goes.name());

            Story.await("the flows go").until(() -> flowsOf(bridge, goes).isEmpty());
            final var expected = before.stream().filter(flow -> !of(flow, goes))
                .collect(Collectors.toCollection(TreeSet::new));
            Story.await("only these went").until(() -> flows(bridge), expected::equals);
            assertTrue(bridge.flows().contains("10.99.100.9"), bridge::flows);
            assertFalse(flowsOf(bridge, stays).isEmpty());
        } finally {
            bridge.removeFlows("cookie=0x77/-1");
        }
    }

    @Test
    void theFlowsFollowAChangedAddress(final Story story) {
        final var site = story.site();
        final var moved = story.world().network().server();
        final var bridge = story.world().network().bridge();
        try {
            story.configure();

            site.configuration().add("address", Site.array(moved.v4()));
            story.restconf().put("rebound:rebound", story.whole());

            Story.await("the flows follow").until(() -> flowsOf(bridge, site).isEmpty()
                && bridge.flows().contains(moved.v4()));
        } finally {
            moved.close();
        }
    }

    @Test
    void aRestartedSwitchObservesAgainAndNobodyFailsByIt(final Story story) {
        final var site = story.site().onlyTrap();
        final var lucky = story.person();
        final var tried = story.person();
        story.configure();
        site.webOn();
        assertTrue(lucky.opens(site));
        final var bridge = story.world().network().bridge();
        final var before = flows(bridge);

        bridge.restart();
        bridge.awaitConnected();

        Story.await("the flows are back").until(() -> flows(bridge), before::equals);
        assertTrue(meters(bridge).contains("meter=") || meters(bridge).contains("meter:"), meters(bridge));
        Story.await("the network works").until(() -> lucky.opens(site));
        site.webOff();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
    }

    @Test
    void aBrokenConnectionToTheControllerFailsNobody(final Story story) {
        final var site = story.site().onlyTrap();
        final var lucky = story.person();
        final var tried = story.person();
        story.configure();
        site.webOn();
        final var bridge = story.world().network().bridge();
        final var before = flows(bridge);

        bridge.cutFromController();
        assertEquals(before, flows(bridge));
        assertTrue(lucky.opens(site));
        bridge.connect(Controller.OPENFLOW);

        Story.await("the flows are there").until(() -> flows(bridge), before::equals);
        assertTrue(lucky.opens(site));
        site.webOff();
        Story.await("observed again").until(() -> {
            assertFalse(tried.opens(site));
            return !story.failed(site).isEmpty();
        });
        assertEquals(Set.of(tried.machine().v4()), story.failed(site));
    }

    @Test
    void anotherApplicationForwardsWhatIsObserved(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.observation().addProperty("forwarding", "goto-table");
        story.observation().addProperty("next-table", 10);
        final var bridge = story.world().network().bridge();
        bridge.addFlow("cookie=0x77,table=10,priority=0,actions=NORMAL");
        bridge.addFlow("cookie=0x77,table=0,priority=1,actions=goto_table:10");
        try {
            story.configure();
            Story.await("handed on").until(() -> flowsOf(bridge, site).stream()
                .anyMatch(flow -> flow.contains("goto_table:10")) && flowsOf(bridge, site).stream()
                .noneMatch(flow -> flow.contains("NORMAL")));

            site.webOn();
            assertTrue(tried.opens(site));
            site.webOff();
            assertFalse(tried.opens(site));
            story.awaitFailed(site, tried);
            site.webOn();
            site.trap();
            story.awaitOnlyTold(site, tried);
            assertTrue(bridge.flows().contains("cookie=0x77"), bridge::flows);
        } finally {
            story.configuration().remove("observation");
            story.restconf().put("rebound:rebound", story.whole());
            Story.await("normal again").until(() -> flowsOf(bridge, site).stream()
                .anyMatch(flow -> flow.contains("NORMAL")));
            bridge.removeFlows("cookie=0x77/-1");
        }
    }

    @Test
    void theLimitOfCopiesLimitsNoUser(final Story story) {
        final var site = story.site();
        final var user = story.person();
        story.observation().addProperty("punt-rate", 1);
        story.configure();
        final var bridge = story.world().network().bridge();
        Story.await("the limit is in force").until(() -> meters(bridge).contains("rate=1 "));
        site.webOn();

        final var pages = user.machine().namespace().run("bash", "-c",
            "for i in $(seq 50); do curl -s -o /dev/null -m 3 -w '%{http_code}\\n' http://" + site.machine().v4()
                + "/; done");

        assertEquals(50, pages.lines().filter("200"::equals).count(), pages);
        final var ping = user.machine().namespace().run("ping", "-q", "-f", "-c", "500", "-W", "1",
            site.machine().v4());
        assertTrue(ping.contains(" 500 received"), ping);
        assertEquals(Set.of(), story.failed(site));
    }

    private static String meters(final Switch bridge) {
        return new org.opendaylight.rebound.it.testbed.Command(java.util.List.of("ovs-ofctl", "-O", "OpenFlow13",
            "dump-meters", "rbt-bridge"), bridge.environment()).run();
    }

    private static Set<String> flows(final Switch bridge) {
        return bridge.flows().lines().map(String::strip).filter(flow -> flow.contains("actions="))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> flowsOf(final Switch bridge, final Site site) {
        return flows(bridge).stream().filter(flow -> of(flow, site)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean of(final String flow, final Site site) {
        // With what follows, or 10.99.129.1 would be in 10.99.129.10.
        return (flow + ' ').matches(".*=(" + site.machine().v4().replace(".", "\\.") + '|' + site.machine().v6()
            + ")[ ,].*") && !flow.contains(Network.CONTROLLER + ' ');
    }
}
