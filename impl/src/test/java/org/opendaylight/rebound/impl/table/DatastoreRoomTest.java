/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.notice.NoticePlanner;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.probe.SwitchProbe;
import org.opendaylight.rebound.impl.recover.AnswerProbe;
import org.opendaylight.rebound.impl.recover.RecoveryCoordinator;
import org.opendaylight.rebound.outbox.NoticeDispatcher;
import org.opendaylight.rebound.outbox.RetryPolicy;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ClientFailed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Durability;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.FailedClients;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NoticeFailed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NoticeSent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Notices;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Recoveries;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServerRecovered;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * The rooms on both sides of the datastore, on a real in-memory datastore.
 */
class DatastoreRoomTest {
    private static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    private static final IpAddress ANNA = IpAddress.parse("10.99.0.1");
    private static final IpAddress BERT = IpAddress.parse("fd99::2");
    private static final Instant FAILED_AT = Instant.parse("2026-11-24T12:00:00.250Z");

    private final CounterRegistry counters = new CounterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final FakePublisher published = new FakePublisher();
    private final EventPublisher events = new EventPublisher(published, counters);
    private DataBroker broker;
    private DatastoreWriter writer;
    private FailedClientTable table;
    private FailureRecorder recorder;

    /** The test broker of MD-SAL, used by having it rather than by being it. */
    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        writer = writer(LogicalDatastoreType.CONFIGURATION, "configuration");
        table = keep(new FailedClientTable(broker));
        recorder = new FailureRecorder(writer, writer(LogicalDatastoreType.OPERATIONAL, "operational"), table, events);
    }

    @AfterEach
    void stop() throws Exception {
        for (var closeable : open.reversed()) {
            closeable.close();
        }
    }

    private <T extends AutoCloseable> T keep(final T closeable) {
        open.add(closeable);
        return closeable;
    }

    private DatastoreWriter writer(final LogicalDatastoreType store, final String name) {
        return keep(new DatastoreWriter(broker, store, store == LogicalDatastoreType.CONFIGURATION ? new Seal() : null,
            counters, name));
    }

    private int count(final ServiceKey service) {
        return table.count(service);
    }

    private Map<String, org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice> notices()
            throws ExecutionException, InterruptedException {
        try (var tx = broker.newReadOnlyTransaction()) {
            final var ret = new java.util.HashMap<String,
                org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice>();
            tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(Notices.class).build()).get()
                .ifPresent(all -> all.nonnullNotice().values().forEach(notice -> ret.put(notice.getId(), notice)));
            return ret;
        }
    }

    @Test
    void aFailureIsInTheTableAndFurtherOnesCountUp() {
        recorder.failed(WEB, ANNA, Evidence.NO_REPLY, FAILED_AT);
        recorder.failed(WEB, ANNA, Evidence.REFUSED, FAILED_AT.plusSeconds(5));
        recorder.failed(WEB, ANNA, Evidence.NO_REPLY, FAILED_AT.minusSeconds(1));
        await().until(() -> table.of(WEB).stream().anyMatch(client -> client.failures() == 3));
        assertEquals(1, count(WEB));
        final var entry = table.of(WEB).iterator().next();
        assertEquals(FAILED_AT.minusSeconds(1), entry.firstFailure());
        assertEquals(FAILED_AT.plusSeconds(5), entry.lastFailure());
        assertEquals(EnumSet.of(Evidence.NO_REPLY, Evidence.REFUSED), entry.evidence());
        assertEquals(1, published.count(ClientFailed.class));
    }

    @Test
    void anEventThatCannotBeTakenIsCounted() {
        published.full = true;
        recorder.failed(WEB, ANNA, Evidence.NO_REPLY, FAILED_AT);
        await().until(() -> counters.counter("events", "queue-full").value() == 1);
        assertEquals(1, count(WEB));
    }

    @Test
    void aClientThatIsAnsweredLeavesTheTableEvenIfItIsNotMirroredYet() {
        for (int i = 0; i < 50; i++) {
            recorder.failed(WEB, ANNA, Evidence.NO_REPLY, FAILED_AT);
            recorder.reached(WEB, ANNA, Instant.now());
        }
        recorder.failed(WEB, BERT, Evidence.NO_REPLY, FAILED_AT);
        await().until(() -> table.contains(WEB, BERT));
        assertFalse(table.contains(WEB, ANNA));
    }

    @Test
    void anAnswerOfAServiceThatDidNotFailWritesNothing() {
        recorder.reached(WEB, ANNA, Instant.now());
        recorder.failed(WEB, BERT, Evidence.NO_REPLY, FAILED_AT);
        await().until(() -> table.contains(WEB, BERT));
        assertEquals(1, counters.counter("table", "committed").value());
    }

    @Test
    void aChangeThatIsRefusedFailsAloneAndTheOthersAreWritten() {
        final var good = new ArrayList<CompletableFuture<Void>>();
        CompletableFuture<Void> bad = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 20; i++) {
            final var client = IpAddress.ofIpv4(i);
            good.add(writer.submit(1, entries -> entries.put(FailureRecorder.pathOf(WEB, client),
                TableMapper.toYang(new org.opendaylight.rebound.api.FailedClient(WEB, client, FAILED_AT, FAILED_AT, 1,
                    Set.of(Evidence.REFUSED))))));
            if (i == 10) {
                bad = writer.submit(1, entries -> {
                    throw new ExecutionException(new IllegalStateException("cannot be read"));
                });
            }
        }
        good.forEach(CompletableFuture::join);
        final var fault = assertThrows(ExecutionException.class, bad::get);
        assertEquals("cannot be read", fault.getCause().getMessage());
        await().until(() -> count(WEB) == 20);
    }

    @Test
    void twoNodesThatWriteTheSameEntryLoseNothingAndCountNothingTwice() {
        final var otherNode = new FailureRecorder(writer(LogicalDatastoreType.CONFIGURATION, "other-node"),
            writer(LogicalDatastoreType.OPERATIONAL, "other-answers"), table, events);
        final int each = 2000;
        for (int i = 0; i < each; i++) {
            recorder.failed(WEB, ANNA, Evidence.REFUSED, FAILED_AT);
            otherNode.failed(WEB, ANNA, Evidence.REFUSED, FAILED_AT);
        }
        await().untilAsserted(() -> assertEquals(List.of(2L * each),
            table.of(WEB).stream().map(org.opendaylight.rebound.api.FailedClient::failures).toList()));
    }

    @Test
    void aClosedWriterRefusesAndLeavesNothingHanging() {
        final var futures = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 1000; i++) {
            final var client = IpAddress.ofIpv4(i);
            futures.add(writer.submit(1, entries -> entries.read(FailureRecorder.pathOf(WEB, client))));
        }
        writer.close();
        futures.add(writer.submit(1, entries -> { }));
        await().until(() -> futures.stream().allMatch(CompletableFuture::isDone));
        assertTrue(futures.getLast().isCompletedExceptionally());
    }

    /** From the table to the mails: the whole right half of the plugin, with a channel that remembers. */
    @Test
    void aTrapMovesAThousandClientsIntoTheOutboxAndEachIsToldOnce() throws Exception {
        final int clients = 1000;
        final var planner = new NoticePlanner(server -> List.of(Way.MAIL),
            client -> client.equals(BERT) ? null : new Recipient(client + "@example.com", null, null),
            destination -> false, () -> Duration.ZERO, (service, time) -> Optional.empty());
        final var recoveries = new RecoveryTable(broker, writer, table, planner, events, Clock.systemUTC());
        final var outbox = new OutboxTable(broker, writer, events, Clock.systemUTC());
        final var told = new CopyOnWriteArrayList<String>();
        final var dispatcher = keep(new NoticeDispatcher(outbox, name -> new NoticeChannel() {
            @Override
            public String name() {
                return "mail";
            }

            @Override
            public int parallelism() {
                return 4;
            }

            @Override
            public SendOutcome send(final Delivery delivery) {
                told.add(delivery.id());
                return new SendOutcome.Sent();
            }
        }, () -> new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(1)), () -> Duration.ZERO,
            Clock.systemUTC(), counters));
        keep(outbox.feed(dispatcher)::close);
        final var shown = new ConcurrentHashMap<ServiceKey, Long>();
        final var coordinator = keep(new RecoveryCoordinator(recoveries, recoveries.load(), keep(
            new AnswerProbe(throughSwitch(), counters)), Clock.systemUTC(), counters,
            all -> all.forEach(status -> shown.put(status.service(), status.outage()))));
        keep(table.listen(coordinator::tableChanged)::close);
        final var board = new SignalBoard(broker, writer, Clock.systemUTC());
        keep(board.feed(coordinator, (service, seen) -> { })::close);
        coordinator.services(List.of(new ServerService(WEB, List.of(ANNA), Duration.ofSeconds(3), 2,
            new RecoveryPolicy(Set.of(SignalKind.TRAP), false, Duration.ofSeconds(60),
                Duration.ZERO))));

        for (int i = 0; i < clients; i++) {
            recorder.failed(WEB, IpAddress.ofIpv4(0x0A630000 + i), Evidence.NO_REPLY, FAILED_AT);
        }
        recorder.failed(WEB, BERT, Evidence.NO_REPLY, FAILED_AT);
        await().until(() -> count(WEB) == clients + 1);
        board.put(new RecoverySignal("web", SignalKind.TRAP, Instant.now(), "coldStart"), null)
            .get(10, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(30)).until(() -> told.size() == clients && count(WEB) == 0);
        await().until(() -> notices().values().stream().filter(notice -> notice.getSent() != null).count() == clients);
        assertEquals(clients, Set.copyOf(told).size());
        assertEquals("the client mail address table has no entry for fd99::2",
            notices().get("web/tcp/80/1/fd99::2/mail").getLastError());
        try (var tx = broker.newReadOnlyTransaction()) {
            await().until(() -> !recoveries.load().isEmpty());
            assertTrue(tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(FailedClients.class)
                .build()).get().isEmpty());
            assertEquals(1, tx.read(LogicalDatastoreType.CONFIGURATION,
                DataObjectIdentifier.builder(Recoveries.class).build()).get().orElseThrow().nonnullRecovery().size());
        }
        assertEquals(1, shown.get(WEB));
        assertEquals(clients + 1, published.count(ClientFailed.class));
        assertEquals(clients, published.count(NoticeSent.class));
        assertEquals(List.of(clients + 1), published.all(ServerRecovered.class).stream()
            .map(event -> event.getClients().intValue()).toList());
        assertEquals(List.of("web/tcp/80/1/fd99::2/mail"), published.all(NoticeFailed.class).stream()
            .map(NoticeFailed::getId).toList());
    }

    @Test
    void aRecoveryCrashedBetweenChunksIsCompletedByTheNextOwner() throws Exception {
        final var planner = new NoticePlanner(server -> List.of(Way.MAIL),
            client -> new Recipient("a@example.com", null, null), destination -> false,
            () -> Duration.ZERO, (service, time) -> Optional.empty());
        final var recoveries = new RecoveryTable(broker, writer, table, planner, events, Clock.systemUTC());
        for (int i = 0; i < 300; i++) {
            recorder.failed(WEB, IpAddress.ofIpv4(i), Evidence.NO_REPLY, FAILED_AT);
        }
        await().until(() -> count(WEB) == 300);
        // What a crash leaves: the record, and only some of the clients moved.
        final var recovery = new Recovery(WEB, 5, FAILED_AT, FAILED_AT.plusSeconds(60), SignalKind.TRAP);
        recoveries.begin(recovery).get(10, TimeUnit.SECONDS);

        final var coordinator = keep(new RecoveryCoordinator(recoveries, recoveries.load(),
            keep(new AnswerProbe(throughSwitch(), counters)), Clock.systemUTC(), counters, all -> { }));
        coordinator.services(List.of(new ServerService(WEB, List.of(ANNA), Duration.ofSeconds(3), 2,
            new RecoveryPolicy(Set.of(SignalKind.TRAP), true, Duration.ofSeconds(60),
                Duration.ZERO))));
        await().until(() -> count(WEB) == 0);
        assertEquals(300, notices().size());
        assertTrue(notices().keySet().stream().allMatch(id -> id.startsWith("web/tcp/80/5/")));
    }

    /** Nobody is asked through a switch here. */
    private SwitchProbe throughSwitch() {
        return keep(new SwitchProbe((switchId, frame) -> { }, switchId -> true, new Random(1), counters));
    }

    private long mark() throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(Durability.class).build())
                .get().map(durability -> durability.getMark().longValue()).orElse(0L);
        }
    }

    @Test
    void anotherCommitFollowsTheLastOneAndWhatTheOperatorWrites() throws Exception {
        recorder.failed(WEB, ANNA, Evidence.NO_REPLY, FAILED_AT);
        await().until(() -> mark() > 0);
        assertEquals(1, count(WEB));
        final long before = mark();
        keep(OperatorWrites.watch(broker, writer)::close);
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(Rebound.class).build(),
            new ReboundBuilder().setMail(new MailBuilder().setUsername(new SingleLine("rebound")).build()).build());
        tx.commit().get();
        await().until(() -> mark() > before);
    }
}
