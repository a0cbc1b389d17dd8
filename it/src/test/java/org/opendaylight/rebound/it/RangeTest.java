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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A service that listens on a range of ports is one service.
 */
@ExtendWith(World.Extension.class)
class RangeTest {
    private static final int FIRST = 8000;
    private static final int BETWEEN = 8005;
    private static final int LAST = 8010;

    @Test
    void whoFailedAtAnyPortOfARangeIsTold(final Story story) {
        final var site = ranged(story);
        final var atFirst = story.person();
        final var between = story.person();
        final var atLast = story.person();
        final var outside = story.person();
        story.configure();
        final var address = site.machine().v4();

        assertFalse(outside.opens(address, FIRST - 1));
        assertFalse(outside.opens(address, LAST + 1));
        assertFalse(atFirst.opens(address, FIRST));
        assertFalse(between.opens(address, BETWEEN));
        assertFalse(atLast.opens(address, LAST));
        story.awaitFailed(site, atFirst, between, atLast);
        assertEquals(List.of(FIRST), story.failures(site).stream().map(entry -> entry.get("port").getAsInt()).distinct()
            .toList());
        for (int port : List.of(FIRST, BETWEEN, LAST)) {
            site.webOn(port);
        }
        site.trap();

        story.awaitOnlyTold(site, atFirst, between, atLast);
    }

    @Test
    void whoFailedAtTwoPortsOfARangeIsOneEntryAndReachingOneEndsIt(final Story story) {
        final var site = ranged(story);
        final var tried = story.person();
        story.configure();
        final var address = site.machine().v4();

        assertFalse(tried.opens(address, BETWEEN));
        assertFalse(tried.opens(address, LAST));
        Story.await("both failures").until(() -> story.failures(site).size() == 1
            && story.failures(site).get(0).get("failures").getAsInt() == 2);
        site.webOn(FIRST);
        assertTrue(tried.opens(address, FIRST));

        story.awaitFailed(site);
    }

    private static Site ranged(final Story story) {
        final var site = story.site().onlyTrap();
        final var service = Site.service("tcp", FIRST);
        service.addProperty("last-port", LAST);
        site.configuration().add("service", Story.list(service));
        return site;
    }
}
