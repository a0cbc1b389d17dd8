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
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Authority;
import org.opendaylight.rebound.it.testbed.Mail;
import org.opendaylight.rebound.it.testbed.MailServer;
import org.opendaylight.rebound.it.testbed.Network;

/**
 * The server, or network management, mails its failed clients itself, with Rebound's relay and a table of its own.
 */
@ExtendWith(World.Extension.class)
class RelayTest {
    private static final int MANY = 5000;
    private static final int SOME = 200;

    /** Everything is on the server's machine: its agent, which says that it is back, and the relay. */
    @Test
    void theServersOwnRelayMailsItsFailedClients(final Story story) {
        final var site = pushed(story.site().onlyTrap());
        final var known = story.stranger();
        final var unknown = story.stranger();
        story.configure();
        assertFalse(known.opens(site));
        assertFalse(unknown.opens(site));
        story.awaitFailed(site, known, unknown);

        try (var mail = new MailServer(Network.CONTROLLER, RelayProgram.SMTP_PORT);
                var relay = new RelayProgram(story, site.machine(), Network.CONTROLLER,
                    Map.of(known.machine().v4(), known.mail()))) {
            relay.start();
            site.webOn();
            site.agentOn();

            final var letter = mail.awaitMailTo(known.mail());
            assertTrue(letter.subject().contains(site.name()), letter.subject());
            assertTrue(letter.text().contains(known.machine().v4()), letter.text());
            awaitSent(story, site, 2);
            assertEquals(1, mail.all().size());
            final var unknowns = relay.ask("/v1/unknown");
            assertTrue(unknowns.contains(unknown.machine().v4()), unknowns);
        }
    }

    @Test
    void aListWaitsForARelayThatIsStartedLaterAndSurvivesItsDeath(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("network-management"));
        final var office = story.site();
        final var manager = new JsonObject();
        manager.addProperty("name", "noc");
        manager.addProperty("url", "http://" + office.machine().v4() + ":" + Receiver.PORT + "/v1/recoveries");
        manager.addProperty("signing-secret", RelayProgram.SECRET);
        story.configuration().add("manager", Story.list(manager));
        final var tried = List.of(story.stranger(), story.stranger());
        story.configure();
        tried.forEach(person -> assertFalse(person.opens(site)));
        story.awaitFailed(site, tried.toArray(Person[]::new));

