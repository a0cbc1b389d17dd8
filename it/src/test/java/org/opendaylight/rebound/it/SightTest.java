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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Answers that the controller is not shown: the clients have them all the same.
 */
@ExtendWith(World.Extension.class)
class SightTest {
    private static final int HOST_UNREACHABLE = 1;
    private static final int PORT_UNREACHABLE = 3;
    private static final int PAGES = 10;

    @Test
    void whereRepliesTakeAnotherWaySilenceIsNoEvidence(final Story story) {
        final var site = story.site().onlyTrap();
        final var lucky = story.person();
        // One client alone may be odd; three are a way that nobody observes.
        final var content = List.of(lucky, story.person(), story.person());
        final var unreachable = story.person();
        final var refused = story.person();
        final var straight = story.person();
        story.configure();
        site.webOn();
        content.forEach(person -> site.machine().answersPastTheSwitch(person.machine()));
        final var router = story.world().network().router();

        Story.await("it is known that replies are not observed").until(() -> {
            content.forEach(person -> assertTrue(person.opens(site)));
            return story.repliesNotObserved(site);
        });
        assertEquals(Map.of(), story.evidence(site));
        // Whoever is not answered now is not known to have failed; whoever is refused is.
        site.fallSilent();
        assertFalse(lucky.opens(site));
        router.reject(unreachable.machine(), site.machine(), HOST_UNREACHABLE);
        router.reject(refused.machine(), site.machine(), PORT_UNREACHABLE);
        assertFalse(unreachable.opens(site));
        assertFalse(refused.opens(site));
        Story.await("the failures").until(() -> story.evidence(site), Map.of(unreachable.machine().v4(),
            "icmp-unreachable", refused.machine().v4(), "refused")::equals);

        // A reply is seen, and silence counts again.
        site.speakAgain();
        assertTrue(straight.opens(site));
        Story.await("replies are observed").until(() -> !story.repliesNotObserved(site));
        site.fallSilent();
        assertFalse(straight.opens(site));
        Story.await("the failure by silence").until(() -> story.evidence(site, straight.machine().v4()),
            "no-reply"::equals);
    }

    @Test
    void aConnectionThatWorksIsNoFailureThoughItsAnswerIsNotShown(final Story story) {
        final var site = story.site().onlyTrap();
        final var lucky = story.person();
        final var tried = story.person();
        story.configure();
        site.webOn();
        final var bridge = story.world().network().bridge();
        bridge.addFlow("cookie=0x77,table=0,priority=60000,tcp,tcp_flags=+syn+ack,nw_src=" + site.machine().v4()
            + ",nw_dst=" + lucky.machine().v4() + ",actions=NORMAL");
        try {
            for (int i = 0; i < PAGES; i++) {
                assertTrue(lucky.opens(site));
            }
            // The positive signal: a failure by silence, which takes longer than the response timeout
            site.fallSilent();
            assertFalse(tried.opens(site));

            story.awaitFailed(site, tried);
        } finally {
            bridge.removeFlows("cookie=0x77/-1");
        }
    }

    @Test
    void theStateSaysThatCopiesAreLostAndWhenNoMoreAre(final Story story) {
        final var site = story.site().onlyTrap();
        final var user = story.person();
        final var tried = story.person();
        story.observation().addProperty("punt-rate", 1);
        story.configure();
        site.webOn();

        Story.await("evidence is incomplete").until(() -> {
            assertTrue(user.opens(site));
            return Story.text(story.observer(), "evidence-incomplete").equals("true");
        });
        assertTrue(story.observer().get("copies-lost").getAsLong() > 0, story.observer()::toString);
        assertFalse(Story.text(story.observer(), "reason").isEmpty());
        Story.await("evidence is complete").until(() -> Story.text(story.observer(), "evidence-incomplete"),
            "false"::equals);
        assertEquals(Map.of(), story.evidence(site));
        story.observation().addProperty("punt-rate", 1000);
        story.configure();
        site.fallSilent();
        Story.await("the failure").until(() -> {
            assertFalse(tried.opens(site));
            return !story.failed(site).isEmpty();
        });

        story.awaitFailed(site, tried);
    }
}
