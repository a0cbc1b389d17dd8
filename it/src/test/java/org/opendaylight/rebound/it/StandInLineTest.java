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
 * Clients on several switches, and one stand-in.
 */
@ExtendWith(World.Extension.class)
class StandInLineTest {
    private static final int PUNT_TABLE = 200;

    @Test
    void whoeverComesByWhicheverSwitchIsLedThereAndBack(final Story story) {
        final var site = StandInTest.standIn(story, story.site().onlyTrap());
        final var other = StandInTest.standIn(story, story.site().onlyTrap());
        try (var line = new Line(story)) {
            final var far = story.personOn(line.first());
            final var near = story.person();
            story.tell();
            for (var bridge : List.of(line.first(), line.core(), line.last())) {
                story.awaitObservedBy(bridge, List.of(site, other));
            }
            site.webOn();
            // The links between the switches are known
            Story.await("the core is quiet").until(() -> {
                final long before = line.core().copied(PUNT_TABLE);
                assertTrue(StandInTest.reads(far, site));
                return line.core().copied(PUNT_TABLE) == before;
            });
            site.webOff();
            assertFalse(far.opens(site));
            assertFalse(near.opens(other));

            for (var down : List.of(site, other)) {
                StandInTest.awaitPage(far, "http://" + down.machine().v4() + "/");
                StandInTest.awaitPage(near, "http://" + down.machine().v4() + "/");
                story.awaitFailed(down, far, near);
            }

            site.webOn();
            site.trap();
            story.awaitOnlyTold(site, far, near);
            assertTrue(StandInTest.reads(far, site));
            assertTrue(StandInTest.reads(near, site));
            // The other one is still stood in for
            StandInTest.awaitPage(far, "http://" + other.machine().v4() + "/");
            assertEquals("failed", Story.text(story.state(other, "tcp"), "state"));
        }
    }
}
