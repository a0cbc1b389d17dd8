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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How cost grows with switches, servers and failed clients, on one controller and many played switches: how long it
 * takes until all flows are in, how many observations a second are taken without loss, against a listener that only
 * counts, and how many failed clients a second reach the datastore, against what the datastore alone takes.
 * {@code ./rebound bench scale} runs it.
 */
public final class ScaleRun {
    private static final Logger LOG = LoggerFactory.getLogger(ScaleRun.class);
    private static final int PORT = 6653;
    private static final int SWITCHES = 500;
    private static final int SERVERS = 20;
    private static final List<Integer> MORE_SERVERS = List.of(1, 20, 100);
    private static final int WRITE_SECONDS = 10;
    private static final List<Integer> WRITE_RATES = List.of(2_500, 5_000, 10_000, 15_000, 20_000, 30_000);
    /** What the plugin's writer puts into one transaction at most. */
    private static final int TRANSACTION = 180;
    private static final int ALONE = 150_000;
    private static final Duration STEADY = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern RATE = Pattern.compile("entries a second: (\\d+)");

    private final Controller controller;
    private final Path home;
    private final Path results;
    private final int switches;
    private final ShownCounters counters;
    private long nextDatapath = 100_000;
    private int nextClient = 1_000_000;

    private ScaleRun(final Controller controller, final Path home, final Path results, final int switches) {
        this.controller = controller;
        this.home = home;
        this.results = results;
        this.switches = switches;
        counters = new ShownCounters(controller);
    }

    /**
     * Measures.
     *
     * @param args the distribution, the bundle that the plugin is compared with, the folder for the figures; then what:
     *     any of {@code flows}, {@code load} and {@code writes} in one word, or nothing for all; then how many switches
     *     at most
     * @throws IOException if a file or a process fails
     */
    public static void main(final String[] args) throws IOException {
        final var arguments = List.of(args);
        final var results = Files.createDirectories(Path.of(arguments.get(2)));
        final var what = arguments.size() > 3 ? arguments.get(3) : "flows load writes";
        final int switches = arguments.size() > 4 ? Integer.parseInt(arguments.get(4)) : SWITCHES;
        final var home = Files.createTempDirectory("rbt").resolve("odl");
        try (var controller = Controller.start(Path.of(arguments.get(0)), home)) {
            final var run = new ScaleRun(controller, home, results, switches);
            if (what.contains("flows")) {
                run.growth();
            }
            controller.shell("bundle:install -s " + Path.of(arguments.get(1)).toUri());
            if (what.contains("load")) {
                run.load();
            }
            if (what.contains("writes")) {
                run.writes();
            }
        }
    }

    private void growth() throws IOException {
        final var bySwitches = new Sheet("switches", "seconds until all flows are in");
        for (int count : new TreeSet<>(List.of(Math.max(1, switches / 50), switches / 10, switches / 2, switches))) {
            bySwitches.add(SERVERS + " servers", count, flows(count, SERVERS).seconds);
        }
        bySwitches.write(results, "flows-by-switches");
        final var byServers = new Sheet("servers", "seconds until all flows are in");
        final var perSwitch = new Sheet("servers", "flows of a switch");
        final int some = Math.max(1, switches / 5);
        for (int servers : MORE_SERVERS) {
            final var result = flows(some, servers);
            byServers.add(some + " switches", servers, result.seconds);
            perSwitch.add("all flows of a switch", servers, result.each);
        }
        byServers.write(results, "flows-by-servers");
        perSwitch.write(results, "flows-of-a-switch");
    }

    private record Installed(double seconds, int each) {
    }

