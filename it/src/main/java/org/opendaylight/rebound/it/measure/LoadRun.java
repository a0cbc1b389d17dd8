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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many packet-ins a second the plugin takes without losing one, against a listener that only counts, in one run of
 * one controller. Four played switches send at rising rates; a rate is passed when everything that was sent has been
 * counted. The two listen in turns.
 */
public final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);
    private static final int SWITCHES = 4;
    private static final int CLIENTS = 5000;
    private static final int ROUNDS = 3;
    private static final double FIRST_RATE = 20_000;
    private static final double STEP = 1.2;
    private static final double LAST_RATE = 400_000;
    private static final long SECONDS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PLUGIN = "org.opendaylight.rebound.impl";
    private static final String COUNTER = "org.opendaylight.rebound.bench-counter";

    private final List<PlayedSwitch> switches = new ArrayList<>();
    private final Controller controller;
    private final Path counterFile;

    private LoadRun(final Controller controller, final Path home) {
        this.controller = controller;
        counterFile = home.resolve("data/packet-ins");
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
            new LoadRun(controller, home).run();
        }
    }

    private void run() throws IOException {
        controller.restconf().put("rebound:rebound", JsonParser.parseString("""
            {"rebound:rebound": {
              "server": [{"name": "load", "address": ["10.99.200.1"], "service": [{"protocol": "tcp", "port": 80}]}],
              "observation": {"punt-rate": 0}}}""").getAsJsonObject());
        Awaitility.await("the counting bundle").atMost(PATIENCE).until(() -> Files.exists(counterFile));
        for (int i = 0; i < SWITCHES; i++) {
            switches.add(new PlayedSwitch(1000 + i, 6653, frames(i)));
        }
        Awaitility.await("the switches").atMost(PATIENCE).until(() -> SWITCHES == controller.restconf()
            .get("rebound:rebound-state?content=nonconfig").map(state -> state.toString().split("openflow:100").length
                - 1).orElse(0));
        for (int round = 1; round <= ROUNDS; round++) {
            listen(COUNTER, PLUGIN);
            final double counter = highest("counter", this::counted);
            listen(PLUGIN, COUNTER);
            final double plugin = highest("plugin", this::received);
            LOG.info("round {}: without loss, plugin {}/s, counter {}/s, ratio {}", round, Math.round(plugin),
                Math.round(counter), Math.round(100 * plugin / counter) / 100.0);
        }
        for (var played : switches) {
            played.close();
        }
    }

    private void listen(final String one, final String notOther) {
        controller.shell("bundle:stop " + notOther);
        controller.shell("bundle:start " + one);
    }

    /** {@return the highest rate at which nothing was lost, as it was really sent} */
    private double highest(final String who, final LongSupplier count) {
        play(FIRST_RATE, count);
        double best = 0;
        for (double rate = FIRST_RATE; rate <= LAST_RATE; rate *= STEP) {
            final var result = play(rate, count);
            LOG.info("{} at {}/s: sent {} at {}/s, lost {}", who, Math.round(rate), result.sent,
                Math.round(result.rate), result.sent - result.counted);
            if (result.counted != result.sent) {
                return best;
            }
            best = Math.max(best, result.rate);
            if (result.rate < 0.8 * rate) {
                // The controller does not take more: TCP holds the switches back, and nothing is lost.
                return best;
            }
        }
        return best;
    }

    private record Result(long sent, double rate, long counted) {
    }

    private Result play(final double rate, final LongSupplier count) {
        final long before = settled(count);
        final long each = (long) (rate * SECONDS / SWITCHES);
        final long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(SWITCHES)) {
            final var running = new ArrayList<Future<?>>();
            for (var played : switches) {
                running.add(threads.submit(() -> {
                    played.copy(each, rate / SWITCHES);
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a played switch was cut off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        final double seconds = (System.nanoTime() - begin) / 1e9;
        final long sent = each * SWITCHES;
        return new Result(sent, sent / seconds, settled(count) - before);
    }

    /** The count when it does not change any more; it is shown once a second. */
    private static long settled(final LongSupplier count) {
        final var last = new long[] {-1};
        Awaitility.await("the count to settle").atMost(PATIENCE).pollDelay(Duration.ofMillis(1500))
            .pollInterval(Duration.ofMillis(1500)).until(() -> {
                final long now = count.getAsLong();
                final boolean same = now == last[0];
                last[0] = now;
                return same;
            });
        return last[0];
    }

    private long counted() {
        try {
            final var text = Files.readString(counterFile);
            return text.isEmpty() ? -1 : Long.parseLong(text);
        } catch (IOException e) {
            throw new IllegalStateException("the counter shows nothing", e);
        }
    }

    /** What the plugin has taken and not dropped. */
    private long received() {
        long received = 0;
        final var counters = controller.restconf().get("rebound:rebound-state?content=nonconfig").orElseThrow()
            .getAsJsonObject().getAsJsonObject("rebound:rebound-state").getAsJsonArray("counter");
        for (var entry : counters) {
            final var counter = entry.getAsJsonObject();
            if (counter.get("stage").getAsString().equals("openflow")) {
                received += switch (counter.get("outcome").getAsString()) {
                    case "received" -> counter.get("value").getAsLong();
                    case "queue-full" -> -counter.get("value").getAsLong();
                    default -> 0;
                };
            }
        }
        return received;
    }

    /** SYN and SYN-ACK of many clients: a service that works. */
    private static byte[][] frames(final int number) {
        final int server = 0x0A63_C801;
        final var ret = new byte[2 * CLIENTS][];
        for (int i = 0; i < CLIENTS; i++) {
            final int client = 0x0A63_0000 + number * CLIENTS + i;
            ret[2 * i] = tcp(client, server, 1024 + i, 80, i, 0, 0x02);
            ret[2 * i + 1] = tcp(server, client, 80, 1024 + i, 7, i + 1, 0x12);
        }
        return ret;
    }

    private static byte[] tcp(final int source, final int destination, final int sourcePort, final int destinationPort,
            final int sequence, final int acknowledgement, final int flags) {
        return ByteBuffer.allocate(74).putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) 60)
            .put(22, (byte) 64).put(23, (byte) 6).putInt(26, source).putInt(30, destination)
            .putShort(34, (short) sourcePort).putShort(36, (short) destinationPort).putInt(38, sequence)
            .putInt(42, acknowledgement).put(46, (byte) 0xA0).put(47, (byte) flags).array();
    }
}
