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

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Mail;

/**
 * What a person sees who opens a dead site in Chromium. Where {@code rebound.pictures} names a folder, the page is
 * photographed for it.
 */
@ExtendWith(World.Extension.class)
class InquiryTest {
    private static final Pattern LINK = Pattern.compile("https?://\\S+/confirm\\?\\S+");

    @Test
    void aPersonGivesAnAddressConfirmsItIsTakenToTheSiteAndGetsTheMail(final Story story) {
        final var site = StandInTest.standIn(story, story.site().onlyTrap());
        final var visitor = story.failedAt(site);
        final var url = "http://" + site.machine().v4() + "/?page=2";
        StandInTest.awaitPage(visitor, url);
        final var mail = "other-" + visitor.mail();
        try (var browser = Browser.of(visitor, story.scratch("profile"))) {
            browser.size(1280, 800);
            browser.open(url);
            assertEquals(url, browser.address());
            assertTrue(browser.text().contains(site.name()), browser.text());
            assertTrue(browser.text().contains(visitor.machine().v4()), browser.text());
            assertEquals(List.of(), browser.barriers());
            assertEquals(0, browser.otherRequests());
            photograph(browser, "inquiry-desktop");

            browser.element("input[value=mail]").click();
            browser.element("input[name=mail]").sendKeys(mail);
            browser.element("form button[type=submit], form button:not([type])").click();

            Story.await("the answer").until(() -> story.failures(site).stream()
                .anyMatch(entry -> Story.text(entry, "destination").equals(mail)));
            assertEquals(List.of(), browser.barriers());
            photograph(browser, "inquiry-answered");
            confirm(story.mail().awaitMailTo(mail));
            Story.await("the address is confirmed").until(() -> story.failures(site).stream()
                .anyMatch(entry -> Story.text(entry, "destination-confirmed").equals("true")));

            site.webOn();
            site.agentOn();

            Story.await("the real site").until(() -> browser.text().contains("Here I am."));
            assertEquals(url, browser.address());
        }
        Story.await("the mail").until(() -> story.mail().mailsTo(mail).size(), Integer.valueOf(2)::equals);
        assertTrue(story.mail().mailsTo(mail).getLast().subject().contains(site.name()));
        assertEquals(0, story.mail().mailsTo(visitor.mail()).size());
    }

    @Test
    void whoSaysNoGetsNoMailAndWhoHasNotAnsweredIsAskedOnThePage(final Story story) {
        final var site = StandInTest.standIn(story, story.neighbour().onlyTrap());
        final var declines = story.person();
        final var undecided = story.person();
        site.webOn();
        story.configure();
        assertTrue(StandInTest.reads(declines, site));
        site.machine().powerOff();
        declines.machine().namespace().ip("neigh flush all");
        // In vain, or so long that the stand-in is there
        declines.opens(site);
        final var url = "http://" + site.machine().v4() + "/";
        StandInTest.awaitPage(declines, url);
        StandInTest.awaitPage(undecided, url);
        story.awaitFailed(site, declines, undecided);
        try (var one = Browser.of(declines, story.scratch("one"), "--blink-settings=preferredColorScheme=0");
             var other = Browser.of(undecided, story.scratch("other"), "--lang=ja", "--accept-lang=ja")) {
            one.size(390, 844);
            other.size(390, 844);
            one.open(url);
            other.open(url);
            assertEquals(List.of(), one.barriers());
            assertEquals(List.of(), other.barriers());
            photograph(one, "inquiry-phone-dark");
            photograph(other, "inquiry-phone-ja");
            one.element("input[value=no]").click();
            one.element("form button[type=submit], form button:not([type])").click();
            Story.await("the answer").until(() -> story.failures(site).stream()
                .anyMatch(entry -> Story.text(entry, "wish").equals("no")));

            site.machine().powerOn();
            site.webOn();
            site.trap();

            // Nobody is taken anywhere who did not say so
            Story.await("the question").until(() -> other.element("#back").isDisplayed());
            photograph(other, "inquiry-back-ja");
            other.element("#back a").click();
            Story.await("the real site").until(other::text, text -> text.contains("Here I am."));
        }
        Story.await("the recovery").until(() -> story.failures(site).stream()
            .noneMatch(entry -> Story.text(entry, "protocol").equals("tcp")));
        assertTrue(story.mail().mailsTo(declines.mail()).isEmpty());
        assertTrue(story.notices(site).stream()
            .noneMatch(notice -> Story.text(notice, "client").equals(declines.machine().v4())));
    }

    private static void confirm(final Mail mail) {
        final var link = LINK.matcher(mail.text());
        assertTrue(link.find(), mail.text());
        final var page = org.opendaylight.rebound.it.testbed.Command.of("curl", "-s", "-m", "10", link.group()).run();
        assertTrue(page.contains("<button"), page);
        org.opendaylight.rebound.it.testbed.Command.of("curl", "-s", "-m", "10", "-d", "confirm=yes", link.group())
            .run();
    }

    private static void photograph(final Browser browser, final String name) {
        final var folder = System.getProperty("rebound.pictures");
        if (folder != null) {
            browser.photograph(Path.of(folder, name + ".png"));
        }
    }
}
