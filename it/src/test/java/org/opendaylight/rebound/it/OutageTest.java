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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A web server fails, clients fail with it, it comes back: who is told, who is not, and when.
 */
@ExtendWith(World.Extension.class)
class OutageTest {
    @Test
    void whoWasRefusedIsToldAndWhoNeverTriedIsNot(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        final var never = story.person();
        story.configure();

        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        assertEquals("refused", story.evidence(site, tried.machine().v4()));
        story.awaitState(site, "failed");
        site.webOn();
        site.trap();

        story.awaitOnlyTold(site, tried);
        final var mail = story.mail().awaitMailTo(tried.mail());
        assertEquals("auto-generated", mail.autoSubmitted());
        assertTrue(mail.text().contains(site.name()), mail::readable);
        assertEquals(Set.of(), story.failed(site));
        assertTrue(story.mail().mailsTo(never.mail()).isEmpty());
        story.awaitState(site, "available");
    }

    @Test
    void silenceIsAFailure(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.configure();
        site.webOn();
        site.fallSilent();

        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        assertEquals("no-reply", story.evidence(site, tried.machine().v4()));
        site.speakAgain();
        site.trap();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void whoGotThroughByHimselfIsNotTold(final Story story) {
        final var site = story.site().onlyTrap();
        final var patient = story.person();
        final var gaveUp = story.person();
        story.configure();
        assertFalse(patient.opens(site));
        assertFalse(gaveUp.opens(site));
        story.awaitFailed(site, patient, gaveUp);
        site.webOn();

        assertTrue(patient.opens(site));
        story.awaitFailed(site, gaveUp);
        site.trap();

        story.awaitOnlyTold(site, gaveUp);
    }

    @Test
    void oneOfTwoServersBackTellsItsClientsOnly(final Story story) {
        final var back = story.site();
        final var dead = story.site();
        final var ofBack = story.person();
        final var ofDead = story.person();
        final var ofBoth = story.person();
        story.configure();
        assertFalse(ofBack.opens(back));
        assertFalse(ofDead.opens(dead));
        assertFalse(ofBoth.opens(back));
        assertFalse(ofBoth.opens(dead));
        story.awaitFailed(back, ofBack, ofBoth);
        story.awaitFailed(dead, ofDead, ofBoth);

        back.webOn();
        back.trap();

        story.awaitOnlyTold(back, ofBack, ofBoth);
        story.awaitFailed(dead, ofDead, ofBoth);
        assertEquals(java.util.List.of(), story.notices(dead));
        assertTrue(story.mail().mailsTo(ofDead.mail()).isEmpty());
    }

    @Test
    void theAgentsOwnColdStartIsASignal(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        site.machine().powerOff();

        site.machine().powerOn();
        site.webOn();
        site.agentOn();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aTrapBeforeTheServiceAnswersWaitsForIt(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        site.trap();
        story.awaitState(site, "recovering");
        assertTrue(story.notices(site).isEmpty());
        story.awaitFailed(site, tried);

        site.webOn();
        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeStaysFailedAndSaysWhy(final Story story) {
        final var site = story.site().onlyTrap();
        site.recovery().addProperty("confirm-timeout", 1000);
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        site.trap();
        Story.await("the reason").until(() -> Story.text(story.state(site, "tcp"), "reason"),
            reason -> reason.contains("answer"));
        story.awaitState(site, "failed");
        assertTrue(story.notices(site).isEmpty());

        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aTrapIsBelievedWhereConfirmIsNone(final Story story) {
        final var site = story.site().onlyTrap();
        site.recovery().addProperty("confirm", "none");
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        site.trap();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void whileHeldDownAFailureCancelsTheRecovery(final Story story) {
        final var site = story.site().onlyTrap();
        site.recovery().addProperty("hold-down", Duration.ofSeconds(3).toMillis());
        final var first = story.person();
        final var second = story.person();
        story.configure();
        assertFalse(first.opens(site));
        story.awaitFailed(site, first);
        site.webOn();
        site.trap();
        story.awaitState(site, "recovering");

        site.webOff();
        assertFalse(second.opens(site));
        story.awaitFailed(site, first, second);
        story.awaitState(site, "failed");
        assertTrue(story.notices(site).isEmpty());

        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, first, second);
    }
}
