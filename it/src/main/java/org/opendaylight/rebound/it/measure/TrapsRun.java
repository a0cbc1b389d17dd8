/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.opendaylight.rebound.it.testbed.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many traps a second are taken without losing one: by the plugin, which counts what it has accepted, and by
 * net-snmp's snmptrapd, which writes a line for each, in turns of one run. {@code ./rebound bench traps} runs it.
 */
public final class TrapsRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrapsRun.class);
    private static final int ROUNDS = 3;
    private static final int SECONDS = 4;
    private static final double FIRST_RATE = 5_000;
    private static final Ramp RAMP = new Ramp(FIRST_RATE, 400_000, 1.5);
    private static final int RIVAL_PORT = 1164;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The plugin's counters are shown once a second. */
    private static final Duration SETTLED = Duration.ofMillis(1500);

    private final ShownCounters counters;
    private final Path log;

    private TrapsRun(final Controller controller, final Path log) {
        counters = new ShownCounters(controller);
        this.log = log;
    }

    /**
     * Measures.
     *
     * @param args the distribution
     * @throws IOException if a file or a process fails
     */
    public static void main(final String[] args) throws IOException {
        final var folder = Files.createTempDirectory("rbt");
        final var settings = folder.resolve("snmptrapd.conf");
        Files.writeString(settings, "authCommunity log " + PlayedSite.COMMUNITY + "\ndoNotFork yes\n");
        final var log = folder.resolve("traps.log");
        Files.createFile(log);
        try (var controller = Controller.start(Path.of(args[0]), folder.resolve("odl"));
             var site = new PlayedSite(controller, 1);
             var rival = Daemon.start(folder.resolve("snmptrapd.log"), new Command(List.of("snmptrapd", "-f", "-n",
                 "-On", "-C", "-c", settings.toString(), "-Lf", log.toString(), "-F", "%b %v\n",
                 "127.0.0.1:" + RIVAL_PORT), Map.of("MIBS", "", "SNMP_PERSISTENT_DIR", folder.toString())))) {
            site.configure(1);
            rival.awaitReady(PATIENCE, () -> !Command.of("ss", "-Hlun", "sport = :" + RIVAL_PORT).run().isBlank());
            new TrapsRun(controller, log).run();
        }
        Folders.delete(folder);
    }

    private void run() throws IOException {
        try (var toPlugin = coldStarts(PlayedSite.TRAP_PORT); var toRival = coldStarts(RIVAL_PORT)) {
            // Neither is measured cold
            play(toPlugin, FIRST_RATE, this::accepted);
            play(toRival, FIRST_RATE, this::logged);
            final var ratios = new ArrayList<Double>();
            for (int round = 1; round <= ROUNDS; round++) {
                final double rival = RAMP.highest("snmptrapd", rate -> play(toRival, rate, this::logged));
                final double plugin = RAMP.highest("plugin", rate -> play(toPlugin, rate, this::accepted));
                LOG.info("round {}: without loss, plugin {}/s, snmptrapd {}/s, ratio {}", round, Math.round(plugin),
                    Math.round(rival), Math.round(100 * plugin / rival) / 100.0);
                ratios.add(plugin / rival);
            }
            ratios.sort(Comparator.naturalOrder());
            LOG.info("traps without loss, plugin against snmptrapd: ratio {} (median of {})",
                Math.round(100 * ratios.get(ROUNDS / 2)) / 100.0, ROUNDS);
        }
    }

    private static ColdStarts coldStarts(final int port) throws IOException {
        return new ColdStarts(InetAddress.getByName(PlayedSite.SERVER_ADDRESS),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PlayedSite.COMMUNITY);
    }

    private static Ramp.Result play(final ColdStarts traps, final double rate, final LongSupplier count)
            throws IOException {
        final long before = settled(count);
        final long all = (long) (rate * SECONDS);
        final long begin = System.nanoTime();
        long sent = 0;
        while (sent < all) {
            for (final long due = Math.min(all, (long) ((System.nanoTime() - begin) * rate / 1e9) + 1); sent < due;
                    sent++) {
                traps.send();
            }
            LockSupport.parkNanos(100_000);
        }
        final double seconds = (System.nanoTime() - begin) / 1e9;
        return new Ramp.Result(sent, sent / seconds, settled(count) - before);
    }

    private static long settled(final LongSupplier count) {
        return Settled.await("the count to settle", PATIENCE, SETTLED, 0, count);
    }

    private long accepted() {
        return counters.value("snmp", "accepted");
    }

    /** After what snmptrapd says of itself, all lines are of one length. */
    private long logged() {
        try (var in = Files.newBufferedReader(log)) {
            long before = 0;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains("1.3.6")) {
                    return (Files.size(log) - before) / (line.length() + 1);
                }
                before += line.length() + 1;
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
