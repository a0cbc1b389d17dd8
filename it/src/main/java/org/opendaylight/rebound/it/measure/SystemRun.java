/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.MailServer;
import org.opendaylight.rebound.it.testbed.Network;

/**
 * Starts everything once and measures on it. {@code ./rebound bench system} runs it.
 */
public final class SystemRun {
    private static final int LATENCY_ROUNDS = 200;
    private static final int THROUGHPUT_ROUNDS = 5;
    private static final int CONNECTIONS = 500;

    private SystemRun() {
        // no instances
    }

    /**
     * Measures.
     *
     * @param args the distribution; then what: {@code latency}, {@code throughput}, {@code web}, or nothing for
     *     all; then the number of rounds, or of connections
     * @throws IOException if a file or a process fails
     */
    public static void main(final String[] args) throws IOException {
        final var arguments = List.of(args);
        final var what = arguments.size() > 1 ? arguments.get(1) : "latency throughput web";
        final int rounds = arguments.size() > 2 ? Integer.parseInt(arguments.get(2)) : 0;
        // The paths of the switch's sockets have to be short.
        final var folder = Files.createTempDirectory("rbt");
        try (var mail = new MailServer("127.0.0.1", Settings.SMTP_PORT);
             var network = Network.create(folder);
             var controller = Controller.start(Path.of(arguments.get(0)), folder.resolve("odl"))) {
            network.bridge().connect(Controller.OPENFLOW);
            if (what.contains("latency")) {
                for (var confirm : List.of("answer", "none")) {
                    new LatencyRun(controller, network, mail, confirm).run(rounds > 0 ? rounds : LATENCY_ROUNDS);
                }
            }
            if (what.contains("throughput")) {
                new ThroughputRun(controller, network).run(rounds > 0 ? rounds : THROUGHPUT_ROUNDS);
            }
            if (what.contains("web")) {
                new WebRun(controller, network).run(rounds > 0 ? rounds : CONNECTIONS);
            }
        }
    }
}
