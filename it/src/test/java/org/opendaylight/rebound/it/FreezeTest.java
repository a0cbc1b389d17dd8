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

import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The controller stands still for a minute, as on a machine that is suspended or out of memory.
 */
@ExtendWith(World.Extension.class)
class FreezeTest {
    /** Opens a page again and again for a minute, and says so if every one came. */
    private static final String VISITS = """
        end=$((SECONDS + 60))
        while [ $SECONDS -lt $end ]; do
            curl -s -o /dev/null -m 5 "$1" || exit 1
        done
        echo all came
        """;

    @Test
    void nobodyFailsByAFrozenControllerAndLaterFailuresAreSeen(final Story story) {
        try {
            play(story);
        } finally {
            // The switch has tried to connect a dozen times in that minute, and openflowplugin 0.20.1 takes up all of
            // these at once. Sometimes every request to the switch then fails with "No queue present", until the
            // controller is started again. That is not to be the next story's trouble.
            story.controller().kill();
            story.controller().startAgain();
            story.world().network().bridge().awaitConnected();
        }
    }

    private static void play(final Story story) {
        final var site = story.site().onlyTrap();
        final var lucky = story.person();
        final var tried = story.person();
        story.configure();
        site.webOn();
        final var bridge = story.world().network().bridge();
        final long before = story.counter("detect", "answer");
        // Under way before, all the time, and after.
        final var visits = lucky.machine().namespace().start("visits", "bash", "-c", VISITS, "visits", "http://"
            + site.machine().v4() + "/");
        Story.await("it is seen").until(() -> story.counter("detect", "answer") > before);

        story.controller().freeze();
        try {
            Awaitility.await("a minute of visits").atMost(Duration.ofSeconds(90)).until(() -> !visits.isAlive());
            assertTrue(visits.output().contains("all came"), visits.output());
            lucky.opens(site);
        } finally {
            story.controller().thaw();
        }
        final int pages = 5;
        for (int i = 0; i < pages; i++) {
            assertTrue(lucky.opens(site));
        }
        bridge.awaitConnected();
        story.awaitObserved();

        site.webOff();
        Story.await("failures are seen again").until(() -> {
            assertFalse(tried.opens(site));
            return !story.failed(site).isEmpty();
        });
        assertEquals(Set.of(tried.machine().v4()), story.failed(site));
        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, tried);
    }
}
