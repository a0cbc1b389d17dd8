/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Restconf;

/**
 * A server whose failing clients are played, and what an operator sees of them. The server's address is this machine's
 * own, so that its traps are real.
 */
final class PlayedSite implements AutoCloseable {
    /** Where traps are sent to, on 127.0.0.1. */
    static final int TRAP_PORT = 1163;
    /** The community of its traps. */
    static final String COMMUNITY = "played";
    /** The server's address, which is this machine's. */
    static final String SERVER_ADDRESS = "10.99.200.1";
    /** Where mails are sent to. */
    static final int SMTP_PORT = 2526;

    private static final int OPENFLOW_PORT = 6653;
    private static final int FIRST_DATAPATH = 5000;
    private static final int PART = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STEADY = Duration.ofSeconds(3);

    private final Controller controller;
    private final ColdStarts traps;
    private final int clients;

    private int flows;
    private int nextDatapath = FIRST_DATAPATH;

    /**
     * A site.
     *
     * @param controller who watches it
     * @param clients how many clients have a mail address
     * @throws IOException if traps cannot be sent
     */
    PlayedSite(final Controller controller, final int clients) throws IOException {
        this.controller = controller;
        this.clients = clients;
        Command.of("ip", "addr", "replace", SERVER_ADDRESS + "/32", "dev", "lo").run();
        traps = new ColdStarts(InetAddress.getByName(SERVER_ADDRESS),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), TRAP_PORT), COMMUNITY);
    }

    /**
     * Tells Rebound about the server, its clients and the mail server.
     *
     * @param connections how many connections to the mail server
     */
    void configure(final int connections) {
        final var configuration = Frames.watching(1);
        final var rebound = configuration.getAsJsonObject("rebound:rebound");
        rebound.getAsJsonArray("server").get(0).getAsJsonObject().add("recovery",
            JsonParser.parseString("{\"signal\": [\"trap\"], \"confirm\": \"none\"}"));
        final var mail = JsonParser.parseString("""
            {"smtp-host": "127.0.0.1", "from": "rebound@example.com", "retry-initial": 100, "retry-maximum": 1000}""")
            .getAsJsonObject();
        mail.addProperty("smtp-port", SMTP_PORT);
        mail.addProperty("connections", connections);
        rebound.add("mail", mail);
        rebound.add("snmp", JsonParser.parseString("""
            {"listen": [{"address": "127.0.0.1", "port": %d}], "community": [{"name": "%s"}]}"""
            .formatted(TRAP_PORT, COMMUNITY)));
        // What was sent leaves the outbox soon, so that many rounds cost no more than one
        rebound.add("outbox", JsonParser.parseString("{\"keep-sent\": 1}"));
        restconf().put("rebound:rebound", configuration);
        for (int from = 0; from < clients; from += PART) {
            know(from, Math.min(clients, from + PART));
        }
        awaitTrapsHeard();
    }

    /** {@return how many clients have a mail address} */
    int clients() {
        return clients;
    }

    /**
     * Connects a switch that is going to copy the attempts of some clients, two packets of each, and waits until it
     * observes the server.
     *
     * @param first the number of the first client
     * @param count how many clients
     * @return it; to be closed
     * @throws IOException if it cannot connect
     */
    SwitchFarm failing(final int first, final int count) throws IOException {
        final var ret = new SwitchFarm();
        ret.connect(1, nextDatapath++, OPENFLOW_PORT, number -> Frames.unreachable(first, count));
        if (flows == 0) {
            flows = Math.toIntExact(Settled.await("the flows", PATIENCE, STEADY, 1, ret::firstHas));
        }
        Awaitility.await("the flows").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
            .until(() -> ret.firstHas() == flows);
        return ret;
    }

    /** Waits until traps are heard. */
    void awaitTrapsHeard() {
        Awaitility.await("traps are heard").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
            .until(() -> !Command.of("ss", "-Hlun", "sport = :" + TRAP_PORT).run().isBlank());
    }

    /** The server says that it has started. */
    void trap() throws IOException {
        traps.send();
    }

    /**
     * A client's mail address.
     *
     * @param number the client's number
     * @return the address
     */
    static String mail(final int number) {
        return "client" + number + "@example.com";
    }

    /**
     * Mail addresses.
     *
     * @param first the number of the first client
     * @param count how many clients
     * @return theirs
     */
    static Set<String> mails(final int first, final int count) {
        final var ret = new HashSet<String>();
        for (int number = first; number < first + count; number++) {
            ret.add(mail(number));
        }
        return ret;
    }

    /** {@return the mail addresses of the clients in the failed-client table} */
    Set<String> failed() {
        return members("rebound:failed-clients", "failed-client", entry -> true);
    }

    /** {@return the mail addresses of the clients in the outbox} */
    Set<String> outbox() {
        return members("rebound:notices", "notice", entry -> true);
    }

    /** {@return the mail addresses of the clients whose notices are in the outbox in a state} */
    Set<String> outbox(final String state) {
        return members("rebound:notices", "notice", entry -> entry.get("state").getAsString().equals(state));
    }

    /** {@return the number of the last outage that has ended, 0 before} */
    int outage() {
        return entries("rebound:recoveries", "recovery").mapToInt(entry -> entry.get("outage").getAsInt()).max()
            .orElse(0);
    }

    /** {@return the controller's RESTCONF} */
    Restconf restconf() {
        return controller.restconf();
    }

    private void know(final int from, final int end) {
        final var entries = new JsonArray();
        for (int number = from; number < end; number++) {
            final var client = new JsonObject();
            client.addProperty("address", Frames.client(number));
            client.addProperty("mail", mail(number));
            entries.add(client);
        }
        final var rebound = new JsonObject();
        rebound.add("client", entries);
        final var body = new JsonObject();
        body.add("rebound:rebound", rebound);
        restconf().patch("rebound:rebound", body);
    }

    private Set<String> members(final String path, final String list, final Predicate<JsonObject> which) {
        return entries(path, list).filter(which)
            .map(entry -> mail(Frames.number(entry.get("client").getAsString()))).collect(Collectors.toSet());
    }

    /** The entries about this site. */
    private Stream<JsonObject> entries(final String path, final String list) {
        return restconf().get(path + "?content=config").map(JsonElement::getAsJsonObject)
            .map(container -> container.getAsJsonArray(list)).stream().flatMap(array -> array.asList().stream())
            .map(JsonElement::getAsJsonObject)
            .filter(entry -> entry.get("server").getAsString().equals(Frames.SERVER_NAME));
    }

    @Override
    public void close() throws IOException {
        traps.close();
        Command.of("ip", "addr", "del", SERVER_ADDRESS + "/32", "dev", "lo").attempt();
    }
}