    private Installed flows(final int count, final int servers) throws IOException {
        controller.restconf().put("rebound:rebound", Frames.watching(servers));
        // One switch shows how many flows each gets
        final int expected;
        try (var farm = connected(1)) {
            expected = steady(farm);
        }
        awaitNoSwitch();
        final long begin = System.nanoTime();
        try (var farm = connected(count)) {
            Awaitility.await("the flows of " + count + " switches").atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50)).until(() -> farm.having(expected) == count);
            final double seconds = (System.nanoTime() - begin) / 1e9;
            LOG.info("{} switches, {} servers: {} flows each, all in after {} s, {} connections made again", count,
                servers, expected, seconds, farm.reconnects());
            return new Installed(seconds, expected);
        } finally {
            awaitNoSwitch();
        }
    }

    /** How many flows the first switch has when there come no more. */
    private static int steady(final SwitchFarm farm) {
        return Math.toIntExact(Settled.await("the flows of one switch", PATIENCE, STEADY, 1, farm::firstHas));
    }

    private void awaitNoSwitch() {
        Awaitility.await("no switch").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
            .until(() -> counters.switches() == 0);
    }

    private SwitchFarm connected(final int count) throws IOException {
        final var ret = new SwitchFarm();
        ret.connect(count, nextDatapath, PORT, number -> Frames.answered(number, 1));
        nextDatapath += count;
        return ret;
    }

    private void load() throws IOException {
        final var sheet = new Sheet("switches", "observations a second without loss");
        for (int count : new TreeSet<>(List.of(Math.min(4, switches), Math.max(1, switches / 10), switches))) {
            final var rates = new LoadRun(controller, home, count, nextDatapath).run(3);
            nextDatapath += count;
            sheet.add("plugin", count, rates.plugin());
            sheet.add("a listener that only counts", count, rates.counter());
            LOG.info("{} switches: plugin {}/s, counter {}/s, ratio {}", count, Math.round(rates.plugin()),
                Math.round(rates.counter()), Math.round(100 * rates.ratio()) / 100.0);
            awaitNoSwitch();
        }
        sheet.write(results, "observations");
    }

    private void writes() throws IOException {
        controller.shell("bundle:start " + LoadRun.PLUGIN);
        controller.restconf().put("rebound:rebound", Frames.watching(1));
        final var sheet = new Sheet("failed clients a second", "entries a second in the datastore");
        final var rates = new ArrayList<Integer>();
        for (int rate : WRITE_RATES) {
            final double written = write(rate);
            rates.add(rate);
            sheet.add("plugin", rate, written);
            forget();
            if (written < 0.7 * rate) {
                break;
            }
        }
        controller.shell("bundle:stop " + LoadRun.PLUGIN);
        final double alone = alone();
        rates.forEach(rate -> sheet.add("the datastore alone", rate, alone));
        controller.shell("bundle:start " + LoadRun.PLUGIN);
        sheet.write(results, "writes");
    }

    /** How many entries a second were committed; says so if any was lost on the way. */
    private double write(final int rate) throws IOException {
        final int clients = rate * WRITE_SECONDS;
        try (var farm = new SwitchFarm()) {
            final int first = nextClient;
            nextClient += clients;
            farm.connect(1, nextDatapath++, PORT, number -> Frames.unreachable(first, clients));
            steady(farm);
            final long before = counters.value("table", "committed");
            final long begin = System.nanoTime();
            farm.copy(2L * clients, 2.0 * rate);
            final var last = new long[] {-1};
            final var lastChange = new long[] {begin};
            Awaitility.await("the table").atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                final long now = counters.value("table", "committed") - before;
                if (now != last[0]) {
                    last[0] = now;
                    lastChange[0] = System.nanoTime();
                }
                return now >= clients || System.nanoTime() - lastChange[0] > STEADY.toNanos();
            });
            final double written = last[0] * 1e9 / (lastChange[0] - begin);
            LOG.info("{} failed clients a second: {} of {} in the datastore, {}/s; lost on the way to detection {},"
                + " on the way to the datastore {} (of this controller)", rate, last[0], clients,
                Math.round(written), counters.value("detect", "queue-full"),
                counters.value("table", "write-queue-full"));
            return written;
        } finally {
            awaitNoSwitch();
        }
    }

    private double alone() {
        final var said = controller.shell("bench:write-table " + ALONE + " " + TRANSACTION);
        final var answer = RATE.matcher(said);
        if (!answer.find()) {
            throw new IllegalStateException("The command that writes says no rate: " + said);
        }
        forget();
        LOG.info("the datastore alone: {} entries a second", answer.group(1));
        return Double.parseDouble(answer.group(1));
    }

    private void forget() {
        controller.restconf().delete("rebound:failed-clients");
    }
}
