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
import com.google.gson.JsonPrimitive;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Restconf;

/**
 * The operator's side: bad configuration is refused with a reason, the shell shows what is, operations do it.
 */
@ExtendWith(World.Extension.class)
class OperatorTest {
    /** A port where nobody listens. */
    private static final int NOBODY = 2529;

    @Test
    void aServerWithoutAnAddressIsRefused(final Story story) {
        refused(story, site -> site.configuration().remove("address"), "address");
    }

    @Test
    void anAddressOfTwoServersIsRefused(final Story story) {
        final var other = story.site();
        refused(story, site -> site.configuration().add("address", Site.array(other.machine().v4())),
            other.machine().v4());
    }

    @Test
    void portZeroIsRefused(final Story story) {
        refused(story, site -> site.configuration().add("service", Story.list(Site.service("tcp", 0))), "port");
    }

    @Test
    void aResponseTimeoutOfZeroIsRefused(final Story story) {
        refused(story, site -> site.configuration().addProperty("response-timeout", 0), "response-timeout");
    }

    @Test
    void aBadMailAddressIsRefused(final Story story) {
        story.know("10.99.60.1", "nobody at home");
        refused(story, site -> { }, "mail");
    }

    @Test
    void anUnknownForwardingIsRefused(final Story story) {
        final var observation = new JsonObject();
        observation.add("forwarding", new JsonPrimitive("teleport"));
        story.configuration().add("observation", observation);
        // OpenDaylight's own words for a value that no enum has: they name the value and those that there are.
        refused(story, site -> { }, "'teleport' for enum type. Allowed values are: [normal, goto-table]");
    }

    @Test
    void diagstatusSaysThatReboundWorks(final Story story) {
        assertTrue(line(story.controller().shell("diagstatus:showSvcStatus"), "REBOUND", "").contains("OPERATIONAL"));
    }

    @Test
    void theShellShowsAnOutage(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        story.awaitState(site, "failed");
        final var controller = story.controller();

        assertTrue(line(controller.shell("rebound:servers"), site.name() + " ", "tcp/80").contains("failed"));
        assertTrue(line(controller.shell("rebound:failed-clients"), site.name() + " ", tried.machine().v4())
            .contains("refused"));
        assertTrue(line(controller.shell("rebound:status"), site.name() + " ", "tcp/80").contains("failed"));
        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, tried);
        assertTrue(line(controller.shell("rebound:notices"), site.name() + " ", tried.mail()).contains("sent"));
    }

    @Test
    void declaredRecoveredTheClientsAreTold(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        final var answer = story.restconf().invoke("rebound:declare-recovered", input("server", site.name()));

        assertTrue(answer.ok(), answer.body());
        assertTrue(answer.body().replace(" ", "").contains("\"services\":1"), answer.body());
        story.awaitOnlyTold(site, tried);
    }

    @Test
    void declaredRecoveredInTheShellTheClientsOfThatServiceAreTold(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        final var controller = story.controller();

        final var other = controller.shell("rebound:declare-recovered " + site.name() + " udp " + Site.ECHO);
        assertTrue(other.contains("No service of " + site.name() + " was failed."), other);
        story.awaitFailed(site, tried);
        final var said = controller.shell("rebound:declare-recovered " + site.name() + " tcp " + Site.WEB);

        assertTrue(said.contains("1 service of " + site.name() + " declared recovered."), said);
        story.awaitOnlyTold(site, tried);
    }

    @Test
    void whoIsNotConfiguredCannotBeDeclaredRecovered(final Story story) {
        story.site();
        story.configure();

        final var answer = story.restconf().invoke("rebound:declare-recovered", input("server", "nobody"));

        assertFalse(answer.ok());
        assertTrue(answer.body().contains("nobody"), answer.body());
    }

    @Test
    void aTestMailArrives(final Story story) {
        story.site();
        story.configure();

        final var answer = story.restconf().invoke("rebound:send-test-mail", input("to", "operator@example.com"));

        assertTrue(answer.ok(), answer.body());
        story.mail().awaitMailTo("operator@example.com");
    }

    @Test
    void aTestMailThatCannotBeSentSaysWhy(final Story story) {
        story.site();
        story.configuration().getAsJsonObject("mail").addProperty("smtp-port", NOBODY);
        story.configure();

        final var answer = story.restconf().invoke("rebound:send-test-mail", input("to", "operator@example.com"));

        assertFalse(answer.ok());
        assertTrue(answer.body().contains(Integer.toString(NOBODY)), answer.body());
    }

    @Test
    void aSentNoticeIsSentAgainOnRequest(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.toldOf(site);

        final var answer = story.restconf().invoke("rebound:resend-notice",
            input("id", Story.text(story.notices(site).get(0), "id")));

        assertTrue(answer.ok(), answer.body());
        Story.await("the second mail").until(() -> story.mail().mailsTo(tried.mail()).size() == 2);
        final var mails = story.mail().mailsTo(tried.mail());
        assertEquals(mails.get(0).messageId(), mails.get(1).messageId());
    }

    private static void refused(final Story story, final Consumer<Site> mistake, final String named) {
        final var site = story.site();
        mistake.accept(site);
        final Restconf.Answer answer = story.restconf().tryPut("rebound:rebound", story.whole());
        assertEquals(400, answer.status(), answer.body());
        assertTrue(answer.body().contains(named), answer.body());
    }

    private static JsonObject input(final String leaf, final String value) {
        final var result = new JsonObject();
        result.addProperty(leaf, value);
        return result;
    }

    private static String line(final String output, final String... words) {
        return output.lines().filter(line -> java.util.Arrays.stream(words).allMatch(line::contains)).findFirst()
            .orElseThrow(() -> new AssertionError("no line with " + java.util.List.of(words) + " in\n" + output));
    }
}
