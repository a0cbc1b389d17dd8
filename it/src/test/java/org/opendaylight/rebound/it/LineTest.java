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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A path of three switches, each of which shows the packet.
 */
@ExtendWith(World.Extension.class)
class LineTest {
    private static final int PUNT_TABLE = 200;
    private static final int PAGES = 10;

    @Test
    void anAttemptSeenOnThreeSwitchesIsOneFailure(final Story story) {
        final var site = story.site().onlyTrap();
        try (var line = everywhere(story)) {
            final var tried = story.personOn(line.first());
            final var other = story.personOn(line.first());
            configure(story, line, site);
            site.webOn();
            site.fallSilent();
            final long before = line.last().copied(PUNT_TABLE);

            assertFalse(tried.opens(site));
            story.awaitFailed(site, tried);
            // What another switch showed of it has come by the time that somebody else's failure has.
            assertFalse(other.opens(site));
            story.awaitFailed(site, tried, other);

            assertEquals(List.of(1, 1), story.failures(site).stream().map(entry -> entry.get("failures").getAsInt())
                .toList());
            assertTrue(line.first().copied(PUNT_TABLE) > 0, "the first switch shows nothing");
            assertTrue(line.core().copied(PUNT_TABLE) > 0, "the core switch shows nothing");
            assertTrue(line.last().copied(PUNT_TABLE) > before, "the last switch shows nothing");
            site.speakAgain();
            site.trap();
            story.awaitOnlyTold(site, tried, other);
        }
    }

    @Test
    void whoIsAnsweredOnAPathOfThreeSwitchesHasNotFailed(final Story story) {
        final var site = story.site().onlyTrap();
        try (var line = everywhere(story)) {
            final var lucky = story.personOn(line.first());
            final var tried = story.personOn(line.first());
            configure(story, line, site);
            site.webOn();

            Stream.generate(() -> lucky.opens(site)).limit(PAGES).forEach(came -> assertTrue(came));
            site.webOff();
            assertFalse(tried.opens(site));

            story.awaitFailed(site, tried);
        }
    }

    @Test
    void theSwitchBetweenTwoOthersShowsNothing(final Story story) {
        final var site = story.site().onlyTrap();
        try (var line = new Line(story)) {
            final var lucky = story.personOn(line.first());
            final var tried = story.personOn(line.first());
            configure(story, line, site);
            site.webOn();
            // The switches find their neighbours by LLDP, which takes some seconds.
            Story.await("the core is quiet").until(() -> {
                final long before = line.core().copied(PUNT_TABLE);
                assertTrue(lucky.opens(site));
                return line.core().copied(PUNT_TABLE) == before;
            });
            final long first = line.first().copied(PUNT_TABLE);
            final long core = line.core().copied(PUNT_TABLE);
            final long last = line.last().copied(PUNT_TABLE);

            // The question enters by the first switch, the answer by the last.
            assertTrue(lucky.opens(site));
            assertTrue(line.first().copied(PUNT_TABLE) > first, "the first switch shows nothing");
            assertTrue(line.last().copied(PUNT_TABLE) > last, "the last switch shows nothing");
            site.fallSilent();
            assertFalse(tried.opens(site));
            story.awaitFailed(site, tried);

            assertEquals(1, story.failures(site).get(0).get("failures").getAsInt());
            assertEquals("no-reply", story.evidence(site, tried.machine().v4()));
            assertEquals(core, line.core().copied(PUNT_TABLE));
        }
    }

    @Test
    void onlyTheListedSwitchesObserveAServer(final Story story) {
        final var site = story.site().onlyTrap();
        final var other = story.site();
        try (var line = everywhere(story)) {
            final var tried = story.personOn(line.first());
            site.configuration().add("switch", Site.array(line.first().node()));
            story.tell();
            story.awaitObservedBy(line.first(), List.of(site, other));
            story.awaitObservedBy(line.core(), List.of(other));
            story.awaitObservedBy(line.last(), List.of(other));

            assertFalse(line.core().flows().contains("=" + site.machine().v4() + ","), line.core()::flows);
            assertFalse(line.last().flows().contains("=" + site.machine().v4() + ","), line.last()::flows);
            assertFalse(tried.opens(site));
            story.awaitFailed(site, tried);
            site.webOn();
            site.trap();
            story.awaitOnlyTold(site, tried);
        }
    }

    private static Line everywhere(final Story story) {
        story.observation().addProperty("where", "everywhere");
        return new Line(story);
    }

    private static void configure(final Story story, final Line line, final Site site) {
        story.configure();
        story.awaitObservedBy(line.first(), List.of(site));
        story.awaitObservedBy(line.core(), List.of(site));
    }
}
