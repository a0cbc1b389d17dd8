/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes notices from the outbox that have been kept for long enough, of the sent ones and of the others the oldest
 * first, and at most {@value #AT_ONCE} a second, so that nothing else waits for it. Thread-safe.
 */
public final class OutboxPruner implements OutboxWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPruner.class);
    private static final int AT_ONCE = 1000;

    /** A notice that is not pending any more, and since when; no more of it, for there may be many. */
    private record Finished(String id, boolean isSent, Instant since) {
    }

    private final Map<Boolean, TreeSet<Finished>> oldestFirst = Map.of(true, byAge(), false, byAge());
    private final Map<String, Finished> finished = new HashMap<>();
    private final Function<String, CompletableFuture<Void>> remover;
    private final Clock clock;
    private final Counter pruned;
    private final Supplier<RetentionPolicy> policy;
    private final Future<?> sweeps;

    /**
     * Begins to remove.
     *
     * @param remover removes a notice that is not pending, by its id
     * @param policy gives how long they are kept, as it is configured now
     * @param clock the wall clock
     * @param counters counts in stage {@code notice}
     * @param executor looks every second; is not to be kept waiting by {@code remover}
     */
    public OutboxPruner(final Function<String, CompletableFuture<Void>> remover, final Supplier<RetentionPolicy> policy,
            final Clock clock, final Counters counters, final ScheduledExecutorService executor) {
        this.remover = requireNonNull(remover);
        this.policy = requireNonNull(policy);
        this.clock = requireNonNull(clock);
        pruned = counters.counter("notice", "pruned");
        sweeps = executor.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    private static TreeSet<Finished> byAge() {
        return new TreeSet<>(Comparator.comparing(Finished::since).thenComparing(Finished::id));
    }

    @Override
    public void changed(final List<OutboxEntry> entries) {
        entries.forEach(this::changed);
    }

    private void changed(final OutboxEntry entry) {
        final var id = entry.notice().id();
        final var sent = entry.sent();
        switch (entry.state()) {
            case SENT -> add(new Finished(id, true, sent == null ? entry.created() : sent));
            case FAILED -> add(new Finished(id, false, entry.created()));
            default -> removed(id);
        }
    }

    private synchronized void add(final Finished notice) {
        removed(notice.id);
        finished.put(notice.id, notice);
        oldestFirst.get(notice.isSent).add(notice);
    }

    @Override
    public synchronized void removed(final String id) {
        final var notice = finished.remove(id);
        if (notice != null) {
            oldestFirst.get(notice.isSent).remove(notice);
        }
    }

    private void sweep() {
        for (var notice : takeDue()) {
            remover.apply(notice.id).whenComplete((done, fault) -> {
                if (fault == null) {
                    pruned.increment();
                } else {
                    LOG.debug("An old notice could not be removed yet", fault);
                    add(notice);
                }
            });
        }
    }

    private synchronized List<Finished> takeDue() {
        final var ret = new ArrayList<Finished>();
        final var now = clock.instant();
        final var howLong = policy.get();
        for (var kind : oldestFirst.entrySet()) {
            final var notices = kind.getValue();
            final var before = now.minus(howLong.of(kind.getKey()));
            while (ret.size() < AT_ONCE && !notices.isEmpty() && !notices.first().since.isAfter(before)) {
                final var notice = notices.removeFirst();
                finished.remove(notice.id);
                ret.add(notice);
            }
        }
        return ret;
    }

    @Override
    public void close() {
        sweeps.cancel(false);
    }
}