        site.webOn();
        site.trap();
        Story.await("a try").until(() -> story.notices(site).stream()
            .anyMatch(notice -> !Story.text(notice, "last-error").isEmpty()));
        try (var mail = new MailServer(Network.CONTROLLER, RelayProgram.SMTP_PORT);
                var relay = new RelayProgram(story, office.machine(), Network.CONTROLLER, tried.stream()
                    .collect(Collectors.toMap(person -> person.machine().v4(), Person::mail)))) {
            mail.goDown();
            relay.start();
            awaitSent(story, site, 2);
            relay.kill();
            mail.comeUp();
            relay.start();
            tried.forEach(person -> mail.awaitMailTo(person.mail()));
            assertEquals(2, mail.all().size());
        }
    }

    /** More clients than an inform has room for, and the relay dies before it can mail. */
    @Test
    void managementsRelayTakesTheListByInforms(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("network-management"));
        final var office = story.site();
        story.configuration().add("manager", Story.list(JsonParser.parseString("""
            {"name": "noc", "inform": {"address": "%s", "port": %d, "usm-user": "%s", "timeout": 1000}}"""
            .formatted(office.machine().v4(), RelayProgram.INFORM_PORT, RelayProgram.USER))));
        story.configuration().getAsJsonObject("snmp").add("usm-user", Story.list(JsonParser.parseString("""
            {"name": "%s", "auth-protocol": "sha256", "auth-key": "%s", "priv-protocol": "aes128", "priv-key": "%s"}"""
            .formatted(RelayProgram.USER, RelayProgram.AUTH_KEY, RelayProgram.PRIV_KEY))));
        final var tried = story.stranger();
        story.configure();
        final var clients = new HashMap<>(Crowd.failedAt(site, SOME, 3).play(story));
        clients.put(tried.machine().v4(), tried.mail());
        assertFalse(tried.opens(site));
        Awaitility.await("all failed").atMost(Duration.ofSeconds(30))
            .until(() -> story.failures(site).size() == clients.size());
        try (var mail = new MailServer(Network.CONTROLLER, RelayProgram.SMTP_PORT);
                var relay = new RelayProgram(story, office.machine(), Network.CONTROLLER, clients)) {
            mail.goDown();
            relay.start();
            site.webOn();
            site.trap();
            awaitSent(story, site, clients.size());
            relay.kill();
            mail.comeUp();
            relay.start();
            Awaitility.await("all are told").atMost(Duration.ofMinutes(1))
                .until(() -> mail.count() >= clients.size());
            assertEquals(clients.values().stream().sorted().toList(),
                mail.all().stream().map(Mail::to).sorted().toList());
        }
    }

    /** An authority of their own, which Java does not know: each side has to be shown a certificate of it. */
    @Test
    void overTlsBothSidesShowACertificate(final Story story) throws IOException {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("network-management"));
        final var office = story.site();
        final var authority = new Authority(Files.createDirectory(story.scratch("authority")));
        final var issued = authority.issue("relay.example.com", office.machine().v4(),
            Files.createDirectory(story.scratch("relay-certificate")));
        final var own = authority.issue("rebound.example.com", Network.CONTROLLER,
            Files.createDirectory(story.scratch("own-certificate")));
        final var manager = new JsonObject();
        manager.addProperty("name", "noc");
        manager.addProperty("url", "https://" + office.machine().v4() + ":" + Receiver.PORT + "/v1/recoveries");
        story.configuration().add("manager", Story.list(manager));
        final var tried = story.stranger();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        try (var mail = new MailServer(Network.CONTROLLER, RelayProgram.SMTP_PORT);
                var relay = new RelayProgram(story, office.machine(), Network.CONTROLLER,
                    Map.of(tried.machine().v4(), tried.mail()))) {
            relay.onlyCertified(issued, authority.certificate()).start();
            site.webOn();
            site.trap();
            awaitError(story, site, "PKIX");

            manager.addProperty("trusted-certificates", Files.readString(authority.certificate()));
            tell(story, manager);
            awaitError(story, site, "answered 401");
            assertEquals(0, mail.count());

            manager.addProperty("certificate", Files.readString(own.certificate()));
            manager.addProperty("private-key", Files.readString(own.key()));
            tell(story, manager);
            mail.awaitMailTo(tried.mail());
            Story.await("the key is stored encrypted").until(() -> story.restconf()
                .get("rebound:rebound/manager=noc?content=config").orElseThrow().toString()
                .contains("\"private-key\":\"encrypted:"));
        }
    }

    private static void awaitError(final Story story, final Site site, final String words) {
        Story.await(words).until(() -> story.notices(site).stream()
            .anyMatch(notice -> Story.text(notice, "last-error").contains(words)));
    }

    private static void tell(final Story story, final JsonObject manager) {
        final var body = new JsonObject();
        body.add("rebound:manager", Story.list(manager));
        story.restconf().put("rebound:rebound/manager=noc", body);
    }

    @Test
    void whatIsNotSignedLikeTheRelayWantsWaitsAndIsNotMailed(final Story story) {
        final var site = pushed(story.site().onlyTrap());
        site.configuration().getAsJsonObject("push").addProperty("signing-secret", "another secret of 24 characters");
        final var tried = story.stranger();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        try (var mail = new MailServer(Network.CONTROLLER, RelayProgram.SMTP_PORT);
                var relay = new RelayProgram(story, site.machine(), Network.CONTROLLER,
                    Map.of(tried.machine().v4(), tried.mail()))) {
            relay.start();
            site.webOn();
            site.trap();
            Story.await("a refusal").until(() -> story.notices(site).stream()
                .anyMatch(notice -> Story.text(notice, "last-error").contains("answered 401")));
            assertEquals(0, mail.count());

            // the operator corrects it, and nothing was lost
            final var push = new JsonObject();
            push.addProperty("signing-secret", RelayProgram.SECRET);
            final var body = new JsonObject();
            body.add("rebound:push", push);
            story.restconf().put("rebound:rebound/server=" + site.name() + "/push", body);
            mail.awaitMailTo(tried.mail());
        }
    }

    @Test
    void fiveThousandAreToldByTheRelay(final Story story) {
        final var site = pushed(story.site().onlyTrap());
        final var tried = story.stranger();
        story.configure();
        final var crowd = Crowd.failedAt(site, MANY, 2);
        final var clients = new HashMap<>(crowd.play(story));
        clients.put(tried.machine().v4(), tried.mail());
        assertFalse(tried.opens(site));
        Awaitility.await("all failed").atMost(Duration.ofSeconds(30))
            .until(() -> story.failures(site).size() == clients.size());
        try (var mail = new MailServer(Network.CONTROLLER, RelayProgram.SMTP_PORT);
                var relay = new RelayProgram(story, site.machine(), Network.CONTROLLER, clients)) {
            relay.start();
            site.webOn();
            site.trap();

            Awaitility.await("all are told").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
                .until(() -> mail.count() >= clients.size() && story.failures(site).isEmpty());
            assertEquals(clients.values().stream().sorted().toList(),
                mail.all().stream().map(Mail::to).sorted().toList());
            awaitSent(story, site, clients.size());
        }
        assertEquals(new TreeSet<>(clients.keySet()), story.notices(site).stream()
            .map(notice -> Story.text(notice, "client")).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Site pushed(final Site site) {
        site.configuration().add("notify", Site.array("server"));
        final var push = new JsonObject();
        push.addProperty("signing-secret", RelayProgram.SECRET);
        site.configuration().add("push", push);
        return site;
    }

    private static void awaitSent(final Story story, final Site site, final int count) {
        Story.await("all notices are sent").until(() -> story.notices(site).stream()
            .filter(notice -> Story.text(notice, "state").equals("sent")).count() == count);
    }
}
