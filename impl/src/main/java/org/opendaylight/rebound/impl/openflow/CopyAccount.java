/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.openflow.CopyCounts.Count;
import org.opendaylight.rebound.impl.openflow.CopyCounts.MeterCount;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterId;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether copies were lost on their way from a switch to us, wherever that was: in the switch's meter or queue,
 * on the connection, or in the OpenFlow plugin. Compares what the switches say they copied with what came; {@link
 * CopyLedger} says how.
 *
 * <p>Where our own meter limits the copies, it says how many there were. Elsewhere the flows do; but not those of a
 * switch that observes UDP, because what it says of them is too much when a mute has ended. Then only what the meter of
 * all its packet-ins drops is known, and the switch counts as not accountable.
 *
 * <p>All observed switches that this controller is to answer for are asked at once, every second while that is wanted
 * and every ten otherwise. One thread, which never waits for a switch. Every method may be called by any thread.
 */
public final class CopyAccount implements AutoCloseable {
    /** How often switches are asked while it is wanted, and how often anything is done at all. */
    private static final long TICK_MILLIS = 1_000;
    /** Every so many ticks switches are asked while it is not wanted. */
    private static final int SELDOM = 10;
    /** A switch's count may lack what it copied in the last second. */
    private static final long LAG_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A copy may arrive so long after the count that has it. */
    private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a switch may keep the others waiting for its answer. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How long a switch without our meter is not asked for it. */
    private static final long METERLESS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(CopyAccount.class);

    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private final LogLimit faultLog = new LogLimit();
    private final SwitchInventory inventory;
    private final Predicate<String> ours;
    private final BooleanSupplier wanted;
    private final Listener listener;
    private final LongSupplier clock;
    private final Counter copiesLost;
    private final Counter notAccountable;
    private final CopyCounts counts;
    private final Executor executor;
    private final Runnable stop;
    private final Registration registration;

    /** Empty until configured. */
    private final AtomicReference<@Nullable Scope> scope = new AtomicReference<>();

    // the rest belongs to the executor's thread
    private int ticksUntilSeldom;
    private boolean told;
    private long toldUntil;

    /**
     * Starts to account. Nothing is done until it is configured.
     *
     * @param rpcService leads to the switches
     * @param inventory says which switches are connected
     * @param ours says whether packet-ins of a switch come to this controller: whether it is the switch's master. Asked
     *     once a second for every connected switch, must not block
     * @param wanted says whether somebody waits for the account; asked once a second, must not block
     * @param counters counts the copies lost, and how often a switch could not be accounted for
     * @param listener is told
     */
    public CopyAccount(final RpcService rpcService, final SwitchInventory inventory, final Predicate<String> ours,
            final BooleanSupplier wanted, final Counters counters, final Listener listener) {
        this(rpcService, inventory, ours, wanted, counters, listener, new ScheduledThreadPoolExecutor(1,
            new ThreadFactoryBuilder().setNameFormat("rebound-copies").setDaemon(true).build(),
            // after close()
            new ThreadPoolExecutor.DiscardPolicy()));
    }

