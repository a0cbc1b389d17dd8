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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.measure.CrashFigures;
import org.opendaylight.rebound.it.measure.Crashes;
import org.opendaylight.rebound.it.testbed.Mail;

/**
 * What was seen survives the controller's death, and many are told as surely as one.
 */
@ExtendWith(World.Extension.class)
class CrashTest {
    private static final int MANY = 5000;

    /** A short form of the long run that docs/reliability.md tells of. */
    @Test
    void killedAtEveryPointNobodyIsLostAndNobodyElseIsTold(final Story story) throws IOException {
        final long seed = System.nanoTime();
        final var figures = new CrashFigures();
        try (var crashes = new Crashes(story.controller(), new Random(seed), figures)) {
            crashes.everyPoint();
        }
        assertEquals(List.of(), figures.faults(), () -> "seed " + seed + ": " + figures.summary());
        story.world().network().bridge().awaitConnected();
    }

    @Test
    void aNoticeWaitsForTheMailServerEvenThroughAKill(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        story.mail().goDown();
        try {
            site.webOn();
            site.trap();
            Story.await("a try").until(() -> story.notices(site).stream()
                .anyMatch(notice -> notice.get("tries").getAsInt() > 0
                    && Story.text(notice, "state").equals("pending")
                    && !Story.text(notice, "last-error").isEmpty()));
            killAndStartAgain(story);
            assertEquals("pending", Story.text(story.notices(site).get(0), "state"));
        } finally {
            story.mail().comeUp();
        }

        story.awaitOnlyTold(site, tried);
    }

    /** The datastore of this train has faults that make it come up empty, or only when it is. */
    @Test
    void aDatastoreThatComesUpEmptyGetsEverythingBackAndTheRecoveryIsTold(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        story.controller().kill();
        story.controller().loseShard();
        story.controller().startAgain();
        story.world().network().bridge().awaitConnected();
        story.awaitObserved();

        story.awaitFailed(site, tried);
        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, tried);
    }

    @Test
    void fiveThousandAreTold(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        final var expected = new TreeSet<>(Crowd.failedAt(site, MANY, 1).play(story).values());
        assertFalse(tried.opens(site));
        Awaitility.await("all failed").atMost(Duration.ofSeconds(30))
            .until(() -> story.failures(site).size() == MANY + 1);
        site.webOn();

        site.trap();

        awaitAllTold(story, site, expected);
        // Nobody twice.
        assertEquals(MANY, mails(story, expected).size());
    }

    private static void killAndStartAgain(final Story story) {
        story.controller().kill();
        story.controller().startAgain();
        story.world().network().bridge().awaitConnected();
        story.awaitObserved();
    }

    private static void awaitAllTold(final Story story, final Site site, final Set<String> expected) {
        Awaitility.await("all are told").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
            .until(() -> story.failures(site).isEmpty() && story.notices(site).size() == MANY + 1
                && story.notices(site).stream().allMatch(notice -> Story.text(notice, "state").equals("sent")));
        assertEquals(expected, mails(story, expected).stream().map(Mail::to)
            .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static java.util.List<Mail> mails(final Story story, final Set<String> expected) {
        return story.mail().all().stream().filter(mail -> expected.contains(mail.to())).toList();
    }
}
