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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Folders;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ten thousand visitors open the page of a server that is down, and that of nginx, which has nothing but a static 503
 * of the same size, behind the same switch, in turn. {@code ./rebound bench stand-in} runs it.
 */
public final class StandInRun {
    private static final Logger LOG = LoggerFactory.getLogger(StandInRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORT = 80;
    private static final int ROUNDS = 5;
    /** As many as one client may have, with those that visit. */
    private static final int WAITING = 900;
    private static final int SLOW = 900;
    private static final String BROWSER = "text/html";
    private static final String PROGRAM = "application/json";

    private final Controller controller;
    private final Network network;
    private final Machine clients;
    private final Machine dead;
    private final Machine nginx;

    private StandInRun(final Controller controller, final Network network) {
        this.controller = controller;
        this.network = network;
        clients = network.client();
        dead = network.client();
        nginx = network.client();
    }

    /**
     * Measures.
     *
     * @param args the distribution
     * @throws IOException if a file or a process fails
     */
    public static void main(final String[] args) throws IOException {
        final var folder = Files.createTempDirectory("rbt-stand-in");
        try (var network = Network.create(folder);
             var controller = Controller.start(Path.of(args[0]), folder.resolve("odl"))) {
            network.bridge().connect(Controller.OPENFLOW);
            network.bridge().awaitConnected();
            new StandInRun(controller, network).run();
        }
        Folders.delete(folder);
    }

    private void run() throws IOException {
        standIn();
        final var url = "http://" + dead.v4() + "/";
        final var page = clients.namespace().run("curl", "-s", "-H", "Accept: " + BROWSER, url);
        final var problem = clients.namespace().run("curl", "-s", url);
        serve(page, problem);
        compare("page of " + page.length() + " octets", BROWSER);
        compare("problem of " + problem.length() + " octets", PROGRAM);
        waiting();
        underAttack();
    }

    private void standIn() {
        final var settings = Settings.watching(dead, clients, "nobody@example.com", PORT);
        final var rebound = settings.getAsJsonObject("rebound:rebound");
        rebound.getAsJsonArray("server").get(0).getAsJsonObject().getAsJsonArray("service").get(0).getAsJsonObject()
            .addProperty("stand-in", "http");
        rebound.add("stand-in", JsonParser.parseString("{\"address\": [\"" + Network.CONTROLLER
            + "\"], \"confirm\": false, \"client-connections\": 1000}"));
        controller.restconf().put(Settings.PATH, settings);
        Awaitility.await("the stand-in").atMost(PATIENCE).until(() -> clients.namespace().command("curl", "-s", "-o",
            "/dev/null", "-m", "2", "-w", "%{http_code}", "http://" + dead.v4() + "/").attempt().output(), "503"::equals);
    }

    private void serve(final String page, final String problem) throws IOException {
        final var folder = Files.createDirectories(network.folder().resolve("nginx"));
        Files.writeString(folder.resolve("page.html"), page);
        Files.writeString(folder.resolve("problem.json"), problem);
        final var file = Files.writeString(folder.resolve("nginx.conf"), """
            daemon off; worker_processes 2; pid FOLDER/pid; error_log FOLDER/error.log; user root;
            events { worker_connections 8192; }
            http { access_log off; client_body_temp_path FOLDER/b; proxy_temp_path FOLDER/p; fastcgi_temp_path FOLDER/f;
              uwsgi_temp_path FOLDER/u; scgi_temp_path FOLDER/s;
              map $http_accept $answer { default /problem.json; text/html /page.html; }
              server { listen 80; root FOLDER; error_page 503 $answer; location / { return 503; }
                location = /page.html { internal; } location = /problem.json { internal; } } }
            """.replace("FOLDER", folder.toString()));
        nginx.namespace().start("nginx", "nginx", "-c", file.toString())
            .awaitReady(PATIENCE, () -> nginx.namespace().listens("tcp", PORT));
    }

    private void compare(final String what, final String accept) throws IOException {
        final var ours = new Figures();
        final var theirs = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            theirs.add(visit("nginx", nginx, accept));
            ours.add(visit("stand-in", dead, accept));
        }
        LOG.info("{}: stand-in {} connections/s, nginx {}, ratio {}", what, shown(ours.median()),
            shown(theirs.median()), shown(ours.median() / theirs.median()));
    }

    private double visit(final String whom, final Machine server, final String accept) throws IOException {
        final var file = network.folder().resolve("visited");
        clients.namespace().run(java("visit", server.v4(), String.valueOf(PORT), accept, file.toString()));
        final var figures = Files.readString(file).split(" ");
        final double rate = Visitors.VISITORS / Double.parseDouble(figures[0]);
        LOG.info("{}: {} connections/s, median {} ms, p99 {} ms, {} without a 503", whom, shown(rate), figures[1],
            figures[2], figures[3]);
        return rate;
    }

    private void waiting() {
        final long before = controller.heapAfterCollection();
        final var ready = network.folder().resolve("waiting");
        try (var held = clients.namespace().start("wait", java("wait", dead.v4(), String.valueOf(PORT),
            String.valueOf(WAITING), ready.toString()))) {
            held.awaitReady(Duration.ofMinutes(2), () -> Files.exists(ready));
            final long after = controller.heapAfterCollection();
            LOG.info("{} pages wait: {} kB of heap each", WAITING, shown((after - before) / 1e3 / WAITING));
        }
    }

    private void underAttack() throws IOException {
        final var ready = network.folder().resolve("slow");
        try (var held = clients.namespace().start("slow", java("slow", dead.v4(), String.valueOf(PORT),
            String.valueOf(SLOW), ready.toString()))) {
            held.awaitReady(Duration.ofMinutes(1), () -> Files.exists(ready));
            LOG.info("with {} requests that never end:", SLOW);
            visit("stand-in", dead, BROWSER);
        }
    }

    private static String[] java(final String... args) {
        final var ret = new java.util.ArrayList<>(java.util.List.of(System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Visitors.class.getName()));
        ret.addAll(java.util.List.of(args));
        return ret.toArray(String[]::new);
    }

    private static String shown(final double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
