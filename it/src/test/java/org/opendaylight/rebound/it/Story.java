/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Folders;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.MailServer;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.Restconf;
import org.opendaylight.rebound.it.testbed.Switch;
import org.opendaylight.rebound.it.testbed.Vlan;

/**
 * One test's part of the world: its servers and clients, and what an operator can see of them.
 */
final class Story implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    /** What the ids of Rebound's flows begin with. */
    private static final String FLOW_ID = "rebound-";

    private final List<Site> sites = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final JsonObject configuration = new JsonObject();
    private final JsonArray clients = new JsonArray();
    private final int number = NUMBERS.incrementAndGet();
    private final World world;
    private final Path folder;

    Story(final World world) {
        this.world = world;
        try {
            folder = Files.createTempDirectory("rbt-site");
            Files.writeString(folder.resolve("index.html"), "<!DOCTYPE html><title>site</title><p>Here I am.\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        final var mail = new JsonObject();
        mail.addProperty("smtp-host", "127.0.0.1");
        mail.addProperty("smtp-port", World.SMTP_PORT);
        mail.addProperty("from", "rebound@example.com");
        mail.addProperty("retry-initial", 200);
        mail.addProperty("retry-maximum", 1000);
        configuration.add("mail", mail);
        final var listen = new JsonObject();
        listen.addProperty("address", Network.CONTROLLER);
        listen.addProperty("port", World.TRAP_PORT);
        final var community = new JsonObject();
        community.addProperty("name", Site.COMMUNITY);
        final var snmp = new JsonObject();
        snmp.add("listen", list(listen));
        snmp.add("community", list(community));
        configuration.add("snmp", snmp);
        configuration.add("client", clients);
    }

    /** {@return a file for a test's own use, which goes with the story} */
    Path scratch(final String name) {
        return folder.resolve(name);
    }

    /** Reads such a file. */
    String read(final String name) {
        try {
            return Files.readString(scratch(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes such a file. */
    String file(final String name, final String content) {
        try {
            return Files.writeString(scratch(name), content).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---- who is in it

    /** A new server behind the router. */
    Site site() {
        return addSite(world.network().server());
    }

    /** A new server on the switch, in the clients' own network. */
    Site neighbour() {
        return addSite(world.network().client());
    }

    private Site addSite(final Machine machine) {
        final var site = new Site("site" + number + "-" + (sites.size() + 1), machine, folder);
        sites.add(site);
        return site;
    }

    /** A new client on the switch. */
    Person person() {
        return addPerson(new Person(world.network().client(), nextMail()));
    }

    /** A new client on the switch of whom nobody knows a mail address. */
    Person stranger() {
        final var stranger = new Person(world.network().client(), nextMail());
        people.add(stranger);
        return stranger;
    }

    /** A new client on a switch. */
    Person personOn(final Switch bridge) {
        return addPerson(new Person(world.network().client(bridge), nextMail()));
    }

    /** A new client in a tagged network. */
    Person personIn(final Vlan vlan) {
        return addPerson(new Person(vlan.client(), nextMail()));
    }

    private String nextMail() {
        return "p" + number + "-" + (people.size() + 1) + "@example.com";
    }

    private Person addPerson(final Person person) {
        people.add(person);
        know(person.machine().v4(), person.mail());
        know(person.machine().v6(), person.mail());
        return person;
    }

    /** Adds an entry to the client mail address table that is to be configured. */
    void know(final String address, final String mail) {
        final var client = new JsonObject();
        client.addProperty("address", address);
        client.addProperty("mail", mail);
        clients.add(client);
    }

    /** A part of the configuration apart from servers and clients; may be changed before {@link #configure}. */
    JsonObject configuration() {
        return configuration;
    }

    /** What the configuration would be. */
    JsonObject whole() {
        final var servers = new JsonArray();
        sites.forEach(site -> servers.add(site.configuration()));
        configuration.add("server", servers);
        final var result = new JsonObject();
        result.add("rebound:rebound", configuration);
        return result;
    }

    /** Lets Rebound serve its own pages below a path, which is empty or begins with a slash. */
    void serveWeb(final String path) {
        final var listen = new JsonObject();
        listen.addProperty("address", Network.CONTROLLER);
        listen.addProperty("port", World.WEB_PORT);
        final var web = new JsonObject();
        web.add("listen", list(listen));
        web.addProperty("public-url", "http://" + Network.CONTROLLER + ":" + World.WEB_PORT + path);
        configuration.add("web", web);
    }

    /** The part of the configuration about observation; may be changed before {@link #configure}. */
    JsonObject observation() {
        if (!configuration.has("observation")) {
            configuration.add("observation", new JsonObject());
        }
        return configuration.getAsJsonObject("observation");
    }

    /** Tells Rebound everything, and waits until the switch observes the servers and traps are heard. */
    Story configure() {
        tell();
        awaitObserved();
        return this;
    }

    /** Tells Rebound everything, and waits until traps are heard. */
    void tell() {
        restconf().put("rebound:rebound", whole());
        await("traps are heard").until(() -> !org.opendaylight.rebound.it.testbed.Command.of("ss", "-Hlun",
            "sport = :" + World.TRAP_PORT).run().isBlank());
    }

    void awaitObserved() {
        awaitObservedBy(world.network().bridge(), sites);
    }

    /** Waits until a switch has flows for the sites, and every flow that is configured for it. */
    void awaitObservedBy(final Switch bridge, final List<Site> what) {
        await("the switch observes").until(() -> {
            final var flows = bridge.flows();
            return what.stream().allMatch(site -> flows.contains("=" + site.machine().v4() + ","))
                && bridge.keptFlows().equals(configuredFlows(bridge));
        });
    }

    private Set<Long> configuredFlows(final Switch bridge) {
        return restconf().get("opendaylight-inventory:nodes/node=" + bridge.node() + "?content=config").stream()
            .flatMap(nodes -> objects(nodes.getAsJsonArray()))
            .flatMap(node -> members(node, "flow-node-inventory:table"))
            .flatMap(table -> members(table, "flow"))
            .filter(flow -> text(flow, "id").startsWith(FLOW_ID))
            .map(flow -> flow.get("cookie").getAsLong()).collect(Collectors.toSet());
    }

    // ---- what happens again and again

    /** Configures, and lets a new client try and fail at a site. */
    Person failedAt(final Site site) {
        final var tried = person();
        configure();
        assertFalse(tried.opens(site));
        awaitFailed(site, tried);
        return tried;
    }

    /** Configures, and plays an outage of a site from the failure of a new client to the mail that it gets. */
    Person toldOf(final Site site) {
        final var tried = failedAt(site);
        site.webOn();
        site.trap();
        awaitOnlyTold(site, tried);
        return tried;
    }

    // ---- what there is

    World world() {
        return world;
    }

    Restconf restconf() {
        return world.restconf();
    }

    Controller controller() {
        return world.controller();
    }

    MailServer mail() {
        return world.mail();
    }

    static ConditionFactory await(final String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }

    // ---- what an operator sees

    /** {@return the entries of the failed-client table about a site} */
    List<JsonObject> failures(final Site site) {
        return entries("rebound:failed-clients?content=config", "failed-client", site);
    }

    /** {@return the addresses of the clients that are in the failed-client table for a site} */
    Set<String> failed(final Site site) {
        return failures(site).stream().map(entry -> entry.get("client").getAsString()).collect(Collectors.toSet());
    }

    void awaitFailed(final Site site, final Person... who) {
        final var expected = Arrays.stream(who).map(person -> person.machine().v4()).collect(Collectors.toSet());
        await("failed clients of " + site.name()).until(() -> failed(site), expected::equals);
    }

    /** {@return the evidence of a client's failure, empty while there is none} */
    String evidence(final Site site, final String client) {
        return failures(site).stream().filter(entry -> entry.get("client").getAsString().equals(client))
            .map(entry -> entry.get("evidence").getAsString()).findFirst().orElse("");
    }

    /** {@return the evidence of every client's failure at a service of a site} */
    Map<String, String> evidence(final Site site) {
        return failures(site).stream().collect(Collectors.toMap(entry -> entry.get("client").getAsString(),
            entry -> entry.get("evidence").getAsString()));
    }

    /** {@return the last recovery of a site's web server} */
    JsonObject recovery(final Site site) {
        return entries("rebound:recoveries?content=config", "recovery", site).stream()
            .filter(entry -> text(entry, "protocol").equals("tcp")).findFirst().orElseGet(JsonObject::new);
    }

    /** {@return the notices about a site} */
    List<JsonObject> notices(final Site site) {
        return entries("rebound:notices?content=config", "notice", site);
    }

    /** {@return the state of a service of a site} */
    JsonObject state(final Site site, final String protocol) {
        return entries("rebound:rebound-state?content=nonconfig", "service", site).stream()
            .filter(entry -> entry.get("protocol").getAsString().equals(protocol)).findFirst()
            .orElseGet(JsonObject::new);
    }

    void awaitState(final Site site, final String expected) {
        await("state of " + site.name()).until(() -> text(state(site, "tcp"), "state"), expected::equals);
    }

    /** {@return how well the controller sees what it is to observe} */
    JsonObject observer() {
        return members("rebound:rebound-state?content=nonconfig", "observer").stream().findFirst()
            .orElseGet(JsonObject::new);
    }

    /** {@return whether the replies of a site's web server are known to take a way that is not observed} */
    boolean repliesNotObserved(final Site site) {
        final var observer = observer();
        return members(observer, "replies-not-observed")
            .anyMatch(service -> text(service, "server").equals(site.name())
                && text(service, "protocol").equals("tcp"));
    }

    long counter(final String stage, final String outcome) {
        return members("rebound:rebound-state?content=nonconfig", "counter").stream()
            .filter(entry -> entry.get("stage").getAsString().equals(stage)
                && entry.get("outcome").getAsString().equals(outcome))
            .mapToLong(entry -> entry.get("value").getAsLong()).sum();
    }

    /** Waits until exactly these people have been told about the site, each by one mail, and no notice is open. */
    void awaitOnlyTold(final Site site, final Person... who) {
        final var expected = Arrays.stream(who).map(Person::mail).sorted().toList();
        await("told about " + site.name()).until(() -> notices(site).stream()
            .filter(entry -> text(entry, "state").equals("sent"))
            .map(entry -> text(entry, "destination")).sorted().toList(), expected::equals);
        final var told = mail().all().stream().filter(mail -> mail.subject().contains(site.name())
            || mail.text().contains(site.name())).map(mail -> mail.to()).sorted().toList();
        if (!told.equals(expected)) {
            throw new AssertionError("about " + site.name() + " were mailed " + told + ", expected " + expected);
        }
        if (notices(site).size() != who.length) {
            throw new AssertionError("notices: " + notices(site));
        }
    }

    static String text(final JsonObject entry, final String leaf) {
        return entry.has(leaf) ? entry.get(leaf).getAsString() : "";
    }

    static JsonArray list(final JsonElement... elements) {
        final var result = new JsonArray();
        Arrays.asList(elements).forEach(result::add);
        return result;
    }

    /** What can be seen, for the report of a failure. */
    String describe() {
        return Stream.of("rebound:rebound?content=config", "rebound:failed-clients?content=config",
            "rebound:recoveries?content=config", "rebound:notices?content=config",
            "rebound:rebound-state?content=nonconfig").map(path -> {
                try {
                    return path + "\n" + restconf().get(path).map(JsonElement::toString).orElse("nothing") + "\n";
                } catch (org.opendaylight.rebound.it.testbed.TestbedException e) {
                    return path + ": " + e.getMessage() + "\n";
                }
            }).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        world.network().router().letAllPass();
        people.forEach(person -> person.machine().close());
        sites.forEach(site -> site.machine().close());
        Folders.delete(folder);
    }

    private List<JsonObject> entries(final String path, final String member, final Site site) {
        final Predicate<JsonObject> mine = entry -> entry.get("server").getAsString().equals(site.name());
        return members(path, member).stream().filter(mine).toList();
    }

    private List<JsonObject> members(final String path, final String member) {
        return restconf().get(path).stream()
            .flatMap(container -> members(container.getAsJsonObject(), member)).toList();
    }

    private static Stream<JsonObject> members(final JsonObject container, final String member) {
        return container.has(member) ? objects(container.getAsJsonArray(member)) : Stream.of();
    }

    private static Stream<JsonObject> objects(final JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
