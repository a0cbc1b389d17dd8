/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Rebound's flows cost the users' traffic: TCP goodput and new connections a second through the switch, with the
 * flows and without, in turn, so that a change of the machine's load meets both.
 */
final class ThroughputRun {
    private static final Logger LOG = LoggerFactory.getLogger(ThroughputRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int IPERF_PORT = 5201;
    private static final int ACCEPT_PORT = 5300;
    private static final String SECONDS = "4";
    private static final String PLAIN_FORWARDING = "table=0,priority=0,actions=NORMAL";
    private static final double MEGA = 1e6;

    private final Controller controller;
    private final Network network;
    private final Machine client;
    private final Machine server;

    ThroughputRun(final Controller controller, final Network network) {
        this.controller = controller;
        this.network = network;
        client = network.client();
        server = network.server();
    }

    void run(final int rounds) throws IOException {
        server.namespace().start("iperf3", "iperf3", "-s")
            .awaitReady(PATIENCE, () -> server.namespace().listens("tcp", IPERF_PORT));
        server.namespace().start("accept", java("accept", server.v4(), String.valueOf(ACCEPT_PORT)))
            .awaitReady(PATIENCE, () -> server.namespace().listens("tcp", ACCEPT_PORT));
        final var goodput = new Figures();
        final var goodputWithout = new Figures();
        final var connections = new Figures();
        final var connectionsWithout = new Figures();
        for (int round = 0; round < rounds; round++) {
            withFlows();
            goodput.add(goodput());
            connections.add(connections());
            withoutFlows();
            goodputWithout.add(goodput());
            connectionsWithout.add(connections());
        }
        print("TCP goodput", "Mbit/s", goodput, goodputWithout);
        print("new connections", "/s", connections, connectionsWithout);
        server.close();
        client.close();
    }

    private void withFlows() {
        controller.restconf().put(Settings.PATH,
            Settings.watching(server, client, "nobody@example.com", IPERF_PORT, ACCEPT_PORT));
        Awaitility.await("the flows").atMost(PATIENCE)
            .until(() -> network.bridge().flows().contains("tp_dst=" + ACCEPT_PORT));
    }

    private void withoutFlows() {
        controller.restconf().delete(Settings.PATH);
        Awaitility.await("no flows").atMost(PATIENCE).until(() -> !network.bridge().flows().contains(server.v4()));
        network.bridge().addFlow(PLAIN_FORWARDING);
    }

    private double goodput() {
        final var report = JsonParser.parseString(client.namespace().run("iperf3", "-c", server.v4(), "-t", SECONDS,
            "-J")).getAsJsonObject();
        return report.getAsJsonObject("end").getAsJsonObject("sum_received").get("bits_per_second").getAsDouble()
            / MEGA;
    }

    private double connections() throws IOException {
        final var result = network.folder().resolve("connections");
        client.namespace().run(java("open", server.v4(), String.valueOf(ACCEPT_PORT), SECONDS, result.toString()));
        return Double.parseDouble(Files.readString(result));
    }

    private static String[] java(final String... arguments) {
        final var line = new ArrayList<>(List.of(
            System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty("java.class.path"),
            Connections.class.getName()));
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }

    private static void print(final String what, final String unit, final Figures with,
            final Figures without) {
        LOG.info("{}: with Rebound's flows {} {}, without {} {} (medians), ratio {}", what, Math.round(with.median()),
            unit, Math.round(without.median()), unit,
            String.format(Locale.ROOT, "%.3f", with.median() / without.median()));
    }
}
