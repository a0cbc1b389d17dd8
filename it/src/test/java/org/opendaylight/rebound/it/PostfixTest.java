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
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Mail;
import org.opendaylight.rebound.it.testbed.PostfixServer;
import org.opendaylight.rebound.it.testbed.Restconf;

/**
 * Mail through Postfix, with STARTTLS and AUTH.
 */
@ExtendWith(World.Extension.class)
class PostfixTest {
    private PostfixServer postfix;

    @BeforeEach
    void start(final Story story) {
        postfix = new PostfixServer(story.world().folder().resolve("postfix"), story.world().authority());
        final var mail = story.configuration().getAsJsonObject("mail");
        mail.addProperty("smtp-host", PostfixServer.NAME);
        mail.addProperty("smtp-port", PostfixServer.PORT);
        mail.addProperty("security", "starttls");
        mail.addProperty("username", PostfixServer.USER);
        mail.addProperty("password", PostfixServer.PASSWORD);
    }

    @AfterEach
    void stop() {
        postfix.close();
    }

    @Test
    void aMailIsDeliveredEncryptedAndByAnAuthenticatedSender(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = back(story, site);

        final var mail = awaitOnlyMail(story, site, tried);

        assertTrue(mail.text().contains(site.name()));
        assertTrue(mail.source().contains("(using TLSv1.3 "), mail::source);
        assertTrue(mail.source().contains("(Authenticated sender: " + PostfixServer.USER), mail::source);
    }

    @Test
    void aNoticeWaitsForAServerThatIsDown(final Story story) {
        final var site = story.site().onlyTrap();
        postfix.goDown();
        final var tried = back(story, site);
        awaitError(story, site, String.valueOf(PostfixServer.PORT));

        postfix.comeUp();

        awaitOnlyMail(story, site, tried);
    }

    @Test
    void aRecipientThatIsRefusedForNowIsToldLater(final Story story) {
        final var site = story.site().onlyTrap();
        final var other = story.person();
        final var tried = story.failedAt(site);
        assertFalse(other.opens(site));
        story.awaitFailed(site, tried, other);
        postfix.refuse(tried.mail(), "452 4.2.2 the mailbox is full");
        site.webOn();
        site.trap();
        postfix.awaitMailTo(other.mail());
        awaitError(story, site, "452 4.2.2", "the mailbox is full");
        assertTrue(postfix.mailsTo(tried.mail()).isEmpty());

        postfix.refuseNobody();

        awaitAllSent(story, site, 2);
        // Taken is not yet in the mailbox
        postfix.awaitMailTo(tried.mail());
        assertEquals(1, postfix.mailsTo(tried.mail()).size());
        assertEquals(1, postfix.mailsTo(other.mail()).size());
    }

    @Test
    void aMailThatIsRefusedAtItsEndHasTheSameMessageIdWhenItIsSentAgain(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.failedAt(site);
        postfix.refuseMailsTo(tried.mail(), "451 4.3.0 the disk is full");
        site.webOn();
        site.trap();
        Story.await("two tries").until(() -> postfix.messageIds().size() >= 2);
        awaitError(story, site, "451 4.3.0", "the disk is full");

        postfix.refuseNobody();

        final var mail = awaitOnlyMail(story, site, tried);
        assertEquals(Set.of(mail.messageId()), new HashSet<>(postfix.messageIds()));
    }

    @Test
    void aRefusalForGoodIsShownAndTheNoticeGoesToTheCorrectedAddress(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.failedAt(site);
        postfix.refuse(tried.mail(), "550 5.1.1 there is no such person here");
        site.webOn();
        site.trap();
        Story.await("the refusal").until(() -> story.notices(site).stream()
            .anyMatch(notice -> Story.text(notice, "state").equals("failed")));
        final var notice = story.notices(site).get(0);
        assertTrue(Story.text(notice, "last-error").contains("550 5.1.1"), notice::toString);
        assertTrue(Story.text(notice, "last-error").contains("there is no such person here"), notice::toString);

        final var corrected = "corrected-" + tried.mail();
        final var entry = new JsonObject();
        entry.addProperty("address", tried.machine().v4());
        entry.addProperty("mail", corrected);
        final var body = new JsonObject();
        body.add("rebound:client", Story.list(entry));
        story.restconf().put("rebound:rebound/client=" + Restconf.key(tried.machine().v4()), body);
        final var input = new JsonObject();
        input.addProperty("id", Story.text(notice, "id"));
        assertTrue(story.restconf().invoke("rebound:resend-notice", input).ok());

        postfix.awaitMailTo(corrected);
        awaitAllSent(story, site, 1);
        assertTrue(postfix.mailsTo(tried.mail()).isEmpty());
    }

    @Test
    void greylistingIsPassed(final Story story) {
        postfix.greylist(Duration.ofSeconds(2));
        final var site = story.site().onlyTrap();
        final var tried = back(story, site);

        awaitOnlyMail(story, site, tried);

        assertTrue(postfix.log().contains("Greylisted"));
    }

    @Test
    void aWrongPasswordIsShownAndCanBeCorrected(final Story story) {
        final var settings = story.configuration().getAsJsonObject("mail");
        settings.addProperty("password", "wrong");
        final var site = story.site().onlyTrap();
        final var tried = back(story, site);
        awaitError(story, site, "535 5.7.8", "authentication failed");
        assertFalse(story.notices(site).toString().contains("\"wrong\""));

        settings.addProperty("password", PostfixServer.PASSWORD);
        story.configure();

        awaitOnlyMail(story, site, tried);
    }

    /** A client that failed, at a site that is back. */
    private static Person back(final Story story, final Site site) {
        final var tried = story.failedAt(site);
        site.webOn();
        site.trap();
        return tried;
    }

    private static void awaitError(final Story story, final Site site, final String... words) {
        Story.await("a try that says why it failed").until(() -> story.notices(site).stream()
            .anyMatch(notice -> Story.text(notice, "state").equals("pending") && notice.get("tries").getAsInt() > 0
                && Arrays.stream(words).allMatch(Story.text(notice, "last-error")::contains)));
    }

    private static void awaitAllSent(final Story story, final Site site, final int count) {
        Story.await("all are sent").until(() -> story.notices(site).stream()
            .filter(notice -> Story.text(notice, "state").equals("sent")).count() == count);
    }

    private Mail awaitOnlyMail(final Story story, final Site site, final Person tried) {
        awaitAllSent(story, site, 1);
        final var ret = postfix.awaitMailTo(tried.mail());
        assertEquals(1, postfix.mailsTo(tried.mail()).size());
        return ret;
    }
}
