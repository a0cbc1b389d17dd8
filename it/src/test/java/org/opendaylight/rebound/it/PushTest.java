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

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The list of failed clients goes to the server or to network management, where programs take it that have nothing to
 * do with Rebound.
 */
@ExtendWith(World.Extension.class)
class PushTest {
    private static final int INFORM_PORT = 1620;
    /** Where the module is, and what stands for the IETF's modules, which Debian does not ship. */
    private static final String MIBS = "../snmp/src/test/resources/mibs:../snmp/src/main/resources/mibs";
    private static final String SECRET = "a secret of more than 24 characters";

    @Test
    void theServerThatIsBackIsGivenExactlyItsFailedClients(final Story story) throws GeneralSecurityException {
        final var site = story.site().onlyTrap();
        final var push = new JsonObject();
        push.addProperty("signing-secret", SECRET);
        site.configuration().add("push", push);
        site.configuration().add("notify", Site.array("server"));
        final var first = story.stranger();
        final var second = story.person();
        final var neverTried = story.person();
        story.configure();
        assertFalse(first.opens(site));
        assertFalse(second.opens(site));
        story.awaitFailed(site, first, second);

        final var before = Instant.now();
        site.webOn();
        try (var receiver = new Receiver(site.machine(), story.scratch("posted"), 204)) {
            site.trap();
            Story.await("the list").until(() -> clients(receiver.bodies()).size() == 2);

            assertEquals(Set.of(first.machine().v4(), second.machine().v4()), clients(receiver.bodies()));
            final var request = receiver.requests().getFirst();
            assertEquals("/v1/recoveries", request.get("path").getAsString());
            final var list = receiver.bodies().getFirst();
            assertEquals("rebound.recovery", Story.text(list, "type"));
            assertEquals(1, list.get("version").getAsInt());
            assertEquals(site.name(), Story.text(list, "server"));
            assertEquals("tcp", Story.text(list, "protocol"));
            assertEquals(Site.WEB, list.get("port").getAsInt());
            assertEquals(1, list.get("outage").getAsInt());
            assertTrue(Instant.parse(Story.text(list, "failed-since")).isBefore(before));
            assertFalse(Instant.parse(Story.text(list, "recovered")).isBefore(before.minusMillis(1)));
            assertSigned(request);
            awaitSent(story, site, 2);
        }
        assertEquals(List.of(), story.mail().mailsTo(second.mail()));
        assertEquals(List.of(), story.mail().mailsTo(neverTried.mail()));
        final var stored = story.restconf().get("rebound:rebound/server=" + site.name() + "?content=config")
            .orElseThrow().toString();
        assertFalse(stored.contains(SECRET), stored);
        assertTrue(stored.contains("\"signing-secret\":\"encrypted:"), stored);
    }

    @Test
    void eachClientIsToldOnceByEachWay(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("mail", "server", "network-management"));
        final var office = story.site();
        story.configuration().add("manager", Story.list(manager("noc", office, "/hook", "rebound")));
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        site.webOn();
        try (var atServer = new Receiver(site.machine(), story.scratch("server"), 200);
                var atOffice = new Receiver(office.machine(), story.scratch("office"), 200)) {
            site.trap();
            awaitSent(story, site, 3);
            assertEquals(1, story.mail().mailsTo(tried.mail()).size());
            for (var receiver : List.of(atServer, atOffice)) {
                assertEquals(List.of(tried.machine().v4()), receiver.bodies().stream()
                    .flatMap(body -> addresses(body).stream()).toList());
            }
            assertEquals("/hook", atOffice.requests().getFirst().get("path").getAsString());
        }
        assertEquals(new TreeSet<>(Set.of(tried.mail(), site.name(), "noc")), story.notices(site).stream()
            .map(notice -> Story.text(notice, "destination")).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aListWaitsForItsReceiverAndForASecondLife(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("server"));
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        site.webOn();
        try (var refusing = new Receiver(site.machine(), story.scratch("refused"), 503)) {
            site.trap();
            Story.await("a refusal").until(() -> story.notices(site).stream()
                .anyMatch(notice -> Story.text(notice, "last-error").contains("answered 503")));
            assertTrue(refusing.bodies().size() > 0);
        }
        story.controller().kill();
        story.controller().startAgain();
        story.world().network().bridge().awaitConnected();
        try (var receiver = new Receiver(site.machine(), story.scratch("taken"), 200)) {
            awaitSent(story, site, 1);
            assertEquals(Set.of(tried.machine().v4()), clients(receiver.bodies()));
        }
    }

