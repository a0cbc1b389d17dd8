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
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many of the packets of clients of a web server are copied to the controller: a connection for each page, and
 * pages of several sizes, so that what a connection costs is told from what a further packet costs.
 */
final class WebRun {
    private static final Logger LOG = LoggerFactory.getLogger(WebRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORT = 8000;
    private static final int PUNT_TABLE = 200;
    private static final List<Integer> KILOBYTES = List.of(1, 100, 1000);

    private final Controller controller;
    private final Network network;
    private final Machine client;
    private final Machine server;

    WebRun(final Controller controller, final Network network) {
        this.controller = controller;
        this.network = network;
        client = network.client();
        server = network.server();
    }

    /**
     * Measures.
     *
     * @param connections how many connections for each size
     * @throws IOException if a page cannot be written
     */
    void run(final int connections) throws IOException {
        final var pages = Files.createDirectories(network.folder().resolve("pages"));
        for (int size : KILOBYTES) {
            Files.write(pages.resolve(String.valueOf(size)), new byte[size * 1000]);
        }
        // An unlimited rate, so that every copy there is counts
        final var settings = Settings.watching(server, client, "nobody@example.com", PORT);
        settings.getAsJsonObject("rebound:rebound").add("observation",
            JsonParser.parseString("{\"punt-rate\": 0}"));
        controller.restconf().put(Settings.PATH, settings);
        Awaitility.await("the flows").atMost(PATIENCE)
            .until(() -> network.bridge().flows().contains("tp_dst=" + PORT));
        server.namespace().start("web", System.getProperty("java.home") + "/bin/jwebserver", "-b", server.v4(), "-p",
            String.valueOf(PORT), "-d", pages.toString(), "-o", "none")
            .awaitReady(PATIENCE, () -> server.namespace().listens("tcp", PORT));
        for (int size : KILOBYTES) {
            fetch(size, connections);
        }
        server.close();
        client.close();
    }

    private void fetch(final int kilobytes, final int connections) {
        final long packets = packets();
        final long copies = network.bridge().copied(PUNT_TABLE);
        client.namespace().run("curl", "-sf", "-o", "/dev/null", "-H", "Connection: close",
            "http://" + server.v4() + ":" + PORT + "/" + kilobytes + "?[1-" + connections + "]");
        final double copied = network.bridge().copied(PUNT_TABLE) - copies;
        final double all = packets() - packets;
        LOG.info("{} connections of {} kB: {} packets each, of which {} are copied, {} %", connections, kilobytes,
            shown(all / connections), shown(copied / connections), shown(100 * copied / all));
    }

    private long packets() {
        long ret = 0;
        for (var direction : List.of("rx", "tx")) {
            ret += Long.parseLong(client.namespace()
                .run("cat", "/sys/class/net/eth0/statistics/" + direction + "_packets").strip());
        }
        return ret;
    }

    private static String shown(final double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
