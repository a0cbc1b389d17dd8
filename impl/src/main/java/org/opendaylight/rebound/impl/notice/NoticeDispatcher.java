/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.impl.notice.OutboxEntry.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each pending notice to its channel when it is due, a few at the same time, and has the outcome saved. What is
 * pending is known from the outbox's changes; an entry is given to a channel once at a time. Events may come from any
 * thread; everything but the sending itself is done on one thread.
 */
public final class NoticeDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);
    private static final long TICK_MILLIS = 100;

    private record Due(Instant when, String id) {
    }

    /** The notices of one channel. */
    private static final class Lane {
        final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::when).thenComparing(Due::id));
        int inFlight;
    }

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound-dispatch").daemon().factory());
    private final ExecutorService senders = Executors.newCachedThreadPool(
        Thread.ofPlatform().name("rebound-send-", 0).daemon().factory());
    private final Map<String, OutboxEntry> pending = new HashMap<>();
    private final Set<String> inFlight = new HashSet<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Outbox outbox;
    private final Function<String, @Nullable NoticeChannel> channels;
    private final Supplier<RetryPolicy> retryPolicy;
    private final Clock clock;
    private final Counters counters;

    /**
     * Begins to dispatch.
     *
     * @param outbox where outcomes are saved
     * @param channels gives a channel by its name, or null while there is none
     * @param retryPolicy gives the policy as it is configured now
     * @param clock the wall clock
     * @param counters counts in stage {@code notice}
     */
    public NoticeDispatcher(final Outbox outbox, final Function<String, @Nullable NoticeChannel> channels,
            final Supplier<RetryPolicy> retryPolicy, final Clock clock, final Counters counters) {
        this.outbox = requireNonNull(outbox);
        this.channels = requireNonNull(channels);
        this.retryPolicy = requireNonNull(retryPolicy);
        this.clock = requireNonNull(clock);
        this.counters = requireNonNull(counters);
        executor.scheduleWithFixedDelay(guarded(() -> lanes.forEach(this::pump)), TICK_MILLIS, TICK_MILLIS,
            TimeUnit.MILLISECONDS);
    }

    /**
     * An outbox entry is new or has changed.
     *
     * @param entry the entry as it is now
     */
    public void changed(final OutboxEntry entry) {
        post(() -> {
            final var id = entry.notice().id();
            if (entry.state() != State.PENDING) {
                pending.remove(id);
            } else if (!entry.equals(pending.put(id, entry)) && !inFlight.contains(id)) {
                schedule(entry);
            }
        });
    }

    /**
     * An outbox entry was deleted.
     *
     * @param id its notice's id
     */
    public void removed(final String id) {
        post(() -> pending.remove(id));
    }

    /** The configuration has changed: what waits for its time because of a fault may go now. */
    public void retryNow() {
        post(() -> pending.values().stream()
            .filter(entry -> entry.nextTry() != null && !inFlight.contains(entry.notice().id()))
            .toList()
            .forEach(entry -> {
                final var now = new OutboxEntry(entry.notice(), State.PENDING, entry.tries(), entry.created(), null,
                    null, entry.lastError());
                pending.put(entry.notice().id(), now);
                schedule(now);
            }));
    }

    private void schedule(final OutboxEntry entry) {
        final var name = entry.notice().channel();
        final var lane = lanes.computeIfAbsent(name, key -> new Lane());
        lane.due.add(new Due(dueTime(entry), entry.notice().id()));
        pump(name, lane);
    }

    private static Instant dueTime(final OutboxEntry entry) {
        final var nextTry = entry.nextTry();
        return nextTry == null ? entry.created() : nextTry;
    }

    private void pump(final String name, final Lane lane) {
        final var channel = channels.apply(name);
        if (channel == null || lane.due.isEmpty()) {
            return;
        }
        final var now = clock.instant();
        for (int free = channel.parallelism() - lane.inFlight; free > 0; ) {
            final var next = lane.due.peek();
            if (next == null || next.when.isAfter(now)) {
                return;
            }
            lane.due.remove();
            final var entry = pending.get(next.id);
            // An entry that has changed meanwhile is in the queue a second time, with its new time.
            if (entry != null && dueTime(entry).equals(next.when) && inFlight.add(next.id)) {
                free--;
                lane.inFlight++;
                senders.execute(() -> send(channel, lane, entry));
            }
        }
    }

    private void send(final NoticeChannel channel, final Lane lane, final OutboxEntry entry) {
        try {
            final var outcome = attempt(channel, entry);
            post(() -> finished(lane, entry, outcome));
        } catch (InterruptedException e) {
            // Shutting down: the entry is still pending in the outbox.
            Thread.currentThread().interrupt();
        }
    }

    private static SendOutcome attempt(final NoticeChannel channel, final OutboxEntry entry)
            throws InterruptedException {
        try {
            return channel.send(entry.notice());
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.error("Channel {} broke its contract for notice {}", channel.name(), entry.notice().id(), e);
            return new SendOutcome.Retry("the channel failed: " + e);
        }
    }

    private void finished(final Lane lane, final OutboxEntry entry, final SendOutcome outcome) {
        final var id = entry.notice().id();
        inFlight.remove(id);
        lane.inFlight--;
        final var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        final var after = retryPolicy.get().after(entry, outcome, now, RandomGenerator.getDefault());
        counters.counter("notice", after.state() == State.PENDING ? "retry" : after.state() == State.SENT ? "sent"
            : "failed").increment();
        LOG.debug("Notice {} is {} after {} tries: {}", id, after.state(), after.tries(), after.lastError());
        if (pending.remove(id) != null && after.state() == State.PENDING) {
            pending.put(id, after);
            schedule(after);
        }
        save(after);
        pump(entry.notice().channel(), lane);
    }

    private void save(final OutboxEntry entry) {
        outbox.update(entry).whenComplete((done, fault) -> {
            if (fault != null) {
                // The entry is still pending in the outbox, and is sent again, with the same id, after a restart.
                counters.counter("notice", "outcome-not-saved").increment();
                LOG.warn("What became of notice {} could not be saved", entry.notice().id(), fault);
            }
        });
    }

    private void post(final Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("The dispatcher has ended", e);
        }
    }

    private static Runnable guarded(final Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (IllegalStateException | IllegalArgumentException | RejectedExecutionException e) {
                LOG.error("A notice could not be dispatched", e);
            }
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
        senders.shutdownNow();
    }
}
