/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Network;

/**
 * A server of a story: its machine, what runs on it, and how Rebound is told about it.
 */
final class Site {
    /** Where its web server listens. */
    static final int WEB = 80;
    /** Where its UDP echo listens. */
    static final int ECHO = 7;
    static final String COMMUNITY = "rebound-test";
    static final String COLD_START = "1.3.6.1.6.3.1.1.5.1";

    private static final String IF_ENTRY = ".1.3.6.1.2.1.2.2.1";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Answers every GET with 503 Service Unavailable. */
    private static final String UNAVAILABLE = """
        import http.server, socket, sys
        class Unavailable(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_error(503)
        class Server(http.server.HTTPServer):
            address_family = socket.AF_INET6
        Server(("::", int(sys.argv[1])), Unavailable).serve_forever()
        """;

    private final JsonObject configuration = new JsonObject();
    private final JsonObject recovery = new JsonObject();
    private final Machine machine;
    private final String name;
    private final Path folder;

    private Daemon web;

    Site(final String name, final Machine machine, final Path folder) {
        this.name = name;
        this.machine = machine;
        this.folder = folder;
        configuration.addProperty("name", name);
        final var addresses = new JsonArray();
        addresses.add(machine.v4());
        addresses.add(machine.v6());
        configuration.add("address", addresses);
        final var services = new JsonArray();
        services.add(service("tcp", WEB));
        services.add(service("udp", ECHO));
        configuration.add("service", services);
        // Short, so that tests are; a client's kernel sends its second SYN after one second.
        configuration.addProperty("response-timeout", 500);
        configuration.add("recovery", recovery);
    }

    String name() {
        return name;
    }

    Machine machine() {
        return machine;
    }

    /** What Rebound is told; may be changed before it is. */
    JsonObject configuration() {
        return configuration;
    }

    /** The part of it about recovery; may be changed before it is told. */
    JsonObject recovery() {
        return recovery;
    }

    /** Only the trap counts: what is seen by the way does not end the outage before it comes. */
    Site onlyTrap() {
        recovery.add("signal", array("trap"));
        return this;
    }

    static JsonArray array(final String... values) {
        final var result = new JsonArray();
        Arrays.asList(values).forEach(result::add);
        return result;
    }

    static JsonObject service(final String protocol, final int port) {
        final var result = new JsonObject();
        result.addProperty("protocol", protocol);
        result.addProperty("port", port);
        return result;
    }

    /** Starts the web server, on IPv4 and IPv6. */
    void webOn() {
        web = machine.namespace().start("web", "python3", "-m", "http.server", Integer.toString(WEB), "--bind", "::",
            "--directory", folder.toString());
        web.awaitReady(PATIENCE, () -> machine.namespace().listens("tcp", WEB));
    }

    /**
     * Starts another web server.
     *
     * @param port where it listens
     */
    void webOn(final int port) {
        machine.namespace().start("web" + port, "python3", "-m", "http.server", Integer.toString(port), "--directory",
            folder.toString()).awaitReady(PATIENCE, () -> machine.namespace().listens("tcp", port));
    }

    /** Starts a web server that has nothing but an error. */
    void webUnavailable() {
        web = machine.namespace().start("unavailable", "python3", "-c", UNAVAILABLE, Integer.toString(WEB))
            .awaitReady(PATIENCE, () -> machine.namespace().listens("tcp", WEB));
    }

    /** Ends the web server: its port is closed. */
    void webOff() {
        web.kill();
        Awaitility.await("port closed").atMost(PATIENCE).until(() -> !machine.namespace().listens("tcp", WEB));
    }

    /** Starts an echo on UDP. */
    Daemon echoOn() {
        return machine.namespace().start("echo", "socat", "UDP4-LISTEN:" + ECHO + ",fork,reuseaddr", "PIPE")
            .awaitReady(PATIENCE, () -> machine.namespace().listens("udp", ECHO));
    }

    /**
     * Starts net-snmp's agent: it says coldStart, and whenever it notices that an interface has changed, linkDown or
     * linkUp with the interface's index, ifAdminStatus and ifOperStatus.
     */
    void agentOn() {
        final var file = folder.resolve(machine.name() + "-snmpd.conf");
        try {
            // Of its own linkUpDownNotifications, which would look at the interfaces only once a minute.
            Files.writeString(file, """
                trap2sink %s:%d %s
                createUser internal SHA internal-pass
                rouser internal
                iquerySecName internal
                notificationEvent up .1.3.6.1.6.3.1.1.5.4 IF.1 IF.7 IF.8
                notificationEvent down .1.3.6.1.6.3.1.1.5.3 IF.1 IF.7 IF.8
                monitor -r 1 -S -e up "up" IF.8 != 2
                monitor -r 1 -S -e down "down" IF.8 == 2
                [snmp] persistentDir %s
                """.formatted(Network.CONTROLLER, World.TRAP_PORT, COMMUNITY, folder).replace("IF", IF_ENTRY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        machine.namespace().start("snmpd", "env", "MIBS=", "snmpd", "-f", "-Lo", "-C", "-c", file.toString(),
            "127.0.0.1:1161").awaitReady(PATIENCE, () -> machine.namespace().listens("udp", 1161));
    }

    /** From now on the machine drops what comes to its services. */
    void fallSilent() {
        filter("-A");
    }

    /** The machine answers again. */
    void speakAgain() {
        filter("-D");
    }

    private void filter(final String how) {
        for (var program : List.of("iptables", "ip6tables")) {
            machine.namespace().run(program, "-w", how, "INPUT", "-p", "tcp", "--dport", Integer.toString(WEB), "-j",
                "DROP");
            machine.namespace().run(program, "-w", how, "INPUT", "-p", "udp", "--dport", Integer.toString(ECHO), "-j",
                "DROP");
        }
    }

    /** Sends coldStart, as SNMPv2c. */
    void trap() {
        trapWith("-v", "2c", "-c", COMMUNITY);
    }

    /**
     * Sends coldStart.
     *
     * @param security version and credentials, in the options of net-snmp
     */
    void trapWith(final String... security) {
        sendTrap(machine, security);
    }

    /**
     * Sends coldStart from a machine.
     *
     * @param from the machine
     * @param security version and credentials, in the options of net-snmp
     */
    static void sendTrap(final Machine from, final String... security) {
        final var line = new ArrayList<>(List.of("snmptrap"));
        line.addAll(List.of(security));
        line.addAll(List.of(Network.CONTROLLER + ":" + World.TRAP_PORT, "", COLD_START));
        from.namespace().run(line.toArray(String[]::new));
    }
}