    private CopyAccount(final RpcService rpcService, final SwitchInventory inventory, final Predicate<String> ours,
            final BooleanSupplier wanted, final Counters counters, final Listener listener,
            final ScheduledThreadPoolExecutor timer) {
        this(rpcService, inventory, ours, wanted, counters, listener, System::nanoTime, timer, timer::shutdownNow);
        timer.scheduleWithFixedDelay(this::tryTick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @VisibleForTesting
    CopyAccount(final RpcService rpcService, final SwitchInventory inventory, final Predicate<String> ours,
            final BooleanSupplier wanted, final Counters counters, final Listener listener, final LongSupplier clock,
            final Executor executor, final Runnable stop) {
        counts = new CopyCounts(rpcService);
        this.inventory = requireNonNull(inventory);
        this.ours = requireNonNull(ours);
        this.wanted = requireNonNull(wanted);
        this.listener = requireNonNull(listener);
        this.clock = requireNonNull(clock);
        this.executor = requireNonNull(executor);
        this.stop = requireNonNull(stop);
        copiesLost = counters.counter("openflow", "copies-lost");
        notAccountable = counters.counter("openflow", "switch-not-accountable");
        registration = inventory.register(new SwitchInventory.Listener() {
            @Override
            public void onConnected(final String switchId) {
                accounts.remove(switchId);
            }

            @Override
            public void onDisconnected(final String switchId) {
                accounts.remove(switchId);
            }
        });
    }

    /**
     * Sets what is observed, and how. A change begins the account anew.
     *
     * @param settings how
     * @param services what
     */
    public void configure(final ObservationSettings settings, final Collection<ServerService> services) {
        final var next = new Scope(settings, List.copyOf(services));
        if (!next.equals(scope.getAndSet(next))) {
            accounts.clear();
        }
    }

    /**
     * Counts a copy that came. Cheap: no lock, no allocation.
     *
     * @param switchId the switch that made it
     */
    public void received(final String switchId) {
        final var account = accounts.get(switchId);
        if (account != null) {
            account.received.increment();
        }
    }

    /**
     * How many copies were lost, by all switches, since this was created.
     *
     * @return how many, 0 or more
     */
    public long copiesLost() {
        return lost.sum();
    }

    @Override
    public void close() {
        registration.close();
        stop.run();
    }

    // a fault of the plugin's or the listener's must not end the account for good
    @SuppressWarnings("checkstyle:illegalCatch")
    private void tryTick() {
        try {
            tick();
        } catch (RuntimeException e) {
            if (faultLog.tryPass()) {
                LOG.warn("An account of the copies failed", e);
            }
        }
    }

    /** What is to be done once a second. */
    @VisibleForTesting
    void tick() {
        final var current = scope.get();
        if (current == null) {
            return;
        }
        final long now = clock.getAsLong();
        final var connected = inventory.connected();
        accounts.keySet().retainAll(connected);
        for (var switchId : connected) {
            if (current.observes(switchId) && ours.test(switchId)) {
                accounts.computeIfAbsent(switchId, id -> new Account(id, now));
            } else {
                accounts.remove(switchId);
            }
        }
        ticksUntilSeldom--;
        final boolean ask = wanted.getAsBoolean() || ticksUntilSeldom <= 0;
        if (ask) {
            ticksUntilSeldom = SELDOM;
        }
        for (var account : accounts.values()) {
            account.settle(now);
            if (ask || !account.accounted && !account.unaccountable) {
                account.ask(current, now);
            }
            account.sample();
        }
        tell(now);
    }

    private void tell(final long now) {
        long until = now - LAG_NANOS;
        for (var account : accounts.values()) {
            if (account.unaccountable) {
                continue;
            }
            if (!account.accounted) {
                return;
            }
            if (account.accountedUntil - until < 0) {
                until = account.accountedUntil;
            }
        }
        if (!told || until - toldUntil > 0) {
            told = true;
            toldUntil = until;
            listener.accounted(until);
        }
    }

    /**
     * Is told how the copies fare. Called by one thread: must not block.
     */
    public interface Listener {
        /**
         * Copies were lost.
         *
         * @param switchId the switch that made them, for example {@code openflow:161}
         * @param copies how many, 1 or more
         */
        void lost(String switchId, long copies);

        /**
         * A switch that said how many copies it made does so no more, for a while or for good: what it copies may not
         * come either. Said again once a second as long as that lasts.
         *
         * @param switchId the switch
         */
        void silent(String switchId);

        /**
         * All copies made until a time by all switches that could be asked have come, but for those that {@link #lost}
         * has told of and those that traffic going on at the time hides (see {@link CopyLedger}).
         *
         * @param untilNanos the time, as of {@link System#nanoTime()}; some 3 to 5 seconds ago while it is wanted, and
         *     later each time
         */
        void accounted(long untilNanos);
    }

    private record Scope(ObservationSettings settings, List<ServerService> services) {
        boolean observes(final String switchId) {
            return settings.covers(switchId)
                && (!settings.at(switchId).probeSources().isEmpty()
                    || services.stream().anyMatch(service -> service.isObservedBy(switchId)));
        }

        boolean hasUdp(final String switchId) {
            return services.stream().anyMatch(service -> service.key().protocol() == Protocol.UDP
                && service.isObservedBy(switchId));
        }
    }

    /**
     * What a switch said.
     *
     * @param asked when it was asked
     * @param answered when it answered
     * @param receivedBefore how many copies had been received a tick and more before it was asked
     * @param count its count
     */
    private record Reading(long asked, long answered, long receivedBefore, Count count) {
    }

    /** The account of a switch for as long as it is connected and what it observes is the same. */
    private final class Account {
        final LongAdder received = new LongAdder();

        private final CopyLedger ledger = new CopyLedger();
        /** At most as many as are asked for while one settles. */
        private final Deque<Reading> unsettled = new ArrayDeque<>();
        private final String switchId;
        /** Done when it is not being asked. */
        private ListenableFuture<Count> asking = Futures.immediateCancelledFuture();
        private ListenableFuture<MeterCount> askingMeter = Futures.immediateCancelledFuture();
        private long askedAt;
        /** Whether the others wait for it, and since when. */
        private boolean awaited = true;
        private long awaitedSince;
        /** Whether it has no meter, until when that is believed, and whether its meter does not count what it gets. */
        private boolean meterless;
        private long meterlessUntil;
        private boolean uncounted;
        private long lastFlows;
        private int samples;
        private long sampled;
        private long sampledBefore;

        private boolean accounted;
        private long accountedUntil;
        private boolean unaccountable;

        Account(final String switchId, final long now) {
            this.switchId = switchId;
            awaitedSince = now;
        }

        /** Remembers what had been received a tick and two ticks ago. */
        void sample() {
            sampledBefore = sampled;
            sampled = received.sum();
            samples++;
        }

        void ask(final Scope current, final long now) {
            // what came before this account existed is in the switch's count by then
            if (!asking.isDone() || !askingMeter.isDone() || samples < 2) {
                return;
            }
            if (now - meterlessUntil >= 0) {
                meterless = false;
            }
            final var meter = meterless ? null : ObservationFlows.puntMeter(current.settings).orElse(null);
            final boolean meterCounts = meter != null && !uncounted
                && !meter.equals(ObservationFlows.CONTROLLER_METER);
            if (meter != null) {
                askMeter(meter, meterCounts, now);
            }
            if (!meterCounts) {
                if (current.hasUdp(switchId)) {
                    setUnaccountable();
                } else {
                    askFlows(current.settings, now);
                }
            }
            if (!awaited) {
                awaited = true;
                awaitedSince = now;
            }
        }

        private void askFlows(final ObservationSettings settings, final long now) {
            final long before = sampledBefore;
            asking = counts.askFlows(switchId, settings);
            askedAt = now;
            Futures.addCallback(asking, new FutureCallback<>() {
                @Override
                public void onSuccess(final Count count) {
                    add(new Reading(now, clock.getAsLong(), before, count));
                }

                @Override
                public void onFailure(final Throwable cause) {
                    // it is asked again
                    LOG.debug("Switch {} does not say what it copied", switchId, cause);
                }
            }, executor);
        }

        private void askMeter(final MeterId meter, final boolean meterCounts, final long now) {
            final long before = sampledBefore;
            final var future = counts.askMeter(switchId, meter);
            askingMeter = future;
            askedAt = now;
            Futures.addCallback(future, new FutureCallback<>() {
                @Override
                public void onSuccess(final MeterCount count) {
                    report(ledger.meter(count.dropped()));
                    if (!meterCounts) {
                        return;
                    }
                    final var packets = count.packets();
                    if (packets.isPresent()) {
                        add(new Reading(now, clock.getAsLong(), before, new Count(1, packets.orElseThrow())));
                    } else {
                        uncounted = true;
                    }
                }

                @Override
                public void onFailure(final Throwable cause) {
                    if (!future.isCancelled()) {
                        // not asked again for a while: the switch has no meters, or has ours not yet
                        meterless = true;
                        meterlessUntil = clock.getAsLong() + METERLESS_NANOS;
                        LOG.debug("Switch {} has no meter {}", switchId, meter, cause);
                    }
                }
            }, executor);
        }

        private void add(final Reading reading) {
            awaited = false;
            unsettled.add(reading);
        }

        private void setUnaccountable() {
            if (!unaccountable) {
                unaccountable = true;
                notAccountable.increment();
            }
        }

        /** Accounts for the counts that are old enough for all their copies to have come. */
        void settle(final long now) {
            for (var reading = unsettled.peek(); reading != null && now - reading.answered >= DELAY_NANOS;
                    reading = unsettled.peek()) {
                unsettled.remove();
                final var count = reading.count;
                if (count.flows() != lastFlows) {
                    ledger.restart();
                    lastFlows = count.flows();
                }
                report(ledger.count(count.packets(), reading.receivedBefore, received.sum()));
                accounted = true;
                accountedUntil = reading.asked - LAG_NANOS;
                unaccountable = false;
            }
            if (awaited && now - awaitedSince >= PATIENCE_NANOS) {
                setUnaccountable();
                if (accounted) {
                    listener.silent(switchId);
                }
            }
            if (now - askedAt >= PATIENCE_NANOS) {
                // does nothing to what is done
                asking.cancel(false);
                askingMeter.cancel(false);
            }
        }

        private void report(final long copies) {
            // a reply that comes when the switch has reconnected is of no account
            if (copies > 0 && accounts.get(switchId) == this) {
                lost.add(copies);
                copiesLost.add(copies);
                LOG.debug("Switch {} made {} copies that did not come", switchId, copies);
                listener.lost(switchId, copies);
            }
        }
    }
}
