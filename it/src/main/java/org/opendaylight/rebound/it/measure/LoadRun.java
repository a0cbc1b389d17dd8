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
import java.util.Comparator;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many packet-ins a second the plugin takes without losing one, against a listener that only counts, in one run of
 * one controller. Played switches send at rising rates; a rate is passed when everything that was sent has been
 * counted. The two listen in turns.
 */
public final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);
    private static final int SWITCHES = 4;
    private static final int CLIENTS = 20_000;
    private static final int PORT = 6653;
    private static final int ROUNDS = 3;
    private static final double FIRST_RATE = 200_000;
    private static final Ramp RAMP = new Ramp(FIRST_RATE, 1_000_000, 1.25);
    private static final long SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The counts are shown once a second. */
    private static final Duration SHOWN_AGAIN = Duration.ofMillis(1500);
    private static final Duration CONNECTED = Duration.ofMinutes(10);
    static final String PLUGIN = "org.opendaylight.rebound.impl";
    private static final String COUNTER = "org.opendaylight.rebound.bench-counter";

    private final Controller controller;
    private final Path counterFile;

    private final int switches;
    private final ShownCounters counters;
    private final long firstDatapath;

    LoadRun(final Controller controller, final Path home, final int switches, final long firstDatapath) {
        this.controller = controller;
        counterFile = home.resolve("data/packet-ins");
        this.switches = switches;
        counters = new ShownCounters(controller);
        this.firstDatapath = firstDatapath;
    }

    /**
     * Measures.
     *
     * @param args the distribution, and the counting bundle
     * @throws IOException if a file or a process fails
     */
    public static void main(final String[] args) throws IOException {
        final var home = Files.createTempDirectory("rbt").resolve("odl");
        try (var controller = Controller.start(Path.of(args[0]), home)) {
            Files.copy(Path.of(args[1]), home.resolve("deploy/counter.jar"));
            new LoadRun(controller, home, SWITCHES, 1000).run(ROUNDS);
        }
    }

    /** The highest rates without loss, a second, and what the one is of the other. */
    record Rates(double plugin, double counter) {
        double ratio() {
            return plugin / counter;
        }
    }

    /**
     * Measures in turns.
     *
     * @param rounds how many turns each has
     * @return the rates of the round whose ratio is in the middle
     * @throws IOException if the switches cannot connect
     */
    Rates run(final int rounds) throws IOException {
        controller.restconf().put("rebound:rebound", Frames.watching(1));
        Awaitility.await("the counting bundle").atMost(PATIENCE).until(() -> Files.exists(counterFile));
        final var ret = new ArrayList<Rates>();
        try (var farm = new SwitchFarm()) {
            farm.connect(switches, firstDatapath, PORT, number -> Frames.answered(number, CLIENTS / switches));
            Awaitility.await("the flows").atMost(CONNECTED).until(() -> farm.firstHas() > 0
                && farm.having(farm.firstHas()) == switches);
            for (int round = 1; round <= rounds; round++) {
                listen(COUNTER, PLUGIN);
                final double counter = highest("counter", farm, this::counted);
                listen(PLUGIN, COUNTER);
                final var rates = new Rates(highest("plugin", farm, counters::received), counter);
                LOG.info("round {}: without loss, plugin {}/s, counter {}/s, ratio {}", round,
                    Math.round(rates.plugin), Math.round(counter), Math.round(100 * rates.ratio()) / 100.0);
                ret.add(rates);
            }
        }
        ret.sort(Comparator.comparingDouble(Rates::ratio));
        return ret.get(ret.size() / 2);
    }

    private void listen(final String one, final String notOther) {
        controller.shell("bundle:stop " + notOther);
        controller.shell("bundle:start " + one);
    }

    /** {@return the highest rate at which nothing was lost, as it was really sent} */
    private static double highest(final String who, final SwitchFarm farm, final LongSupplier count)
            throws IOException {
        play(farm, FIRST_RATE, count);
        // The controller does not take more than it can: TCP holds the switches back, and nothing is lost
        return RAMP.highest(who, rate -> play(farm, rate, count));
    }

    private static Ramp.Result play(final SwitchFarm farm, final double rate, final LongSupplier count) {
        final long before = settled(count);
        final long sent = (long) (rate * SECONDS);
        final long begin = System.nanoTime();
        farm.copy(sent, rate);
        final double seconds = (System.nanoTime() - begin) / 1e9;
        return new Ramp.Result(sent, sent / seconds, settled(count) - before);
    }

    private static long settled(final LongSupplier count) {
        return Settled.await("the count to settle", PATIENCE, SHOWN_AGAIN, 0, count);
    }

    private long counted() {
        try {
            final var text = Files.readString(counterFile);
            return text.isEmpty() ? -1 : Long.parseLong(text);
        } catch (IOException e) {
            throw new IllegalStateException("the counter shows nothing", e);
        }
    }
}
