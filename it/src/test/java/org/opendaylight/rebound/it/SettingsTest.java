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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.MailServer;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.Restconf;

/**
 * The operator changes how mail is sent and where traps are heard, while an outage lasts.
 */
@ExtendWith(World.Extension.class)
class SettingsTest {
    private static final int OTHER_SMTP_PORT = 2526;
    private static final int OTHER_TRAP_PORT = 1163;

    @Test
    void anotherMailServerIsUsedAtOnce(final Story story) {
        final var site = story.site();
        final var mail = story.configuration().getAsJsonObject("mail");
        // Nobody listens there, and it would be tried again only in an hour.
        mail.addProperty("smtp-port", OTHER_SMTP_PORT);
        mail.addProperty("retry-initial", 3_600_000);
        mail.addProperty("retry-maximum", 3_600_000);
        final var tried = story.failedAt(site);
        site.webOn();
        site.trap();
        Story.await("a try in vain").until(() -> story.notices(site), notices -> notices.size() == 1
            && notices.get(0).get("tries").getAsInt() == 1);

        try (var other = new MailServer(Network.CONTROLLER, OTHER_SMTP_PORT)) {
            mail.addProperty("smtp-host", Network.CONTROLLER);
            story.restconf().put("rebound:rebound", story.whole());

            assertEquals(tried.mail(), other.awaitMailTo(tried.mail()).to());
        }
        assertTrue(story.mail().mailsTo(tried.mail()).isEmpty());
    }

    @Test
    void trapsAreHeardWhereTheyAreListenedForNow(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.failedAt(site);
        site.webOn();

        final var snmp = story.configuration().getAsJsonObject("snmp");
        snmp.getAsJsonArray("listen").get(0).getAsJsonObject().addProperty("port", OTHER_TRAP_PORT);
        final var community = new JsonObject();
        community.addProperty("name", "another");
        snmp.add("community", Story.list(community));
        story.restconf().put("rebound:rebound", story.whole());
        Story.await("the listener has moved").until(() -> listens(OTHER_TRAP_PORT) && !listens(World.TRAP_PORT));

        final long refused = story.counter("snmp", "wrong-community");
        sendTrapTo(site, OTHER_TRAP_PORT, Site.COMMUNITY);
        Story.await("the old community is refused").until(() -> story.counter("snmp", "wrong-community") > refused);
        story.awaitFailed(site, tried);
        sendTrapTo(site, OTHER_TRAP_PORT, "another");

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aNoticeWithoutAnAddressIsSentWhenThereIsOne(final Story story) {
        final var site = story.site().onlyTrap();
        final var stranger = story.person();
        story.configuration().getAsJsonArray("client").forEach(entry -> entry.getAsJsonObject()
            .addProperty("address", entry.getAsJsonObject().get("address").getAsString().contains(":")
                ? "2001:db8:ffff::1" : "192.0.2.1"));
        story.configure();
        assertFalse(stranger.opens(site));
        story.awaitFailed(site, stranger);
        site.webOn();
        site.trap();
        Story.await("a notice that cannot be sent").until(() -> story.notices(site), notices -> notices.size() == 1
            && Story.text(notices.get(0), "state").equals("failed")
            && Story.text(notices.get(0), "last-error").contains(stranger.machine().v4()));
        final var id = Story.text(story.notices(site).get(0), "id");
        assertFalse(resend(story, id).ok());

        story.know(stranger.machine().v4(), stranger.mail());
        story.restconf().put("rebound:rebound", story.whole());
        Story.await("the address is known").until(() -> resend(story, id).ok());

        assertTrue(story.mail().awaitMailTo(stranger.mail()).subject().contains(site.name()));
        final var unknown = resend(story, "nobody/tcp/80/1/192.0.2.9/mail");
        assertFalse(unknown.ok());
        assertTrue(unknown.body().contains("nobody/tcp/80/1/192.0.2.9/mail"), unknown::body);
    }

    @Test
    void aNoticeGoesWhenItHasBeenKeptForLongEnough(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.toldOf(site);

        final var outbox = new JsonObject();
        outbox.addProperty("keep-sent", 1);
        story.configuration().add("outbox", outbox);
        story.restconf().put("rebound:rebound", story.whole());

        Story.await("the notice has gone").until(() -> story.notices(site).isEmpty());
        assertEquals(1, story.mail().mailsTo(tried.mail()).size());
    }

    private static Restconf.Answer resend(final Story story, final String id) {
        final var input = new JsonObject();
        input.addProperty("id", id);
        return story.restconf().invoke("rebound:resend-notice", input);
    }

    private static boolean listens(final int port) {
        return !Command.of("ss", "-Hlun", "sport = :" + port).run().isBlank();
    }

    private static void sendTrapTo(final Site site, final int port, final String community) {
        site.machine().namespace().run("snmptrap", "-v", "2c", "-c", community, Network.CONTROLLER + ":" + port, "",
            Site.COLD_START);
    }
}