    @Test
    void alertmanagerShowsTheRecovery(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("network-management"));
        final var office = story.site();
        final var tried = story.person();
        story.configuration().add("manager", Story.list(manager("alerts", office, "/api/v2/alerts", "alertmanager")));
        office.machine().namespace().start("alertmanager", "prometheus-alertmanager",
            "--config.file=" + story.file("alertmanager.yml", "route: {receiver: none}\nreceivers: [{name: none}]\n"),
            "--storage.path=" + story.scratch("alertmanager"), "--web.listen-address=:" + Receiver.PORT,
            "--cluster.listen-address=")
            .awaitReady(Duration.ofSeconds(20), () -> office.machine().namespace().listens("tcp", Receiver.PORT));
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);

        site.webOn();
        site.trap();
        awaitSent(story, site, 1);

        final var alerts = JsonParser.parseString(office.machine().namespace().run("curl", "-s",
            "http://127.0.0.1:" + Receiver.PORT + "/api/v2/alerts?active=true")).getAsJsonArray();
        assertEquals(1, alerts.size(), alerts::toString);
        final var alert = alerts.get(0).getAsJsonObject();
        assertEquals("ReboundRecovered", Story.text(alert.getAsJsonObject("labels"), "alertname"));
        assertEquals(site.name(), Story.text(alert.getAsJsonObject("labels"), "server"));
        assertEquals(tried.machine().v4(), Story.text(alert.getAsJsonObject("annotations"), "clients"));
        assertEquals("active", Story.text(alert.getAsJsonObject("status"), "state"));
    }

    @Test
    void snmptrapdPrintsTheInformsOfTheListByTheMib(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("notify", Site.array("network-management"));
        final var office = story.site();
        final var inform = new JsonObject();
        inform.addProperty("address", office.machine().v4());
        inform.addProperty("port", INFORM_PORT);
        inform.addProperty("usm-user", "noc");
        final var manager = new JsonObject();
        manager.addProperty("name", "noc");
        manager.add("inform", inform);
        story.configuration().add("manager", Story.list(manager));
        story.configuration().getAsJsonObject("snmp").add("usm-user", Story.list(JsonParser.parseString("""
            {"name": "noc", "auth-protocol": "sha256", "auth-key": "auth-passphrase", "priv-protocol": "aes128",
             "priv-key": "priv-passphrase"}""")));
        final var settings = story.file("snmptrapd.conf", """
            createUser noc SHA-256 "auth-passphrase" AES "priv-passphrase"
            authUser log noc priv
            [snmp] persistentDir %s
            """.formatted(story.scratch("snmptrapd")));
        final var output = story.scratch("traps");
        office.machine().namespace().start("snmptrapd", "snmptrapd", "-f", "-n", "-C", "-c", settings, "-Lf",
            output.toString(), "-M", MIBS, "-m", "REBOUND-MIB", "-F", "%v\\n", "udp:" + INFORM_PORT)
            .awaitReady(Duration.ofSeconds(20), () -> office.machine().namespace().listens("udp", INFORM_PORT));
        final var tried = List.of(story.person(), story.stranger(), story.person());
        story.configure();
        tried.forEach(person -> assertFalse(person.opens(site)));
        story.awaitFailed(site, tried.toArray(Person[]::new));

        site.webOn();
        site.trap();
        awaitSent(story, site, 3);

        final var printed = story.read("traps");
        for (var line : List.of("REBOUND-MIB::reboundRecovered",
                "REBOUND-MIB::reboundServer.0 = STRING: " + site.name(),
                "REBOUND-MIB::reboundProtocol.0 = INTEGER: tcp(6)", "REBOUND-MIB::reboundPort.0 = Gauge32: 80",
                "REBOUND-MIB::reboundOutage.0 = Gauge32: 1")) {
            assertTrue(printed.contains(line), () -> line + " is not in " + printed);
        }
        for (var person : tried) {
            final var line = "Hex-STRING: " + Arrays.stream(person.machine().v4().split("\\."))
                .map(octet -> "%02X".formatted(Integer.parseInt(octet))).collect(Collectors.joining(" "));
            assertTrue(printed.contains(line), () -> line + " is not in " + printed);
        }
    }

    @Test
    void whatCannotWorkIsRefusedByName(final Story story) {
        final var site = story.site();
        site.configuration().add("notify", Site.array("network-management"));
        final var refused = story.restconf().tryPut("rebound:rebound", story.whole());
        assertEquals(400, refused.status(), refused::body);
        assertTrue(refused.body().contains("server '" + site.name()
            + "': notify network-management needs an entry of the list manager"), refused::body);
    }

    private static JsonObject manager(final String name, final Site where, final String path, final String format) {
        final var ret = new JsonObject();
        ret.addProperty("name", name);
        ret.addProperty("url", "http://" + where.machine().v4() + ":" + Receiver.PORT + path);
        ret.addProperty("format", format);
        return ret;
    }

    private static void awaitSent(final Story story, final Site site, final int count) {
        Story.await("all notices are sent").until(() -> story.notices(site).stream()
            .filter(notice -> Story.text(notice, "state").equals("sent")).count() == count);
        assertEquals(count, story.notices(site).size());
    }

    private static Set<String> clients(final List<JsonObject> bodies) {
        return bodies.stream().flatMap(body -> addresses(body).stream()).collect(Collectors.toSet());
    }

    private static List<String> addresses(final JsonObject body) {
        final JsonArray clients = body.getAsJsonArray("clients");
        return clients.asList().stream().map(client -> Story.text(client.getAsJsonObject(), "address")).toList();
    }

    /** As somebody else would check it, by the Standard Webhooks specification. */
    private static void assertSigned(final JsonObject request) throws GeneralSecurityException {
        final var headers = request.getAsJsonObject("headers");
        final var text = header(headers, "webhook-id") + '.' + header(headers, "webhook-timestamp") + '.'
            + request.get("body").getAsString();
        final var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertEquals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))),
            header(headers, "webhook-signature"));
    }

    private static String header(final JsonObject headers, final String name) {
        return headers.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name)).findFirst()
            .orElseThrow().getValue().getAsString();
    }
}
