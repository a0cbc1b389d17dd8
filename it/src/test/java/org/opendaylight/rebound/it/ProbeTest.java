/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server that says nothing and that nobody uses comes back: Rebound has asked it.
 */
@ExtendWith(World.Extension.class)
class ProbeTest {
    @Test
    void whoFailedIsToldWhenTheServerAnswersRebound(final Story story) {
        final var site = story.site();
        probed(site, null);
        final var tried = story.failedAt(site);

        site.webOn();

        story.awaitOnlyTold(site, tried);
        assertEquals("probe", Story.text(story.recovery(site), "signal"));
    }

    @Test
    void aPageThatIsAnErrorIsNoAnswer(final Story story) {
        final var site = story.site();
        probed(site, "/health");
        final var tried = story.failedAt(site);
        final long before = story.counter("probe", "unanswered");
        site.webUnavailable();
        Story.await("it is asked twice").until(() -> story.counter("probe", "unanswered") >= before + 2);
        assertEquals(Set.of(tried.machine().v4()), story.failed(site));
        assertTrue(story.notices(site).isEmpty());

        site.webOff();
        site.webOn();

        story.awaitOnlyTold(site, tried);
    }

    private static void probed(final Site site, final String path) {
        site.recovery().add("signal", Site.array("probe"));
        site.recovery().addProperty("probe-interval", 1000);
        if (path != null) {
            site.configuration().getAsJsonArray("service").get(0).getAsJsonObject().addProperty("probe-path", path);
        }
    }
}
