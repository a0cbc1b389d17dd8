/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.ServerService;

class InnerPortsTest {
    private static final List<ServerService> WEB = List.of(Examples.WEB);
    private static final Predicate<String> ALL = switchId -> true;

    /** Three in line: 1.2 - 2.1, 2.2 - 3.1. */
    private static final Set<TopologyLink> LINE = Set.of(link(1, 2, 2, 1), link(2, 1, 1, 2), link(2, 2, 3, 1),
        link(3, 1, 2, 2));

    @Test
    void portsBetweenSwitchesAreInner() {
        assertEquals(Map.of("openflow:1", Set.of("openflow:1:2"), "openflow:2", Set.of("openflow:2:1", "openflow:2:2"),
            "openflow:3", Set.of("openflow:3:1")), InnerPorts.of(LINE, Examples.EDGE, WEB, ALL));
    }

    @Test
    void everywhereMeansThatNoPortIsInner() {
        assertEquals(Map.of(), InnerPorts.of(LINE, Examples.NORMAL, WEB, ALL));
    }

    @Test
    void portToASwitchThatHasNotItsFlowsIsObserved() {
        assertEquals(Map.of("openflow:1", Set.of("openflow:1:2"), "openflow:2", Set.of("openflow:2:1")),
            InnerPorts.of(LINE, Examples.EDGE, WEB, switchId -> !switchId.equals("openflow:3")));
    }

    @Test
    void portToASwitchThatIsNotObservedIsObserved() {
        final var settings = new ObservationSettings(0, 200, 1000, Forwarding.NORMAL, 1, 1000,
            Set.of("openflow:1", "openflow:2"), true);
        final var inner = InnerPorts.of(LINE, settings, WEB, ALL);
        assertEquals(Set.of("openflow:2:1"), inner.get("openflow:2"));
        assertEquals(Set.of("openflow:1:2"), inner.get("openflow:1"));
    }

    @Test
    void portToASwitchThatObservesLessIsObserved() {
        // 2 observes both, 1 and 3 only one each
        final var services = List.of(Examples.on(Examples.WEB, "openflow:1", "openflow:2"),
            Examples.on(Examples.DNS, "openflow:2", "openflow:3"));
        assertEquals(Map.of("openflow:1", Set.of("openflow:1:2"), "openflow:3", Set.of("openflow:3:1")),
            InnerPorts.of(LINE, Examples.EDGE, services, ALL));
    }

    @Test
    void linkKnownInOneDirectionOnlyCountsForNothing() {
        final var links = new HashSet<>(LINE);
        links.remove(link(2, 1, 1, 2));
        assertEquals(Map.of("openflow:2", Set.of("openflow:2:2"), "openflow:3", Set.of("openflow:3:1")),
            InnerPorts.of(links, Examples.EDGE, WEB, ALL));
        // what a host on port 9 can forge: that the frame came from somewhere else
        assertEquals(Map.of(), InnerPorts.of(Set.of(link(1, 2, 1, 9), link(2, 1, 1, 9), link(1, 9, 1, 9)),
            Examples.EDGE, WEB, ALL));
    }

    @Test
    void cableFromASwitchToItselfIsAnEdge() {
        assertEquals(Map.of(), InnerPorts.of(Set.of(link(1, 2, 1, 3), link(1, 3, 1, 2)), Examples.EDGE, WEB, ALL));
    }

    private static TopologyLink link(final int from, final int fromPort, final int to, final int toPort) {
        return new TopologyLink("openflow:" + from, "openflow:" + from + ':' + fromPort, "openflow:" + to,
            "openflow:" + to + ':' + toPort);
    }
}
