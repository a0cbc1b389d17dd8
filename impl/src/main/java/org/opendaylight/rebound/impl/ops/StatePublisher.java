/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.CounterRegistry.Name;
import org.opendaylight.rebound.impl.table.TableMapper;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter64;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundState;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundStateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.CounterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.CounterKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Observer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.ObserverBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.ObserverKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Service.State;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.ServiceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.ServiceKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Switch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.SwitchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.SwitchKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.observer.RepliesNotObservedBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.observer.RepliesNotObservedKey;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the container {@code rebound-state} into the operational datastore: once a period the rows that have changed
 * since, in small transactions, one in flight at a time. A commit that fails or takes too long is counted, and its rows
 * are written again with what is then known of them.
 *
 * <p>There is never more than one change a row waiting, however often it changes and however long the datastore is
 * away.
 */
public final class StatePublisher implements StateBoard, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatePublisher.class);
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.OPERATIONAL;
    private static final DataObjectIdentifier<ReboundState> STATE =
        DataObjectIdentifier.builder(ReboundState.class).build();
    /** Rows in one transaction, about 40 KB of it. */
    private static final int BATCH = 200;
    private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final DataBroker broker;
    private final CounterRegistry counters;
    private final String node;
    private final ScheduledExecutorService scheduler;
    private final Duration commitTimeout;
    private final Future<?> ticks;

    @GuardedBy("this")
    private final Map<DataObjectIdentifier<?>, Change<?>> waiting = new LinkedHashMap<>();
    /** What each counter said when its row was last put among the waiting. */
    @GuardedBy("this")
    private final Map<Name, Long> published = new HashMap<>();
    /** The rows that this publisher shows, as it said them last. */
    @GuardedBy("this")
    private final Map<ServiceKey, Service> services = new HashMap<>();
    @GuardedBy("this")
    private final Map<SwitchKey, Switch> switches = new HashMap<>();
    @GuardedBy("this")
    private Optional<Observer> observer = Optional.empty();
    /** The services whose rows may stay; empty when the datastore need not be compared with what is shown. */
    @GuardedBy("this")
    private Optional<Set<ServiceKey>> retained = Optional.empty();
    /** Whether the rows of this node's former life are still to be looked for. */
    @GuardedBy("this")
    private boolean reborn = true;
    @GuardedBy("this")
    private boolean busy;
    @GuardedBy("this")
    private boolean closed;
    @GuardedBy("this")
    private long lastLog = System.nanoTime() - LOG_INTERVAL;

    /**
     * Begins to publish.
     *
     * @param broker the data broker
     * @param counters the counters to show; the failures of publishing are counted in stage {@code ops} of the same
     * @param node this controller's name in the counters, see {@link ClusterMember}
     * @param scheduler runs the publishing; nothing done on it blocks
     * @param period how often to publish, for example one second
     * @param commitTimeout how long a read or a commit may take before it is taken for failed
     */
    public StatePublisher(final DataBroker broker, final CounterRegistry counters, final String node,
            final ScheduledExecutorService scheduler, final Duration period, final Duration commitTimeout) {
        this.broker = requireNonNull(broker);
        this.counters = requireNonNull(counters);
        this.node = requireNonNull(node);
        this.scheduler = requireNonNull(scheduler);
        this.commitTimeout = requireNonNull(commitTimeout);
        ticks = scheduler.scheduleWithFixedDelay(this::tick, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized void showService(final ServiceState state) {
        final var key = bindingKey(state.service());
        final var row = new ServiceBuilder().withKey(key)
            .setState(switch (state.condition()) {
                case AVAILABLE -> State.Available;
                case FAILED -> State.Failed;
                case PARTIAL -> State.Partial;
                case RECOVERING -> State.Recovering;
            })
            .setSince(TableMapper.toYang(state.since()))
            .setOutage(Uint32.saturatedOf(state.outage()))
            .setFailedClients(Uint32.saturatedOf(state.failedClients()))
            .setLastSignal(state.lastSignal())
            .setReason(state.reason())
            .build();
        if (!row.equals(services.put(key, row))) {
            put(new Change<>(servicePath(key), Optional.of(row)));
        }
    }

    @Override
    public void removeService(final org.opendaylight.rebound.api.ServiceKey service) {
        remove(bindingKey(service));
    }

    @Override
    public synchronized void retainServices(final Set<org.opendaylight.rebound.api.ServiceKey> configured) {
        final var kept = configured.stream().map(StatePublisher::bindingKey).collect(Collectors.toUnmodifiableSet());
        services.keySet().stream().filter(key -> !kept.contains(key)).toList().forEach(this::remove);
        retained = Optional.of(kept);
    }

    @Override
    public synchronized void showSwitch(final SwitchState state) {
        final var key = new SwitchKey(state.node());
        final var row = new SwitchBuilder().withKey(key)
            .setConnected(state.connected())
            .setFlows(Uint32.saturatedOf(state.flows()))
            .build();
        if (!row.equals(switches.put(key, row))) {
            put(new Change<>(switchPath(key), Optional.of(row)));
        }
    }

    @Override
    public synchronized void removeSwitch(final String switchNode) {
        final var key = new SwitchKey(switchNode);
        switches.remove(key);
        put(new Change<>(switchPath(key), Optional.empty()));
    }

    @Override
    public synchronized void showObserver(final ObserverState state) {
        final var row = new ObserverBuilder().withKey(new ObserverKey(node))
            .setEvidenceIncomplete(state.evidenceIncomplete())
            .setReason(state.reason())
            .setCopiesLost(new Counter64(Uint64.valueOf(state.copiesLost())))
            .setRepliesNotObserved(BindingMap.of(state.repliesNotObserved().stream()
                .map(service -> {
                    final var key = bindingKey(service);
                    return new RepliesNotObservedBuilder()
                        .withKey(new RepliesNotObservedKey(key.getPort(), key.getProtocol(), key.getServer()))
                        .build();
                })
                .toList()))
            .build();
        final var shown = Optional.of(row);
        if (!shown.equals(observer)) {
            observer = shown;
            put(new Change<>(STATE.toBuilder().child(Observer.class, row.key()).build(), shown));
        }
    }

    /**
     * Stops publishing. What is in the datastore stays: a row says what was known last.
     */
    @Override
    public void close() {
        ticks.cancel(false);
        synchronized (this) {
            closed = true;
        }
    }

    private synchronized void remove(final ServiceKey key) {
        services.remove(key);
        put(new Change<>(servicePath(key), Optional.empty()));
    }

    @GuardedBy("this")
    private void put(final Change<?> change) {
        // Behind the others, so that a row that changes all the time keeps nobody waiting
        waiting.remove(change.path());
        waiting.put(change.path(), change);
    }

    // The scheduler would never call again after an exception, and the state would stand still for good
    @SuppressWarnings("checkstyle:IllegalCatch")
    private void tick() {
        final boolean sweep;
        synchronized (this) {
            if (busy || closed) {
                return;
            }
            busy = true;
            sweep = reborn || retained.isPresent();
        }
        try {
            if (sweep) {
                sweep();
            } else {
                collectCounters();
                write();
            }
        } catch (RuntimeException e) {
            failed(List.of(), e);
        }
    }

    /**
     * Compares the datastore with what is shown: this node had a former life, and another member of the cluster may
     * have shown other rows, or these rows otherwise, while it owned them.
     */
    private void sweep() {
        final FluentFuture<Optional<ReboundState>> read;
        try (var tx = broker.newReadOnlyTransaction()) {
            read = tx.read(STORE, STATE);
        }
        whenDone(read, List.of(), state -> {
            reconcile(state.orElseGet(() -> new ReboundStateBuilder().build()));
            collectCounters();
            write();
        });
    }

    private synchronized void reconcile(final ReboundState stored) {
        if (reborn) {
            stored.nonnullCounter().keySet().stream()
                .filter(key -> node.equals(key.getNode()))
                .forEach(key -> put(new Change<>(counterPath(key), Optional.empty())));
            reborn = false;
        }
        retained.ifPresent(kept -> stored.nonnullService().keySet().stream()
            .filter(key -> !kept.contains(key) && !services.containsKey(key))
            .forEach(key -> put(new Change<>(servicePath(key), Optional.empty()))));
        retained = Optional.empty();
        services.forEach((key, row) -> {
            if (!row.equals(stored.nonnullService().get(key))) {
                put(new Change<>(servicePath(key), Optional.of(row)));
            }
        });
        switches.forEach((key, row) -> {
            if (!row.equals(stored.nonnullSwitch().get(key))) {
                put(new Change<>(switchPath(key), Optional.of(row)));
            }
        });
    }

    private synchronized void collectCounters() {
        counters.snapshot().forEach((name, value) -> {
            if (!value.equals(published.put(name, value))) {
                final var key = new CounterKey(node, name.outcome(), name.stage());
                put(new Change<>(counterPath(key), Optional.of(new CounterBuilder().withKey(key)
                    .setValue(new Counter64(Uint64.valueOf(value)))
                    .build())));
            }
        });
    }

    // A batch that was taken and not written must go back
    @SuppressWarnings("checkstyle:IllegalCatch")
    private void write() {
        final var batch = nextBatch();
        if (batch.isEmpty()) {
            synchronized (this) {
                busy = false;
            }
            return;
        }
        final FluentFuture<?> commit;
        try {
            final var tx = broker.newWriteOnlyTransaction();
            batch.forEach(change -> change.write(tx));
            commit = tx.commit();
        } catch (RuntimeException e) {
            failed(batch, e);
            return;
        }
        whenDone(commit, batch, done -> write());
    }

    private synchronized List<Change<?>> nextBatch() {
        final var ret = new ArrayList<Change<?>>();
        if (!closed) {
            final var it = waiting.values().iterator();
            while (it.hasNext() && ret.size() < BATCH) {
                ret.add(it.next());
                it.remove();
            }
        }
        return ret;
    }

    /** Goes on with the result, on the scheduler; a failure and a timeout end this round. */
    private <T> void whenDone(final FluentFuture<? extends T> future, final List<Change<?>> batch,
            final Consumer<? super T> next) {
        FluentFuture.from(Futures.nonCancellationPropagating(future))
            .withTimeout(commitTimeout, scheduler)
            .addCallback(new FutureCallback<T>() {
                // What is thrown here would end nowhere, and leave this publisher busy for good
                @Override
                @SuppressWarnings("checkstyle:IllegalCatch")
                public void onSuccess(final T result) {
                    try {
                        next.accept(result);
                    } catch (RuntimeException e) {
                        failed(List.of(), e);
                    }
                }

                @Override
                public void onFailure(final Throwable cause) {
                    failed(batch, cause);
                }
            }, scheduler);
    }

    private void failed(final List<Change<?>> batch, final Throwable cause) {
        counters.counter("ops", cause instanceof TimeoutException ? "state-timeout" : "state-failed").increment();
        final boolean log;
        synchronized (this) {
            busy = false;
            batch.forEach(change -> waiting.putIfAbsent(change.path(), change));
            final long now = System.nanoTime();
            log = now - lastLog >= LOG_INTERVAL;
            if (log) {
                lastLog = now;
            }
        }
        if (log) {
            LOG.warn("The operational state could not be written, it will be tried again", cause);
        }
    }

    private static ServiceKey bindingKey(final org.opendaylight.rebound.api.ServiceKey service) {
        return new ServiceKey(TableMapper.portOf(service), TableMapper.toYang(service.protocol()),
            TableMapper.nameOf(service));
    }

    private static DataObjectIdentifier<Service> servicePath(final ServiceKey key) {
        return STATE.toBuilder().child(Service.class, key).build();
    }

    private static DataObjectIdentifier<Switch> switchPath(final SwitchKey key) {
        return STATE.toBuilder().child(Switch.class, key).build();
    }

    private static DataObjectIdentifier<Counter> counterPath(final CounterKey key) {
        return STATE.toBuilder().child(Counter.class, key).build();
    }

    /**
     * One row to write.
     *
     * @param path where it is
     * @param row what it shall say; empty to remove it
     */
    private record Change<T extends DataObject>(DataObjectIdentifier<T> path, Optional<T> row) {
        void write(final WriteTransaction tx) {
            row.ifPresentOrElse(data -> tx.put(STORE, path, data), () -> tx.delete(STORE, path));
        }
    }
}
