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

import com.google.gson.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Mail;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.Restconf;

/**
 * Who wants no more mails gets none, by one click in the mail program (RFC 8058).
 */
@ExtendWith(World.Extension.class)
class UnsubscribeTest {
    private static final Pattern LINK = Pattern.compile("^List-Unsubscribe: <([^>]+)>\r?$", Pattern.MULTILINE);
    private static final String UNSUBSCRIBED = "rebound:unsubscribed";

    @Test
    void oneClickEndsTheMailsToOneClient(final Story story) {
        final var site = story.site().onlyTrap();
        final var tired = story.person();
        final var other = story.person();
        story.serveWeb("/mail");
        story.configure();
        outage(story, site, tired, other);
        story.awaitOnlyTold(site, tired, other);
        final var mail = story.mail().awaitMailTo(tired.mail());
        final var link = link(mail);
        assertTrue(link.startsWith("http://" + Network.CONTROLLER + ":" + World.WEB_PORT + "/mail/unsubscribe?"), link);

        // a mail scanner
        final var page = curl(link);
        assertTrue(page.endsWith(" 200"), page);
        assertTrue(page.contains("<button"), page);
        // somebody who guesses
        assertTrue(oneClick(link.replace("token=", "token=A")).endsWith(" 403"));
        assertTrue(oneClick(link.replace(Restconf.key(tired.mail()), Restconf.key(other.mail()))).endsWith(" 403"));
        assertEquals("", unsubscribed(story));
        assertTrue(oneClick(link).endsWith(" 200"));
        assertTrue(unsubscribed(story).contains(tired.mail()));

        site.webOff();
        outage(story, site, tired, other);
        Story.await("the second outage's notices").until(() -> story.notices(site).stream()
            .filter(notice -> notice.get("outage").getAsInt() == 2 && !Story.text(notice, "state").equals("pending"))
            .count(), Long.valueOf(2)::equals);
        assertEquals(1, story.mail().mailsTo(tired.mail()).size());
        assertEquals(2, story.mail().mailsTo(other.mail()).size());
        final var refused = story.notices(site).stream().filter(notice -> notice.get("outage").getAsInt() == 2
            && Story.text(notice, "destination").equals(tired.mail())).findFirst().orElseThrow();
        assertEquals("failed", Story.text(refused, "state"));
        assertEquals("the recipient has unsubscribed", Story.text(refused, "last-error"));
        assertTrue(story.counter("web", "unsubscribed") > 0);
        assertTrue(story.counter("web", "unsubscribe-forged") > 1);

        // another life, and the link is as good as before
        story.controller().kill();
        story.controller().startAgain();
        Story.await("the link").until(() -> curl(link), answer -> answer.endsWith(" 200"));
        assertTrue(unsubscribed(story).contains(tired.mail()));
        // the operator lets them have mail again
        story.restconf().delete(UNSUBSCRIBED + "/mail=" + Restconf.key(tired.mail()));
        final var id = new JsonObject();
        id.addProperty("id", Story.text(refused, "id"));
        final var answer = story.restconf().invoke("rebound:resend-notice", id);
        assertTrue(answer.ok(), answer.body());
        Story.await("a mail again").until(() -> story.mail().mailsTo(tired.mail()).size(), Integer.valueOf(2)::equals);
    }

    /** Two clients fail at a site, which comes back. */
    private static void outage(final Story story, final Site site, final Person first, final Person second) {
        for (var person : new Person[] { first, second }) {
            Story.await("a failure").until(() -> !person.opens(site));
        }
        story.awaitFailed(site, first, second);
        site.webOn();
        site.trap();
    }

    /** The link of a mail that says that a POST to it is enough. */
    private static String link(final Mail mail) {
        final var unfolded = mail.source().replaceAll("\r?\n[ \t]+", " ");
        assertTrue(Pattern.compile("^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$", Pattern.MULTILINE)
            .matcher(unfolded).find(), unfolded);
        final var found = LINK.matcher(unfolded);
        assertTrue(found.find(), unfolded);
        return found.group(1);
    }

    private static String oneClick(final String link) {
        return curl("-d", "List-Unsubscribe=One-Click", link);
    }

    /** What is answered, with the status at its end. */
    private static String curl(final String... arguments) {
        final var line = new java.util.ArrayList<>(java.util.List.of("curl", "-s", "-m", "20", "-w", " %{http_code}"));
        line.addAll(java.util.List.of(arguments));
        return Command.of(line.toArray(String[]::new)).attempt().output();
    }

    private static String unsubscribed(final Story story) {
        return story.restconf().get(UNSUBSCRIBED + "?content=config").map(Object::toString).orElse("");
    }
}
