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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Daemon;

/**
 * Some clients reach the server and some do not: a link or a filter on their way.
 */
@ExtendWith(World.Extension.class)
class PathTest {
    @Test
    void whoseWayIsCutFailsAloneAndIsToldAfterTheTrap(final Story story) {
        final var site = story.site();
        final var cut = story.person();
        final var lucky = story.person();
        story.configure();
        site.webOn();
        final var router = story.world().network().router();
        router.cut(cut.machine(), site.machine());

        final var visits = visits(lucky, site);
        assertFalse(cut.opens(site));
        story.awaitFailed(site, cut);
        // The answers to somebody else do not end it.
        assertTrue(visits.isAlive());
        story.awaitState(site, "partial");
        story.awaitFailed(site, cut);
        visits.close();
        assertTrue(story.notices(site).isEmpty());
        router.letAllPass();
        site.trap();

        story.awaitOnlyTold(site, cut);
        story.awaitState(site, "available");
    }

    @Test
    void whoseWayWorksAgainEndsItHimself(final Story story) {
        final var site = story.site();
        final var cut = story.person();
        final var lucky = story.person();
        story.configure();
        site.webOn();
        final var router = story.world().network().router();
        router.cut(cut.machine(), site.machine());
        final var visits = visits(lucky, site);
        assertFalse(cut.opens(site));
        story.awaitFailed(site, cut);
        story.awaitState(site, "partial");

        router.letAllPass();
        assertTrue(cut.opens(site));

        story.awaitFailed(site);
        story.awaitState(site, "available");
        assertTrue(visits.isAlive());
        visits.close();
        assertTrue(story.notices(site).isEmpty());
    }

    /** Opens the site's page again and again. */
    private static Daemon visits(final Person person, final Site site) {
        return person.machine().namespace().start("visits", "bash", "-c", "while curl -s -o /dev/null -m 3 http://"
            + site.machine().v4() + "/; do :; done");
    }
}
