/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataObjectModification;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.detect.Detector;
import org.opendaylight.rebound.impl.detect.DetectorLimits;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.table.FailedClientTable;
import org.opendaylight.rebound.impl.table.TableMapper;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much heap what is remembered takes: attempts that are pending in the detector, and failed clients in the mirror
 * of the table. Every client has an address of its own, which is the most expensive case. What is measured is the heap
 * in use after a full collection, with and without them.
 */
public final class HeapRun {
    private static final Logger LOG = LoggerFactory.getLogger(HeapRun.class);
    private static final int SERVERS = 20;
    private static final int PORT = 80;
    private static final int COLLECTIONS = 4;
    private static final int[] POINTS = { 1_000, 10_000, 100_000, 300_000, 1_000_000 };

    private HeapRun() {
        // no instances
    }

    /**
     * Measures, prints, and writes {@code heap.csv}.
     *
     * @param args the folder for the figures; then how many entries, or nothing for several numbers up to 1,000,000
     * @throws IOException if the figures cannot be written
     */
    public static void main(final String[] args) throws IOException {
        final var points = args.length < 2 ? POINTS
            : Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
        final var figures = new StringBuilder("what,entries,bytes an entry\n");
        // The first ones load the classes
        pending(points[0]);
        failed(points[0]);
        for (int entries : points) {
            report(figures, "attempt pending, IPv4", entries, pending(entries));
            report(figures, "failed client, IPv4", entries, failed(entries));
        }
        final var folder = Files.createDirectories(Path.of(args[0]));
        Files.writeString(folder.resolve("heap.csv"), figures);
    }

    private static void report(final StringBuilder figures, final String what, final int entries, final double bytes) {
        LOG.info("{}: {} entries, {} bytes an entry", what, entries, Math.round(bytes));
        figures.append(String.format(Locale.ROOT, "\"%s\",%d,%.1f%n", what, entries, bytes));
    }

    private static double pending(final int entries) {
        final long before = heap();
        final var sink = new CountingSink();
        final var detector = new Detector(new DetectorLimits(entries, entries, entries), new CounterRegistry(), sink,
            0);
        detector.services(services());
        for (int i = 0; i < entries; i++) {
            detector.observe(new TcpOpen(client(i), server(i % SERVERS), 1024 + i % 60_000, PORT, i, 0), 0);
        }
        final long after = heap();
        if (detector.size() != entries) {
            throw new IllegalStateException(detector.size() + " attempts of " + entries);
        }
        if (sink.found() != 0) {
            throw new IllegalStateException("No time passes and nobody answers, and yet something was found");
        }
        return (after - before) / (double) entries;
    }

    private static double failed(final int entries) {
        final long before = heap();
        final var table = new FailedClientTable(only(DataBroker.class, HeapRun::register));
        final var services = services();
        for (int i = 0; i < entries; i++) {
            final var began = Instant.ofEpochSecond(1_800_000_000L, 1_000_000L * (i % 1000));
            final var entry = TableMapper.toYang(new FailedClient(services.get(i % SERVERS).key(), client(i), began,
                began, 1, Set.of(Evidence.NO_REPLY)));
            final var node = only(DataObjectModification.class,
                (proxy, method, arguments) -> method.getName().equals("dataAfter") ? entry : null);
            final DataTreeModification<
                org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient> change =
                    only(DataTreeModification.class, (proxy, method, arguments) -> node);
            table.onDataTreeChanged(List.of(change));
        }
        final long after = heap();
        final int held = services.stream().mapToInt(service -> table.count(service.key())).sum();
        if (held != entries) {
            throw new IllegalStateException(held + " failed clients of " + entries);
        }
        table.close();
        return (after - before) / (double) entries;
    }

    private static Object register(final Object proxy, final Method method,
            final Object[] arguments) {
        return (Registration) () -> {
            // Nothing was registered
        };
    }

    /** An implementation of an interface that no more of is called than the handler knows. */
    // what the proxy is made of is what the caller has asked for, but for its type arguments
    @SuppressWarnings("unchecked")
    private static <T> T only(final Class<?> type, final InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler);
    }

    private static List<ServerService> services() {
        final var policy = new RecoveryPolicy(Set.of(), true, Duration.ofMinutes(1), Duration.ZERO);
        final var ret = new ArrayList<ServerService>();
        for (int i = 0; i < SERVERS; i++) {
            ret.add(new ServerService(new ServiceKey("server-" + i, Protocol.TCP, PORT), List.of(server(i)),
                Duration.ofSeconds(3), 2, policy));
        }
        return ret;
    }

    private static IpAddress client(final int number) {
        return IpAddress.ofIpv4(0x0A00_0001 + number);
    }

    private static IpAddress server(final int number) {
        return IpAddress.ofIpv4(0xC0A8_0001 + number);
    }

    /** The bytes in use when nothing more can be collected. */
    private static long heap() {
        final var memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
