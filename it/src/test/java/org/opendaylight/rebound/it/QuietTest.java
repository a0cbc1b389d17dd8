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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When people are not to be told at once, or not one by one: maintenance windows and group-wait. */
@ExtendWith(World.Extension.class)
class QuietTest {
    @Test
    void whatComesBackInAMaintenanceWindowIsToldWhenItEnds(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.failedAt(site);
        final var end = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
        site.configuration().add("maintenance", Story.list(window(end)));
        story.configure();
        site.webOn();

        site.trap();

        Story.await("the reason").until(() -> Story.text(story.state(site, "tcp"), "reason"),
            reason -> reason.contains("maintenance 'friday' until " + end));
        story.awaitState(site, "recovering");
        assertTrue(story.notices(site).isEmpty());
        story.awaitOnlyTold(site, tried);
        assertFalse(Instant.parse(Story.text(story.notices(site).getFirst(), "created")).isBefore(end));
    }

    @Test
    void whatADroppingMaintenanceWindowCoversIsNotTold(final Story story) {
        final var site = story.site().onlyTrap();
        final var window = window(Instant.now().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS));
        window.addProperty("notices", "drop");
        site.configuration().add("maintenance", Story.list(window));
        story.failedAt(site);
        site.webOn();

        site.trap();

        Story.await("the notice").until(() -> story.notices(site).size() == 1);
        final var notice = story.notices(site).getFirst();
        assertEquals("failed", Story.text(notice, "state"));
        assertEquals("dropped: maintenance 'friday'", Story.text(notice, "last-error"));
        story.awaitState(site, "available");
        // Somebody else's outage is told meanwhile, so the mail would have come
        final var other = story.site().onlyTrap();
        final var told = story.toldOf(other);
        assertEquals(1, story.mail().mailsTo(told.mail()).size());
        assertTrue(story.mail().all().stream().noneMatch(mail -> mail.text().contains(site.name() + " ")));
    }

    @Test
    void aPersonGetsOneMailAboutAllThatCameBackWithinGroupWait(final Story story) {
        final var outbox = new JsonObject();
        outbox.addProperty("group-wait", 4000);
        story.configuration().add("outbox", outbox);
        final var first = story.site().onlyTrap();
        final var second = story.site().onlyTrap();
        final var both = story.person();
        final var one = story.person();
        story.configure();
        assertFalse(both.opens(first));
        assertFalse(both.opens(second));
        assertFalse(one.opens(second));
        story.awaitFailed(first, both);
        story.awaitFailed(second, both, one);
        first.webOn();
        second.webOn();

        first.trap();
        second.trap();

        story.awaitOnlyTold(first, both);
        story.awaitOnlyTold(second, both, one);
        final var mails = story.mail().mailsTo(both.mail());
        assertEquals(1, mails.size());
        assertTrue(mails.getFirst().text().contains(first.name()) && mails.getFirst().text().contains(second.name()));
        assertEquals(1, story.mail().mailsTo(one.mail()).size());
    }

    private static JsonObject window(final Instant end) {
        final var ret = new JsonObject();
        ret.addProperty("name", "friday");
        ret.addProperty("start", Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS).toString());
        ret.addProperty("end", end.toString());
        return ret;
    }
}
