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
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Network;

/**
 * While a server is down, Rebound speaks in its place: what programs see of it. What a person sees is in
 * {@link InquiryTest}.
 */
@ExtendWith(World.Extension.class)
class StandInTest {
    private static final int SSH = 2222;
    /** The cookies of the flows that lead to the stand-in begin with it: "rebr". */
    private static final String DETOUR = "cookie=0x72656272";

    @Test
    void aProgramIsToldWhatIsWrongUnderTheSitesOwnAddressAndReachesItWhenItIsBack(final Story story) {
        final var site = standIn(story, story.site());
        final var tried = story.failedAt(site);
        awaitPage(tried, "http://" + site.machine().v4() + "/");

        final var answer = curl(tried, "-D", "-", "-H", "Accept: application/json", "-X", "PUT",
            "http://" + site.machine().v4() + "/orders?id=1");

        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        final var headers = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(java.util.Locale.ROOT);
        assertTrue(headers.contains("retry-after: "), headers);
        assertTrue(headers.contains("cache-control: no-store"), headers);
        assertTrue(headers.contains("content-type: application/problem+json"), headers);
        final var problem = JsonParser.parseString(answer.substring(answer.indexOf("\r\n\r\n"))).getAsJsonObject();
        assertEquals(503, problem.get("status").getAsInt());
        assertTrue(problem.toString().contains(site.name()), problem.toString());
        final var head = curl(tried, "-I", "http://" + site.machine().v4() + "/");
        assertTrue(head.startsWith("HTTP/1.1 503 "), head);

        site.webOn();
        site.trap();

        story.awaitOnlyTold(site, tried);
        // Whoever is told finds the server
        assertEquals("", detours(story));
        assertTrue(reads(tried, site));
    }

    @Test
    void theSameOverIpv6(final Story story) {
        final var site = standIn(story, story.site().onlyTrap());
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opensOverIpv6(site));
        final var url = "http://[" + site.machine().v6() + "]/";

        awaitPage(tried, url);

