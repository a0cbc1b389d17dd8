/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the recoveries of all services: brings events to the {@link ServiceJudge} they belong to, and does what it
 * wants done. Events may come from any thread; everything is done on one thread of its own.
 */
public final class RecoveryCoordinator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryCoordinator.class);
    private static final long TICK_MILLIS = 50;
    private static final long SAVE_AGAIN_MILLIS = 1000;

    /** A service as it is judged here. */
    private static final class Case {
        final ServiceJudge judge;
        long outages;
        @Nullable Recovery last;
        @Nullable String lastSignal;
        /** To confirm a trap, or as a probe; the judge wants one at a time. */
        @Nullable CompletableFuture<Boolean> asking;
        /** When to probe next; empty while it is not to be probed. */
        OptionalLong nextProbe = OptionalLong.empty();
        boolean moving;
        ServiceState shownState = ServiceState.AVAILABLE;
        @Nullable String shownReason;
        Instant since;

        Case(final ServiceJudge judge, final Instant since) {
            this.judge = judge;
            this.since = since;
        }
    }

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound-recovery").daemon().factory());
    private final Map<ServiceKey, Case> cases = new HashMap<>();
    private final Map<ServiceKey, Recovery> history;
    private final RecoveryStore store;
    private final AnswerProbe probe;
    private final Clock clock;
    private final Counters counters;
    private final Consumer<Collection<ServiceStatus>> watcher;

    /**
     * Begins to judge.
     *
     * @param store where recoveries are kept
     * @param history the last recovery of each service, as it was kept
     * @param probe asks services
     * @param clock the wall clock
     * @param counters counts in stage {@code recover}
     * @param watcher is told the status of all services whenever one has changed, on this coordinator's thread
     */
    public RecoveryCoordinator(final RecoveryStore store, final Map<ServiceKey, Recovery> history,
            final AnswerProbe probe, final Clock clock, final Counters counters,
            final Consumer<Collection<ServiceStatus>> watcher) {
        this.store = requireNonNull(store);
        this.history = new HashMap<>(history);
        this.probe = requireNonNull(probe);
        this.clock = requireNonNull(clock);
        this.counters = requireNonNull(counters);
        this.watcher = requireNonNull(watcher);
        executor.scheduleWithFixedDelay(guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Replaces the services that are judged. One that is new here is judged by what the table has of it.
     *
     * @param services all services
     */
    public void services(final Collection<ServerService> services) {
        post(() -> {
            final var gone = new HashSet<>(cases.keySet());
            for (var service : services) {
                gone.remove(service.key());
                final var known = cases.get(service.key());
                if (known == null) {
                    add(service);
                } else {
                    known.judge.configured(service);
                }
            }
            for (var key : gone) {
                stopAsking(cases.remove(key));
            }
            show();
        });
    }

    private void add(final ServerService service) {
        final var last = history.get(service.key());
        final var added = new Case(new ServiceJudge(service, last == null ? null : last.recovered()), now());
        if (last != null) {
            added.last = last;
            added.outages = last.outage();
        }
        cases.put(service.key(), added);
        // These failures are not news: an answer that comes now is an answer after silence.
        final long before = System.nanoTime() - service.responseTimeout().toNanos();
        store.failedClients(service.key()).stream()
            .sorted(Comparator.comparing(FailedClient::lastFailure))
            .forEach(client -> handle(added, failed(added, client, before)));
    }

    private static Step failed(final Case known, final FailedClient client, final long nanos) {
        return client.cameOnlyToStandIn() ? known.judge.cameToStandIn(client.firstFailure(), nanos)
            : known.judge.failed(client.firstFailure(), client.lastFailure(), nanos);
    }

    /**
     * The failed-client table has changed.
     *
     * @param service the service
     * @param entry the entry as it is now, or null if it was removed
     */
    public void tableChanged(final ServiceKey service, final @Nullable FailedClient entry) {
        post(() -> {
            final var known = cases.get(service);
            if (known == null) {
                return;
            }
            if (entry != null) {
                handle(known, failed(known, entry, System.nanoTime()));
            } else if (store.failedClients(service).isEmpty()) {
                handle(known, known.judge.cleared());
            }
            show(known);
        });
    }

    /**
     * A signal was received.
     *
     * @param signal the signal
     * @param scope the service it is about, or null for all of the server's
     */
    public void signal(final RecoverySignal signal, final @Nullable ServiceKey scope) {
        post(() -> {
            for (var known : cases.values()) {
                final var key = known.judge.service().key();
                if (key.server().equals(signal.server()) && (scope == null || scope.equals(key))) {
                    known.lastSignal = signal.detail();
                    handle(known, known.judge.signal(signal.kind(), signal.received(), System.nanoTime()));
                }
            }
            show();
        });
    }

    /**
     * A service was seen answering a client.
     *
     * @param service the service
     * @param seen when
     */
    public void answered(final ServiceKey service, final Instant seen) {
        post(() -> {
            final var known = cases.get(service);
            if (known != null) {
                handle(known, known.judge.answered(seen, System.nanoTime()));
                show(known);
            }
        });
    }

    /**
     * A client that had failed reached the service.
     *
     * @param service the service
     * @param seen when
     */
    public void reachedAgain(final ServiceKey service, final Instant seen) {
        post(() -> {
            final var known = cases.get(service);
            if (known != null) {
                handle(known, known.judge.reachedAgain(seen, System.nanoTime()));
                show(known);
            }
        });
    }

    private void tick() {
        final long nanos = System.nanoTime();
        final var now = now();
        for (var known : cases.values()) {
            handle(known, known.judge.tick(now, nanos));
            probe(known, nanos);
            show(known);
        }
    }

    private void probe(final Case known, final long nanos) {
        final var service = known.judge.service();
        final long interval = service.recovery().probeInterval().toNanos();
        if (!known.judge.wantsProbes()) {
            known.nextProbe = OptionalLong.empty();
        } else if (known.nextProbe.isEmpty()) {
            known.nextProbe = OptionalLong.of(nanos + interval);
        } else if (known.asking == null && nanos - known.nextProbe.getAsLong() >= 0) {
            known.nextProbe = OptionalLong.of(nanos + interval);
            final var asking = probe.askOnce(service);
            known.asking = asking;
            asking.thenAccept(answer -> post(() -> probed(known, asking, answer)));
        }
    }

    private void probed(final Case known, final CompletableFuture<Boolean> asking, final boolean answer) {
        // Else the service has been forgotten, or does not want it any more
        if (known.asking == asking) {
            known.asking = null;
            if (answer) {
                known.lastSignal = "probe";
                handle(known, known.judge.probed(now(), System.nanoTime()));
                show(known);
            }
        }
    }

    private void handle(final Case known, final Step step) {
        switch (step) {
            case Step.Nothing nothing -> {
                // nothing is wanted
            }
            case Step.Ask(var howLong) -> {
                stopAsking(known);
                final var asking = probe.ask(known.judge.service(), howLong);
                known.asking = asking;
                final var key = known.judge.service().key();
                asking.thenAccept(answer -> {
                    if (answer) {
                        answered(key, now());
                    }
                });
            }
            case Step.Recover(var failedSince, var signal) -> {
                stopAsking(known);
                final var key = known.judge.service().key();
                // Rounded up: what failed in this very millisecond failed before the recovery.
                final var recovery = new Recovery(key, ++known.outages, failedSince, now().plusMillis(1), signal);
                known.last = recovery;
                history.put(key, recovery);
                known.judge.recoveredAt(recovery.recovered());
                counters.counter("recover", "recovered-by-" + signal.name().toLowerCase(Locale.ROOT))
                    .increment();
                LOG.info("{} is back (outage {}, by {}): {} clients failed", key, recovery.outage(), signal,
                    store.failedClients(key).size());
                save(known, recovery);
            }
            case Step.Straggler straggler -> {
                final var recovery = known.last;
                if (recovery != null && !known.moving) {
                    counters.counter("recover", "straggler").increment();
                    move(known, recovery);
                }
            }
        }
    }

    /** Saves the recovery, again and again if need be: it must not be forgotten while this controller lives. */
    private void save(final Case known, final Recovery recovery) {
        known.moving = true;
        store.begin(recovery).whenComplete((done, fault) -> post(() -> {
            if (fault == null) {
                move(known, recovery);
            } else {
                LOG.warn("The recovery of {} could not be saved yet", recovery.service(), fault);
                later(() -> save(known, recovery));
            }
        }));
    }

    private void move(final Case known, final Recovery recovery) {
        known.moving = true;
        store.move(recovery).whenComplete((done, fault) -> post(() -> {
            if (fault != null) {
                LOG.warn("Not all failed clients of {} are in the outbox yet", recovery.service(), fault);
                later(() -> move(known, recovery));
                return;
            }
            known.moving = false;
            // Who is still in the table failed after the recovery, or turned up while it was carried out.
            for (var client : store.failedClients(recovery.service())) {
                handle(known, failed(known, client, System.nanoTime()));
            }
            show(known);
        }));
    }

    private static void stopAsking(final Case known) {
        final var asking = known.asking;
        known.asking = null;
        if (asking != null) {
            asking.cancel(false);
        }
    }

    private void show(final Case known) {
        if (known.judge.state() != known.shownState
                || !Objects.equals(known.judge.reason(), known.shownReason)) {
            show();
        }
    }

    private void show() {
        for (var known : cases.values()) {
            final var state = known.judge.state();
            known.shownReason = known.judge.reason();
            if (state != known.shownState) {
                final var failedSince = known.judge.failedSince();
                known.since = state != ServiceState.RECOVERING && failedSince != null ? failedSince : now();
                known.shownState = state;
                LOG.info("{} is {}", known.judge.service().key(), state);
                if (state != ServiceState.RECOVERING) {
                    stopAsking(known);
                }
            }
        }
        watcher.accept(cases.values().stream()
            .map(known -> new ServiceStatus(known.judge.service().key(), known.shownState, known.since,
                known.shownState == ServiceState.AVAILABLE ? known.outages : known.outages + 1, known.lastSignal,
                known.shownReason))
            .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void later(final Runnable task) {
        try {
            executor.schedule(guarded(task), SAVE_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The judgement has ended", e);
        }
    }

    private void post(final Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("The judgement has ended", e);
        }
    }

    private static Runnable guarded(final Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.error("An event could not be judged", e);
            }
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
