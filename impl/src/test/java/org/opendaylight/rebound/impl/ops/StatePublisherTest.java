/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.ReadTransaction;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.ops.ServiceState.Condition;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundState;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundStateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Service;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;

/**
 * The publisher on a datastore, with a scheduler whose periods the test plays.
 */
class StatePublisherTest {
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.OPERATIONAL;
    private static final DataObjectIdentifier<ReboundState> STATE =
        DataObjectIdentifier.builder(ReboundState.class).build();
    private static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    private static final ServiceKey DNS = new ServiceKey("dns", Protocol.UDP, 53);
    private static final Instant SINCE = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration NEVER = Duration.ofDays(1);

    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    private final CounterRegistry counters = new CounterRegistry();
    private final ScheduledExecutorService scheduler = mock(ScheduledExecutorService.class);
    private final List<Runnable> ticks = new ArrayList<>();
    private final List<Runnable> timeouts = new ArrayList<>();
    private final List<StatePublisher> open = new ArrayList<>();
    private DataBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        final var future = mock(ScheduledFuture.class);
        when(scheduler.scheduleWithFixedDelay(any(), eq(1_000_000_000L), eq(1_000_000_000L),
            eq(TimeUnit.NANOSECONDS))).thenAnswer(call -> {
                ticks.add(call.getArgument(0));
                return future;
            });
        when(scheduler.schedule(any(Runnable.class), eq(NEVER.toNanos()), eq(TimeUnit.NANOSECONDS)))
            .thenAnswer(call -> {
                timeouts.add(call.getArgument(0));
                return future;
            });
        doAnswer(call -> {
            call.<Runnable>getArgument(0).run();
            return null;
        }).when(scheduler).execute(any());
    }

    @AfterEach
    void stop() {
        open.forEach(StatePublisher::close);
    }

    private StatePublisher publisher(final DataBroker data, final String node) {
        final var ret = new StatePublisher(data, counters, node, scheduler, Duration.ofSeconds(1), NEVER);
        open.add(ret);
        return ret;
    }

    private void tick() {
        List.copyOf(ticks).forEach(Runnable::run);
    }

    private ReboundState stored() throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(STORE, STATE).get().orElseGet(() -> new ReboundStateBuilder().build());
        }
    }

    private Map<String, Long> storedCounters(final String node) throws Exception {
        return stored().nonnullCounter().values().stream()
            .filter(counter -> counter.requireNode().equals(node))
            .collect(Collectors.toMap(counter -> counter.requireStage() + '/' + counter.requireOutcome(),
                counter -> counter.requireValue().getValue().longValue()));
    }

    private Map<String, Service> storedServices() throws Exception {
        return stored().nonnullService().values().stream().collect(Collectors.toMap(
            service -> service.requireServer().getValue(), service -> service));
    }

    private void awaitTicked(final Callable<Boolean> condition) {
        await().until(() -> {
            tick();
            return condition.call();
        });
    }

    private static ServiceState state(final ServiceKey key, final Condition condition, final String reason) {
        return new ServiceState(key, condition, SINCE, 3, 12, null, reason);
    }

    @Test
    void countersAreShownAndFollow() throws Exception {
        publisher(broker, "member-1");
        counters.counter("packet", "accepted").add(42);
        counters.counter("snmp", "bad-community");
        awaitTicked(() -> storedCounters("member-1").equals(Map.of("packet/accepted", 42L, "snmp/bad-community", 0L)));
        counters.counter("snmp", "bad-community").increment();
        awaitTicked(() -> storedCounters("member-1").equals(Map.of("packet/accepted", 42L, "snmp/bad-community", 1L)));
    }

    @Test
    void whatANodeCountedBeforeItsRestartGoesAndOtherNodesCountersStay() throws Exception {
        counters.counter("packet", "old").add(7);
        final var first = publisher(broker, "member-1");
        publisher(broker, "member-2");
        awaitTicked(() -> storedCounters("member-1").size() == 1 && storedCounters("member-2").size() == 1);
        first.close();
        final var fresh = new CounterRegistry();
        fresh.counter("packet", "new");
        open.add(new StatePublisher(broker, fresh, "member-1", scheduler, Duration.ofSeconds(1), NEVER));
        awaitTicked(() -> storedCounters("member-1").equals(Map.of("packet/new", 0L)));
        assertEquals(Map.of("packet/old", 7L), storedCounters("member-2"));
    }

    @Test
    void aServiceIsShownAsItWasSaidLast() throws Exception {
        final var publisher = publisher(broker, "member-1");
        publisher.showService(state(WEB, Condition.FAILED, "no answer"));
        awaitTicked(() -> storedServices().containsKey("web"));
        final var failed = storedServices().get("web");
        assertEquals(Service.State.Failed, failed.getState());
        assertEquals("2026-11-24T12:00:00Z", failed.requireSince().getValue());
        assertEquals(3, failed.requireOutage().intValue());
        assertEquals(12, failed.requireFailedClients().intValue());
        assertEquals("no answer", failed.getReason());
        publisher.showService(state(WEB, Condition.RECOVERING, "lost between two periods"));
        publisher.showService(state(WEB, Condition.AVAILABLE, null));
        awaitTicked(() -> storedServices().get("web").getState() == Service.State.Available);
        assertNull(storedServices().get("web").getReason());
        publisher.removeService(WEB);
        awaitTicked(() -> storedServices().isEmpty());
    }

    @Test
    void servicesThatAnotherMemberShowedGoUnlessTheyAreConfigured() throws Exception {
        final var former = publisher(broker, "member-2");
        former.showService(state(WEB, Condition.FAILED, null));
        former.showService(state(DNS, Condition.FAILED, null));
        awaitTicked(() -> storedServices().size() == 2);
        former.close();
        publisher(broker, "member-1").retainServices(Set.of(DNS));
        awaitTicked(() -> storedServices().keySet().equals(Set.of("dns")));
    }

    @Test
    void whatAnotherMemberSaidMeanwhileIsPutRight() throws Exception {
        final var first = publisher(broker, "member-1");
        first.showService(state(WEB, Condition.AVAILABLE, null));
        awaitTicked(() -> storedServices().containsKey("web"));
        final var second = publisher(broker, "member-2");
        second.showService(state(WEB, Condition.FAILED, null));
        awaitTicked(() -> storedServices().get("web").getState() == Service.State.Failed);
        second.close();
        // the first owns the services again, and nothing has changed since it said so
        first.showService(state(WEB, Condition.AVAILABLE, null));
        first.retainServices(Set.of(WEB));
        awaitTicked(() -> storedServices().get("web").getState() == Service.State.Available);
    }

    @Test
    void servicesThatAreNotConfiguredAnyMoreGo() throws Exception {
        final var publisher = publisher(broker, "member-1");
        publisher.showService(state(WEB, Condition.FAILED, null));
        publisher.showService(state(DNS, Condition.FAILED, null));
        awaitTicked(() -> storedServices().size() == 2);
        publisher.retainServices(Set.of(WEB));
        awaitTicked(() -> storedServices().keySet().equals(Set.of("web")));
    }

    @Test
    void switchesComeAndGo() throws Exception {
        final var publisher = publisher(broker, "member-1");
        publisher.showSwitch(new SwitchState("openflow:161", true, 12));
        awaitTicked(() -> stored().nonnullSwitch().values().stream()
            .anyMatch(row -> row.requireConnected() && row.requireFlows().intValue() == 12));
        publisher.showSwitch(new SwitchState("openflow:161", false, 12));
        awaitTicked(() -> stored().nonnullSwitch().values().stream().noneMatch(row -> row.requireConnected()));
        publisher.removeSwitch("openflow:161");
        awaitTicked(() -> stored().nonnullSwitch().isEmpty());
    }

    @Test
    void manyRowsAreWrittenInOneRound() throws Exception {
        final var publisher = publisher(broker, "member-1");
        IntStream.rangeClosed(1, 1000).forEach(port ->
            publisher.showService(state(new ServiceKey("web", Protocol.TCP, port), Condition.FAILED, null)));
        tick();
        await().until(() -> stored().nonnullService().size() == 1000);
    }

    @Test
    void nothingIsWrittenWhenNothingHasChanged() {
        final var data = mock(DataBroker.class);
        final var tx = answering(data);
        final var publisher = publisher(data, "member-1");
        doReturn(CommitInfo.emptyFluentFuture()).when(tx).commit();
        counters.counter("packet", "accepted").increment();
        publisher.showService(state(WEB, Condition.FAILED, null));
        tick();
        publisher.showService(state(WEB, Condition.FAILED, null));
        tick();
        tick();
        verify(tx, times(1)).commit();
    }

    @Test
    void oneCommitIsInFlightAndAfterItsTimeoutTheNewestIsWritten() {
        final var data = mock(DataBroker.class);
        final var tx = answering(data);
        final var stuck = SettableFuture.<CommitInfo>create();
        doReturn(FluentFuture.from(stuck)).when(tx).commit();
        publisher(data, "member-1");
        final var counter = counters.counter("packet", "accepted");
        counter.increment();
        tick();
        counter.increment();
        tick();
        tick();
        verify(tx, times(1)).commit();
        assertEquals(0, counters.counter("ops", "state-timeout").value());

        doReturn(CommitInfo.emptyFluentFuture()).when(tx).commit();
        timeouts.getLast().run();
        assertEquals(1, counters.counter("ops", "state-timeout").value());
        tick();
        verify(tx, times(2)).commit();
        assertEquals(List.of(1, 2), written(tx, Counter.class)
            .filter(row -> row.requireOutcome().equals("accepted"))
            .map(row -> row.requireValue().getValue().intValue())
            .toList());
    }

    @Test
    void aCommitThatFailsIsCountedAndItsRowsAreWrittenAgain() {
        final var data = mock(DataBroker.class);
        final var tx = answering(data);
        doReturn(FluentFutures.immediateFailedFluentFuture(new TransactionCommitFailedException("a test")))
            .doThrow(new IllegalStateException("a test"))
            .doReturn(CommitInfo.emptyFluentFuture())
            .when(tx).commit();
        final var publisher = publisher(data, "member-1");
        publisher.showService(state(WEB, Condition.FAILED, null));
        tick();
        assertEquals(1, counters.counter("ops", "state-failed").value());
        tick();
        assertEquals(2, counters.counter("ops", "state-failed").value());
        tick();
        assertEquals(3, written(tx, Service.class).count());
    }

    @Test
    void aReadThatFailsIsTriedAgain() {
        final var data = mock(DataBroker.class);
        final var tx = answering(data);
        doReturn(CommitInfo.emptyFluentFuture()).when(tx).commit();
        when(data.newReadOnlyTransaction()).thenThrow(new IllegalStateException("a test"));
        publisher(data, "member-1");
        tick();
        verify(tx, never()).commit();
        assertEquals(1, counters.counter("ops", "state-failed").value());
        final var read = mock(ReadTransaction.class);
        doReturn(FluentFutures.immediateFluentFuture(Optional.empty())).when(read).read(STORE, STATE);
        doReturn(read).when(data).newReadOnlyTransaction();
        tick();
        verify(tx, times(1)).commit();
    }

    @Test
    void aClosedPublisherWritesNothing() {
        final var data = mock(DataBroker.class);
        final var tx = answering(data);
        final var publisher = publisher(data, "member-1");
        counters.counter("packet", "accepted").increment();
        publisher.close();
        publisher.close();
        tick();
        verify(tx, never()).commit();
        assertTrue(timeouts.isEmpty());
    }

    private static <T> Stream<T> written(final WriteTransaction tx, final Class<T> rows) {
        return mockingDetails(tx).getInvocations().stream()
            .filter(call -> call.getMethod().getName().equals("put"))
            .map(call -> call.getArguments()[2])
            .filter(rows::isInstance)
            .map(rows::cast);
    }

    private static WriteTransaction answering(final DataBroker data) {
        final var read = mock(ReadTransaction.class);
        doReturn(FluentFutures.immediateFluentFuture(Optional.empty())).when(read).read(STORE, STATE);
        doReturn(read).when(data).newReadOnlyTransaction();
        final var tx = mock(WriteTransaction.class);
        doReturn(tx).when(data).newWriteOnlyTransaction();
        return tx;
    }
}
