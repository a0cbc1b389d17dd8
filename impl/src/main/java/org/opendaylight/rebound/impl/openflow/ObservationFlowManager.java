/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.Empty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps our flows and our meter in the configured inventory, from where the OpenFlow plugin's forwarding-rules manager
 * installs them, and again when a switch comes back. What is there of ours and not desired is removed, on switches that
 * are away too; what is not ours is left alone.
 *
 * <p>The forwarding-rules manager installs and forgets, so three things that it does not do are done here directly on
 * the switch. The meter is there, with the right rate, before a flow that uses it is written. A second after every
 * change and connection, and then once a minute, the switch is asked for the flows with our cookie, and what is missing
 * is added. What was removed from the configuration while the switch was away is removed there.
 *
 * <p>Where only the edge is observed, a switch's ports to other switches are left out for as long as the link is known
 * and the other switch is connected and was found to have its own flows.
 *
 * <p>Does nothing until it is both configured and started; to be started on one member of a cluster only. All work is
 * done by one thread. Every method may be called by any thread, and none blocks.
 */
public final class ObservationFlowManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationFlowManager.class);
    private static final long SOON_MILLIS = 1_000;
    private static final long RARELY_MILLIS = 60_000;

    private final ConcurrentMap<String, Integer> flowCounts = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor executor;
    private final InventoryWriter writer;
    private final SwitchRpcs rpcs;
    private final SwitchInventory inventory;
    private final Counters counters;
    private final Counter failed;
    private final LogLimit failedLog = new LogLimit();
    private final Registration registration;
    private final TopologyWatch topology;
    /** Set while the inner ports are to be found anew, so that a thousand changes wait as one. */
    private final AtomicBoolean innerPortsDue = new AtomicBoolean();

    /** Empty until configured. */
    private final AtomicReference<@Nullable Scope> scope = new AtomicReference<>();

    // the rest belongs to the executor's thread
    private final Map<String, Work> works = new HashMap<>();
    private final Work survey = new Work(this::survey);
    /** The connected switches that were found to have their flows. */
    private final Set<String> settled = new HashSet<>();
    private Map<String, Set<String>> innerPorts = Map.of();
    private boolean active;

    /**
     * Creates a manager that is not started and not configured.
     *
     * @param dataBroker the datastore
     * @param rpcService leads to the switches
     * @param inventory says which switches are connected
     * @param counters counts what was repaired and what failed
     */
    public ObservationFlowManager(final DataBroker dataBroker, final RpcService rpcService,
            final SwitchInventory inventory, final Counters counters) {
        writer = new InventoryWriter(dataBroker);
        rpcs = new SwitchRpcs(rpcService);
        this.inventory = requireNonNull(inventory);
        this.counters = requireNonNull(counters);
        failed = counters.counter("openflow", "sync-failed");
        executor = new ScheduledThreadPoolExecutor(1,
            new ThreadFactoryBuilder().setNameFormat("rebound-flows").setDaemon(true).build(),
            // after close()
            new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        registration = inventory.register(new SwitchInventory.Listener() {
            @Override
            public void onConnected(final String switchId) {
                executor.execute(() -> onSwitchChanged(switchId));
            }

            @Override
            public void onDisconnected(final String switchId) {
                executor.execute(() -> onSwitchChanged(switchId));
            }
        });
        topology = new TopologyWatch(dataBroker, this::findInnerPortsSoon, counters);
    }

    /**
     * Sets what is observed, and how. May be called at any time; the last call counts.
     *
     * @param settings how
     * @param services what; none removes all our flows
     */
    public void configure(final ObservationSettings settings, final Collection<ServerService> services) {
        scope.set(new Scope(settings, List.copyOf(services)));
        executor.execute(survey::restart);
    }

    /**
     * Begins to act. The configured inventory is brought up to date at once.
     */
    public void start() {
        executor.execute(() -> {
            active = true;
            survey.restart();
        });
    }

    /**
     * Ceases to act. The flows stay where they are.
     *
     * @return completes when nothing is being done any more
     */
    public ListenableFuture<Empty> stop() {
        if (executor.isShutdown()) {
            return Futures.immediateFuture(Empty.value());
        }
        return Futures.submit(() -> {
            active = false;
            survey.cancel();
            works.values().forEach(Work::cancel);
            works.clear();
            flowCounts.clear();
            settled.clear();
            innerPorts = Map.of();
            return Empty.value();
        }, executor);
    }

    /**
     * How many flows of ours each switch has configured, connected or not.
     *
     * @return a copy, for example {@code openflow:161} and 9; empty when not started
     */
    public Map<String, Integer> flowCounts() {
        return Map.copyOf(flowCounts);
    }

    /**
     * Whether a port leads to another switch.
     *
     * @param port the port, for example {@code openflow:161:3}
     * @return true if it does, as far as the topology is known
     */
    public boolean isInner(final String port) {
        return topology.leadsToSwitch(port);
    }

    @Override
    public void close() {
        registration.close();
        topology.close();
        executor.shutdownNow();
    }

    private Next survey(final Scope current, final boolean fresh)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var switchIds = new HashSet<>(inventory.connected());
        writer.readAll().forEach((switchId, node) -> {
            if (Inventory.hasOurs(node)) {
                switchIds.add(switchId);
            }
        });
        // those that this restarts are restarted below anyway
        findInnerPorts();
        switchIds.forEach(switchId -> works.computeIfAbsent(switchId, this::newWork).restart());
        return Next.NEVER;
    }

    private void findInnerPortsSoon() {
        if (innerPortsDue.compareAndSet(false, true)) {
            executor.execute(this::findInnerPorts);
        }
    }

    /** Finds out which ports lead to other switches, and brings those switches up to date where that has changed. */
    private void findInnerPorts() {
        innerPortsDue.set(false);
        final var current = scope.get();
        if (!active || current == null) {
            return;
        }
        final var before = innerPorts;
        innerPorts = InnerPorts.of(topology.links(), current.settings, current.services, settled::contains);
        works.forEach((switchId, work) -> {
            if (!before.getOrDefault(switchId, Set.of()).equals(innerPorts.getOrDefault(switchId, Set.of()))) {
                work.restart();
            }
        });
    }

    private void onSwitchChanged(final String switchId) {
        if (active) {
            // a new keeper: what was known of the switch does not hold any more
            final var work = newWork(switchId);
            final var old = works.put(switchId, work);
            if (old != null) {
                old.cancel();
            }
            work.restart();
            if (settled.remove(switchId)) {
                findInnerPortsSoon();
            }
        }
    }

    private Work newWork(final String switchId) {
        final var keeper = new SwitchKeeper(switchId, writer, rpcs, counters);
        return new Work((current, fresh) -> keep(keeper, switchId, current, fresh));
    }

    private Next keep(final SwitchKeeper keeper, final String switchId, final Scope current, final boolean fresh)
            throws ExecutionException, InterruptedException, TimeoutException {
        final boolean connected = inventory.isConnected(switchId);
        if (fresh) {
            final int flows = keeper.sync(current.settings, current.services,
                innerPorts.getOrDefault(switchId, Set.of()), connected);
            if (flows > 0) {
                flowCounts.put(switchId, flows);
            } else {
                flowCounts.remove(switchId);
            }
            return connected ? Next.SOON : Next.NEVER;
        }
        if (!connected) {
            return Next.NEVER;
        }
        if (!keeper.audit()) {
            return Next.LATER;
        }
        if (!flowCounts.containsKey(switchId)) {
            return Next.NEVER;
        }
        if (settled.add(switchId)) {
            // not now: it may restart this very work
            findInnerPortsSoon();
        }
        return Next.RARELY;
    }

    private record Scope(ObservationSettings settings, List<ServerService> services) {
    }

    /** When something is to be done again. */
    private enum Next {
        /** In a second. */
        SOON,
        /** In a second at first, then in ever longer intervals: it did not succeed. */
        LATER,
        /** In a minute. */
        RARELY,
        /** Not by itself. */
        NEVER
    }

    @FunctionalInterface
    private interface Step {
        /**
         * Does the next bit of work.
         *
         * @param current what is observed
         * @param fresh true until it has succeeded once after a restart
         * @return when to do the next bit
         */
        Next run(Scope current, boolean fresh) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /** Something that is done again and again, on the executor's thread. */
    private final class Work {
        private final Step step;

        private Future<?> next = Futures.immediateVoidFuture();
        private boolean fresh;
        private long laterMillis = SOON_MILLIS;

        Work(final Step step) {
            this.step = step;
        }

        void restart() {
            fresh = true;
            laterMillis = SOON_MILLIS;
            schedule(0);
        }

        void cancel() {
            next.cancel(false);
        }

        private void schedule(final long millis) {
            cancel();
            next = executor.schedule(this::run, millis, TimeUnit.MILLISECONDS);
        }

        private void run() {
            final var current = scope.get();
            if (!active || current == null) {
                return;
            }
            final var outcome = step(current);
            if (outcome != Next.NEVER) {
                final long millis = switch (outcome) {
                    case SOON -> SOON_MILLIS;
                    case LATER -> laterMillis;
                    case RARELY, NEVER -> RARELY_MILLIS;
                };
                laterMillis = outcome == Next.LATER ? Math.min(2 * laterMillis, RARELY_MILLIS) : SOON_MILLIS;
                schedule(millis);
            }
        }

        // a fault of the datastore's or the plugin's must not end the work for good
        @SuppressWarnings("checkstyle:illegalCatch")
        private Next step(final Scope current) {
            try {
                final var ret = step.run(current, fresh);
                fresh = false;
                return ret;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Next.NEVER;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                failed.increment();
                if (failedLog.tryPass()) {
                    LOG.warn("The observation flows could not be brought up to date, which is tried again; {} times "
                        + "so far", failed.value(), e);
                }
                return Next.LATER;
            }
        }
    }
}
