/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.MailServer;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.TestbedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a failure is shown, and how fast a client is told. Each round is a whole outage: the server's host refuses
 * a connection, the client appears in the failed-client table, the server listens again, its trap arrives, is
 * confirmed by a connection or not, and the SMTP server takes the mail.
 */
final class LatencyRun {
    private static final Logger LOG = LoggerFactory.getLogger(LatencyRun.class);
    private static final String ADDRESS = "client@example.com";
    private static final String COLD_START = "1.3.6.1.6.3.1.1.5.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORT = 80;
    private static final int WARM_UP = 10;

    private final Figures toShown = new Figures();
    private final Figures toMail = new Figures();
    private final Controller controller;
    private final Network network;
    private final MailServer mail;
    private final Machine client;
    private final Machine server;

    private final String confirm;

    /**
     * Prepares.
     *
     * @param controller the controller
     * @param network where client and server are
     * @param mail the mail server
     * @param confirm what a trap has to be confirmed by, as the server is configured
     */
    LatencyRun(final Controller controller, final Network network, final MailServer mail, final String confirm) {
        this.confirm = confirm;
        this.controller = controller;
        this.network = network;
        this.mail = mail;
        client = network.client();
        server = network.server();
    }

    void run(final int rounds) throws IOException {
        server.namespace().start("web", "python3", "-m", "http.server", String.valueOf(PORT))
            .awaitReady(PATIENCE, () -> server.namespace().listens("tcp", PORT));
        final var settings = Settings.watching(server, client, ADDRESS, PORT);
        settings.getAsJsonObject(Settings.PATH).getAsJsonArray("server").get(0).getAsJsonObject()
            .getAsJsonObject("recovery").addProperty("confirm", confirm);
        controller.restconf().put(Settings.PATH, settings);
        mail.forgetAll();
        Awaitility.await("the flows").atMost(PATIENCE).until(() -> network.bridge().flows().contains(server.v4()));
        try (var prober = new Prober(client); var wire = new Wire(network, confirm)) {
            for (int round = 0; round < WARM_UP + rounds; round++) {
                outage(prober, wire, round, round >= WARM_UP);
            }
        }
        LOG.info("evidence to RESTCONF:   {}", toShown.summary("ms"));
        LOG.info("trap to mail accepted, confirm {}:  {}", confirm, toMail.summary("ms"));
        server.close();
        client.close();
    }

    private void outage(final Prober prober, final Wire wire, final int round, final boolean counts)
            throws IOException {
        firewall("-I");
        final var attempt = prober.connect(server.v4(), PORT);
        if (!attempt.result().equals("refused")) {
            throw new TestbedException("the connection was " + attempt.result() + ", not refused");
        }
        final var entry = "rebound:failed-clients/failed-client=" + Settings.SERVER + "," + client.v4() + ",tcp," + PORT
            + "?content=config";
        Awaitility.await("the failed client").atMost(PATIENCE).pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1)).until(() -> controller.restconf().get(entry).isPresent());
        final double shown = milliseconds(Instant.now()) - attempt.begin() / (double) TimeUnit.MILLISECONDS.toNanos(1);

        firewall("-D");
        server.namespace().run("env", "MIBS=", "SNMP_PERSISTENT_DIR=/dev/null", "snmptrap", "-v", "2c", "-c",
            Settings.COMMUNITY, Network.CONTROLLER + ":" + Settings.TRAP_PORT, "", COLD_START);
        Awaitility.await("mail " + round).atMost(PATIENCE).until(() -> mail.mailsTo(ADDRESS).size() > round);
        final var accepted = milliseconds(mail.mailsTo(ADDRESS).get(round).arrived());
        final var told = accepted - wire.trap(round);
        if (counts) {
            toShown.add(shown);
            toMail.add(told);
        }
    }

    // A host that refuses, without the cost of ending and starting its server.
    private void firewall(final String change) {
        server.namespace().run("iptables", "-w", change, "INPUT", "-p", "tcp", "--dport", String.valueOf(PORT), "-j",
            "REJECT", "--reject-with", "tcp-reset");
    }

    private static double milliseconds(final Instant instant) {
        return instant.getEpochSecond() * (double) TimeUnit.SECONDS.toMillis(1)
            + instant.getNano() / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** What passes on the controller's link: it says when a trap came, whatever Rebound thinks of it. */
    private static final class Wire implements AutoCloseable {
        private final Daemon capture;

        Wire(final Network network, final String run) {
            capture = Daemon.start(network.folder().resolve("wire-" + run + ".log"), Command.of("tcpdump", "-i",
                Network.CONTROLLER_LINK, "-l", "-n", "-tt", "udp", "dst", "port", String.valueOf(Settings.TRAP_PORT)));
            capture.awaitReady(PATIENCE, () -> capture.output().contains("listening on"));
        }

        /** {@return when the trap with this number, from 0, came, in milliseconds since 1970} */
        double trap(final int number) {
            return Double.parseDouble(Awaitility.await("the trap on the wire").atMost(PATIENCE).until(
                () -> capture.output().lines().filter(line -> line.contains(" > ")).skip(number).findFirst(),
                found -> found.isPresent()).orElseThrow().split(" ")[0]) * TimeUnit.SECONDS.toMillis(1);
        }

        @Override
        public void close() {
            capture.close();
        }
    }
}