        site.webOn();
        site.trap();
        Story.await("the notice").until(() -> story.notices(site).stream()
            .map(notice -> Story.text(notice, "client")).toList(), List.of(tried.machine().v6())::equals);
        assertTrue(curl(tried, url).contains("Here I am."));
    }

    @Test
    void onlyTheServiceThatFailedIsStoodInFor(final Story story) {
        final var site = standIn(story, story.site().onlyTrap());
        site.webOn(SSH);
        final var tried = story.failedAt(site);

        awaitPage(tried, "http://" + site.machine().v4() + "/");

        // Its machine lives, and what else is there is what it always was
        assertTrue(curl(tried, "http://" + site.machine().v4() + ":" + SSH + "/").contains("Here I am."));
    }

    @Test
    void aNeighbourThatIsOffIsAnsweredForWithItsOwnLinkLayerAddress(final Story story) {
        final var site = standIn(story, story.neighbour().onlyTrap());
        final var tried = story.person();
        site.webOn();
        story.configure();
        assertTrue(reads(tried, site));
        final var real = neighbour(tried, site);
        site.machine().powerOff();
        tried.machine().namespace().ip("neigh flush all");
        // In vain, or so long that the stand-in is there
        tried.opens(site);
        story.awaitFailed(site, tried);

        awaitPage(tried, "http://" + site.machine().v4() + "/");

        assertEquals(real, neighbour(tried, site));
        site.machine().powerOn();
        site.webOn();
        Story.await("the real site").until(() -> reads(tried, site));
        // Nobody answers for it any more, and it is found all the same
        tried.machine().namespace().ip("neigh flush all");
        assertTrue(reads(tried, site));
        assertEquals(real, neighbour(tried, site));
    }

    @Test
    void aServerThatAnswersAgainByItselfIsNotCovered(final Story story) {
        final var site = standIn(story, story.site().onlyTrap());
        final var tried = story.failedAt(site);
        awaitPage(tried, "http://" + site.machine().v4() + "/");

        site.webOn();

        Awaitility.await("the real site").atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(50))
            .until(() -> curl(tried, "-w", " %{http_code} %{errormsg} %{time_connect} %{time_total}", "http://"
                + site.machine().v4() + "/"), page -> page.contains("Here I am."));
        Story.await("no flows").until(() -> detours(story), String::isEmpty);
        // No trap came: the outage is not over, and yet nobody is led away
        for (int i = 0; i < 20; i++) {
            assertTrue(reads(tried, site));
        }
        assertEquals("", detours(story));
    }

    @Test
    void aDeadControllerLeavesNobodyAtTheStandIn(final Story story) {
        final var site = standIn(story, story.site().onlyTrap());
        final var tried = story.failedAt(site);
        awaitPage(tried, "http://" + site.machine().v4() + "/");
        story.controller().kill();
        try {
            Awaitility.await("no flows").atMost(Duration.ofSeconds(15)).until(() -> detours(story), String::isEmpty);
            site.webOn();
            assertTrue(reads(tried, site));
            site.webOff();
        } finally {
            story.controller().startAgain();
            story.world().network().bridge().awaitConnected();
        }
        // In its next life it stands in again
        awaitPage(tried, "http://" + site.machine().v4() + "/");
    }

    @Test
    void eachOfTwoClientsGetsWhatItWants(final Story story) {
        final var site = standIn(story, story.site().onlyTrap());
        site.configuration().addProperty("ask", true);
        final var declines = story.person();
        final var silent = story.person();
        final var wants = story.failedAt(site);
        final var url = "http://" + site.machine().v4() + "/";
        awaitPage(wants, url);
        awaitPage(declines, url);
        awaitPage(silent, url);
        // Two came to the stand-in only, and are recorded all the same
        story.awaitFailed(site, wants, declines, silent);
        assertEquals("stand-in", story.evidence(site, silent.machine().v4()));

        assertTrue(answer(wants, url, "choice=known").endsWith(" 200"));
        assertTrue(answer(declines, url, "choice=no").endsWith(" 200"));

        Story.await("the answers").until(() -> story.failures(site).stream().filter(entry -> entry.has("wish"))
            .count(), Long.valueOf(2)::equals);
        site.webOn();
        site.trap();
        story.awaitOnlyTold(site, wants);
        Story.await("the table is empty").until(() -> story.failures(site).isEmpty());
    }

    @Test
    void nobodyAnswersForAnotherOne(final Story story) {
        final var site = standIn(story, story.site().onlyTrap());
        final var other = story.person();
        final var one = story.failedAt(site);
        final var url = "http://" + site.machine().v4() + "/";
        awaitPage(one, url);
        awaitPage(other, url);
        story.awaitFailed(site, one, other);

        final var stolen = token(one, url);
        final var refused = curl(other, "-w", " %{http_code}", "-H", "Accept: text/html", "-d",
            "token=" + stolen + "&choice=no&url=%2F", url + ".well-known/rebound/answer");

        assertTrue(refused.endsWith(" 403"), refused);
        assertTrue(story.failures(site).stream().noneMatch(entry -> entry.has("wish")));
    }

    @Test
    void ftpAndSmtpClientsAreRefusedPolitely(final Story story) {
        final var site = story.site().onlyTrap();
        final var services = site.configuration().getAsJsonArray("service");
        for (var kind : List.of("ftp", "smtp")) {
            final var service = Site.service("tcp", kind.equals("ftp") ? 21 : 25);
            service.addProperty("stand-in", kind);
            services.add(service);
        }
        standIn(story, site);
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site.machine().v4(), 21));
        assertFalse(tried.opens(site.machine().v4(), 25));

        Story.await("FTP").until(() -> curl(tried, "-v", "ftp://" + site.machine().v4() + "/"),
            answer -> answer.contains("< 421 ") && answer.contains(site.name()));
        Story.await("SMTP").until(() -> curl(tried, "-v", "smtp://" + site.machine().v4() + "/"),
            answer -> answer.contains("< 421 ") && answer.contains(site.name()));
    }

    // ---- what happens again and again

    /** Lets Rebound stand in for a site's web server. */
    static Site standIn(final Story story, final Site site) {
        site.configuration().getAsJsonArray("service").get(0).getAsJsonObject().addProperty("stand-in", "http");
        final var standIn = new JsonObject();
        standIn.add("address", Site.array(Network.CONTROLLER, Network.CONTROLLER6));
        story.configuration().add("stand-in", standIn);
        story.serveWeb("");
        return site;
    }

    /** Waits until the stand-in's page comes instead of the site. */
    static void awaitPage(final Person person, final String url) {
        Story.await("the stand-in at " + url).until(() -> curl(person, "-o", "/dev/null", "-w", "%{http_code}",
            "-H", "Accept: text/html", url), "503"::equals);
    }

    /** Whether a person gets the site's own page. */
    static boolean reads(final Person person, final Site site) {
        return curl(person, "http://" + site.machine().v4() + "/").contains("Here I am.");
    }

    private static String token(final Person person, final String url) {
        final var found = Pattern.compile("name=\"token\" value=\"([^\"]+)\"")
            .matcher(curl(person, "-H", "Accept: text/html", url));
        assertTrue(found.find());
        return found.group(1);
    }

    private static String answer(final Person person, final String url, final String choice) {
        return curl(person, "-w", " %{http_code}", "-H", "Accept: text/html", "-d",
            "token=" + token(person, url) + "&url=%2F&" + choice, url + ".well-known/rebound/answer");
    }

    private static String curl(final Person person, final String... arguments) {
        final var line = new ArrayList<>(List.of("curl", "-s", "-m", "10"));
        line.addAll(List.of(arguments));
        return person.machine().namespace().command(line.toArray(String[]::new)).attempt().output();
    }

    private static String neighbour(final Person person, final Site site) {
        final var entry = person.machine().namespace().run("ip", "neigh", "show", site.machine().v4());
        final var found = Pattern.compile("lladdr ([0-9a-f:]+)").matcher(entry);
        return found.find() ? found.group(1) : "none: " + entry;
    }

    private static String detours(final Story story) {
        return story.world().network().bridge().flowsWithCounters().lines().filter(flow -> flow.contains(DETOUR))
            .collect(java.util.stream.Collectors.joining("\n"));
    }
}
