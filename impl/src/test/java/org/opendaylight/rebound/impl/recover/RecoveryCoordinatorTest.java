/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.probe.SwitchProbe;

class RecoveryCoordinatorTest {
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");
    private static final IpAddress CLIENT = IpAddress.parse("10.99.0.1");

    private final CounterRegistry counters = new CounterRegistry();
    private final SwitchProbe throughSwitch = new SwitchProbe((switchId, frame) -> { }, switchId -> true, new Random(1),
        counters);
    private final AnswerProbe probe = new AnswerProbe(throughSwitch, counters);
    private final FakeStore store = new FakeStore();
    private final List<Collection<ServiceStatus>> shown = new CopyOnWriteArrayList<>();
    private final Map<ServiceKey, Recovery> history = new java.util.HashMap<>();
    private RecoveryCoordinator coordinator;

    /** Keeps recoveries in memory, and fails the first times if told to. */
    private static final class FakeStore implements RecoveryStore {
        final List<FailedClient> table = new CopyOnWriteArrayList<>();
        final List<Recovery> begun = new CopyOnWriteArrayList<>();
        final List<Recovery> moved = new CopyOnWriteArrayList<>();
        final AtomicInteger faults = new AtomicInteger();

        @Override
        public CompletableFuture<Void> begin(final Recovery recovery) {
            if (faults.getAndDecrement() > 0) {
                return CompletableFuture.failedFuture(new IOException("not now"));
            }
            begun.add(recovery);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> move(final Recovery recovery) {
            moved.add(recovery);
            table.removeIf(client -> !client.firstFailure().isAfter(recovery.recovered()));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Collection<FailedClient> failedClients(final ServiceKey service) {
            return table.stream().filter(client -> client.service().equals(service)).toList();
        }
    }

    private static ServerService service(final int port, final boolean confirm) {
        return new ServerService(new ServiceKey("web", Protocol.TCP, port), List.of(LOOPBACK), Duration.ofMillis(100),
            1, new RecoveryPolicy(Set.of(SignalKind.TRAP, SignalKind.REPLY), confirm,
                Duration.ofSeconds(30), Duration.ZERO));
    }

    private void start(final ServerService service) {
        coordinator = new RecoveryCoordinator(store, history, probe, Clock.systemUTC(), counters, shown::add);
        coordinator.services(List.of(service));
    }

    private FailedClient fail(final ServerService service, final Instant when) {
        final var entry = new FailedClient(service.key(), CLIENT, when, when, 1, Set.of(Evidence.NO_REPLY));
        store.table.add(entry);
        return entry;
    }

    private static RecoverySignal trap() {
        return new RecoverySignal("web", SignalKind.TRAP, Instant.now(), "coldStart from 127.0.0.1");
    }

    private void awaitState(final ServiceState state) {
        await().until(() -> !shown.isEmpty()
            && shown.getLast().stream().allMatch(status -> status.state() == state));
    }

    @AfterEach
    void stop() {
        coordinator.close();
        probe.close();
        throughSwitch.close();
    }

    @Test
    void aTrapLeadsToARecoveryAsSoonAsTheServiceAcceptsConnections() throws IOException {
        final int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        final var service = service(port, true);
        start(service);
        coordinator.tableChanged(service.key(), fail(service, Instant.now()));
        awaitState(ServiceState.FAILED);
        coordinator.signal(trap(), null);
        awaitState(ServiceState.RECOVERING);
        assertEquals(List.of(), store.begun);
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(server.isBound());
            await().until(() -> store.moved.size() == 1);
        }
        assertEquals(1, store.begun.getFirst().outage());
        assertEquals(SignalKind.TRAP, store.begun.getFirst().signal());
        awaitState(ServiceState.AVAILABLE);
    }

    @Test
    void aProbedServiceIsBackAsSoonAsItServes() throws IOException {
        final var status = new AtomicInteger(503);
        final var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        web.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        web.start();
        try {
            final var service = new ServerService(new ServiceKey("web", Protocol.TCP, web.getAddress().getPort()),
                List.of(LOOPBACK), Duration.ofMillis(100), 1, new RecoveryPolicy(Set.of(SignalKind.PROBE), true,
                    Duration.ofSeconds(30), Duration.ZERO, Duration.ofMillis(150), "/health?full=1",
                    Set.of()));
            start(service);
            coordinator.tableChanged(service.key(), fail(service, Instant.now()));
            await().until(() -> counters.counter("probe", "unanswered").value() >= 2);
            assertEquals(List.of(), store.begun);
            status.set(404);
            await().until(() -> store.moved.size() == 1);
            assertEquals(SignalKind.PROBE, store.begun.getFirst().signal());
            final long asked = counters.counter("probe", "answered").value();
            awaitState(ServiceState.AVAILABLE);
            assertEquals(asked, counters.counter("probe", "answered").value());
        } finally {
            web.stop(0);
        }
    }

    @Test
    void aRecoveryThatCannotBeSavedIsSavedLaterAndOnlyThenMovesClients() {
        final var service = service(9, false);
        store.faults.set(2);
        start(service);
        coordinator.tableChanged(service.key(), fail(service, Instant.now()));
        coordinator.signal(trap(), null);
        await().until(() -> store.moved.size() == 1);
        assertEquals(1, store.begun.size());
    }

    @Test
    void outageNumbersGoOnFromWhatWasKept() {
        final var service = service(9, false);
        final var past = Instant.now().minusSeconds(3600);
        history.put(service.key(), new Recovery(service.key(), 7, past, past, SignalKind.TRAP));
        start(service);
        coordinator.tableChanged(service.key(), fail(service, Instant.now()));
        coordinator.signal(trap(), null);
        await().until(() -> store.moved.size() == 1);
        assertEquals(8, store.begun.getFirst().outage());
    }

    @Test
    void afterARestartClientsOfAnOutageThatIsOverAreMovedOn() {
        final var service = service(9, false);
        final var past = Instant.now().minusSeconds(60);
        final var recovery = new Recovery(service.key(), 3, past.minusSeconds(60), past, SignalKind.TRAP);
        history.put(service.key(), recovery);
        fail(service, past.minusSeconds(10));
        start(service);
        await().until(() -> store.table.isEmpty());
        assertEquals(List.of(recovery), store.moved);
        assertEquals(List.of(), store.begun);
    }

    @Test
    void afterARestartTheTableMakesTheServiceFailedAndTheNextAnswerIsARecovery() {
        final var service = service(9, false);
        fail(service, Instant.now().minusSeconds(10));
        start(service);
        awaitState(ServiceState.FAILED);
        coordinator.answered(service.key(), Instant.now());
        await().until(() -> store.moved.size() == 1);
        assertEquals(SignalKind.REPLY, store.begun.getFirst().signal());
    }

    @Test
    void aSignalForAnotherServerChangesNothing() {
        final var service = service(9, false);
        start(service);
        coordinator.tableChanged(service.key(), fail(service, Instant.now()));
        coordinator.signal(new RecoverySignal("other", SignalKind.DECLARED, Instant.now(), "operator"), null);
        coordinator.signal(new RecoverySignal("web", SignalKind.DECLARED, Instant.now(), "operator"),
            new ServiceKey("web", Protocol.TCP, 443));
        final var before = new ArrayList<>(store.begun);
        coordinator.signal(new RecoverySignal("web", SignalKind.DECLARED, Instant.now(), "operator"), service.key());
        await().until(() -> store.moved.size() == 1);
        assertEquals(List.of(), before);
        assertEquals(1, store.begun.size());
    }
}
