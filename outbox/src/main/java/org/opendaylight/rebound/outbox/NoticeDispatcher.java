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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.outbox.FairQueue.Ticket;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what is pending to its channel when it is due, a few at the same time, and has the outcome saved. What is
 * pending is known from the outbox's changes. A notice without a delivery waits {@code group-wait} for others to the
 * same destination; who goes with whom is saved before the first try, so that a delivery that is sent again after a
 * crash is the same one. A delivery is given to a channel once at a time. Events may come from any thread; everything
 * but the sending itself is done on one thread.
 */
public final class NoticeDispatcher implements OutboxWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);
    private static final long TICK_MILLIS = 100;
    private static final long GATHER_AGAIN_MILLIS = 1000;

    /** The deliveries of one channel. */
    private static final class Lane {
        final FairQueue queue = new FairQueue();
        int inFlight;
    }

    /** The pending notices of one delivery. */
    private static final class Batch {
        final Set<String> ids = new LinkedHashSet<>();
        /** When it may be sent; a ticket with another time is an old one. */
        Instant due = Instant.MAX;
        boolean inFlight;
    }

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound-dispatch").daemon().factory());
    private final ExecutorService senders = Executors.newCachedThreadPool(
        Thread.ofPlatform().name("rebound-send-", 0).daemon().factory());
    private final Map<String, OutboxEntry> pending = new HashMap<>();
    /** Those that are not pending any more here, until the outbox says the same: what it says before is old. */
    private final Map<String, OutboxEntry> finished = new HashMap<>();
    private final Map<String, Batch> batches = new HashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Gathering gathering = new Gathering();
    /** Those whose delivery is being saved. */
    private final Set<String> beingGathered = new HashSet<>();
    private final Outbox outbox;
    private final Function<String, @Nullable NoticeChannel> channels;
    private final Supplier<RetryPolicy> retryPolicy;
    private final Supplier<Duration> groupWait;
    private final Clock clock;
    private final Counters counters;

    /**
     * Begins to dispatch.
     *
     * @param outbox where outcomes are saved
     * @param channels gives a channel by its name, or null while there is none
     * @param retryPolicy gives the policy as it is configured now
     * @param groupWait gives how long a notice without a delivery waits for others
     * @param clock the wall clock
     * @param counters counts in stage {@code notice}
     */
    public NoticeDispatcher(final Outbox outbox, final Function<String, @Nullable NoticeChannel> channels,
            final Supplier<RetryPolicy> retryPolicy, final Supplier<Duration> groupWait, final Clock clock,
            final Counters counters) {
        this.outbox = requireNonNull(outbox);
        this.channels = requireNonNull(channels);
        this.retryPolicy = requireNonNull(retryPolicy);
        this.groupWait = requireNonNull(groupWait);
        this.clock = requireNonNull(clock);
        this.counters = requireNonNull(counters);
        executor.scheduleWithFixedDelay(guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void changed(final List<OutboxEntry> entries) {
        post(() -> take(entries));
    }

    @Override
    public void removed(final String id) {
        post(() -> {
            forget(id);
            finished.remove(id);
        });
    }

    /** The configuration has changed: what waits for its time because of a fault may go now. */
    public void retryNow() {
        post(() -> take(pending.values().stream()
            .filter(entry -> entry.nextTry() != null)
            .map(entry -> entry.withNextTry(null))
            .toList()));
    }

    private void tick() {
        gathering.take(clock.instant().minus(groupWait.get())).forEach(this::gather);
        lanes.forEach(this::pump);
    }

    private void take(final List<OutboxEntry> entries) {
        final var concerned = new LinkedHashSet<String>();
        for (var entry : entries) {
            final var id = entry.notice().id();
            if (entry.state() != State.PENDING) {
                forget(id);
                finished.remove(id);
            } else if (!entry.isOlderThan(finished.get(id)) && !entry.isOlderThan(pending.get(id))
                && !entry.equals(pending.get(id))) {
                finished.remove(id);
                // One in flight stays in its batch; it is given what has changed by what comes of it.
                final var delivery = entry.delivery();
                if (delivery == null) {
                    pending.put(id, entry);
                    if (!beingGathered.contains(id)) {
                        gathering.add(entry);
                    }
                } else if (!isInFlight(id)) {
                    forget(id);
                    pending.put(id, entry);
                    batches.computeIfAbsent(delivery, key -> new Batch()).ids.add(id);
                    concerned.add(delivery);
                }
            }
        }
        concerned.forEach(this::schedule);
    }

    private boolean isInFlight(final String id) {
        final var entry = pending.get(id);
        final var batch = entry == null ? null : batches.get(entry.delivery());
        return batch != null && batch.inFlight;
    }

    private void forget(final String id) {
        gathering.remove(id);
        final var entry = pending.remove(id);
        final var delivery = entry == null ? null : entry.delivery();
        if (delivery != null) {
            final var batch = batches.get(delivery);
            batch.ids.remove(id);
            dropIfEmpty(delivery, batch);
        }
    }

    private void dropIfEmpty(final String delivery, final Batch batch) {
        if (batch.ids.isEmpty() && !batch.inFlight) {
            batches.remove(delivery);
        }
    }

    private void gather(final List<OutboxEntry> entries) {
        final var delivery = Gathering.deliveryOf(entries.stream().map(OutboxEntry::notice).toList());
        final var ids = entries.stream().map(entry -> entry.notice().id()).toList();
        final var together = entries.stream().map(entry -> entry.inDelivery(delivery)).toList();
        beingGathered.addAll(ids);
        outbox.update(together).whenComplete((done, fault) -> post(() -> {
            ids.forEach(beingGathered::remove);
            if (fault == null) {
                take(together.stream().filter(entry -> pending.containsKey(entry.notice().id())).toList());
            } else {
                LOG.warn("Which notices go together could not be saved yet: {}", delivery, fault);
                later(() -> ids.stream().map(pending::get)
                    .filter(entry -> entry != null && entry.delivery() == null)
                    .forEach(gathering::add));
            }
        }));
    }

    private void schedule(final String delivery) {
        final var batch = batches.get(delivery);
        if (batch == null || batch.inFlight) {
            return;
        }
        final var entries = batch.ids.stream().map(pending::get).toList();
        batch.due = entries.stream().map(OutboxEntry::due).max(Comparator.naturalOrder()).orElseThrow();
        final var notice = entries.getFirst().notice();
        final var lane = lanes.computeIfAbsent(notice.channel(), key -> new Lane());
        final var channel = channels.apply(notice.channel());
        lane.queue.add(notice.service().server(), channel == null ? "" : channel.queueOf(notice),
            new Ticket(batch.due, delivery));
        pump(notice.channel(), lane);
    }

    private boolean isCurrent(final Ticket ticket) {
        final var batch = batches.get(ticket.delivery());
        return batch != null && !batch.inFlight && batch.due.equals(ticket.due());
    }

    private void pump(final String name, final Lane lane) {
        final var channel = channels.apply(name);
        if (channel == null) {
            return;
        }
        final var now = clock.instant();
        for (int free = channel.parallelism() - lane.inFlight; free > 0; free--) {
            final var ticket = lane.queue.poll(now, this::isCurrent, channel::admits);
            if (ticket == null) {
                return;
            }
            final var batch = batches.get(ticket.delivery());
            final var entries = batch.ids.stream().map(pending::get).toList();
            batch.inFlight = true;
            lane.inFlight++;
            senders.execute(() -> send(channel, lane, ticket.delivery(), entries));
        }
    }

    private void send(final NoticeChannel channel, final Lane lane, final String delivery,
            final List<OutboxEntry> entries) {
        try {
            final var outcome = attempt(channel,
                new Delivery(delivery, entries.stream().map(OutboxEntry::notice).toList()));
            post(() -> finished(lane, delivery, entries, outcome));
        } catch (InterruptedException e) {
            // Shutting down: the entries are still pending in the outbox.
            Thread.currentThread().interrupt();
        }
    }

    private static SendOutcome attempt(final NoticeChannel channel, final Delivery delivery)
            throws InterruptedException {
        try {
            return channel.send(delivery);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.error("Channel {} broke its contract for delivery {}", channel.name(), delivery.id(), e);
            return new SendOutcome.Retry("the channel failed: " + e);
        }
    }

    private void finished(final Lane lane, final String delivery, final List<OutboxEntry> entries,
            final SendOutcome outcome) {
        final var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        final var policy = retryPolicy.get();
        final var first = policy.after(entries.getFirst(), outcome, now);
        // All are tried again at the same time
        final var after = entries.stream()
            .map(entry -> policy.after(entry, outcome, now).withNextTry(first.nextTry()))
            .toList();
        counters.counter("notice", switch (first.state()) {
            case PENDING -> "retry";
            case SENT -> "sent";
            case FAILED -> "failed";
        }).add(after.size());
        LOG.debug("Delivery {} is {} after {} tries: {}", delivery, first.state(), first.tries(), first.lastError());
        lane.inFlight--;
        final var batch = batches.get(delivery);
        batch.inFlight = false;
        dropIfEmpty(delivery, batch);
        // Those that were withdrawn meanwhile are not pending any more
        final var kept = after.stream().filter(entry -> pending.containsKey(entry.notice().id())).toList();
        take(kept);
        kept.stream().filter(entry -> entry.state() != State.PENDING)
            .forEach(entry -> finished.put(entry.notice().id(), entry));
        save(after);
        pump(entries.getFirst().notice().channel(), lane);
    }

    private void save(final List<OutboxEntry> entries) {
        outbox.update(entries).whenComplete((done, fault) -> {
            if (fault != null) {
                // They are still pending in the outbox, and are sent again, with the same id, after a restart.
                counters.counter("notice", "outcome-not-saved").add(entries.size());
                LOG.warn("What became of notice {} could not be saved", entries.getFirst().notice().id(), fault);
            }
        });
    }

    private void later(final Runnable task) {
        try {
            executor.schedule(guarded(task), GATHER_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The dispatcher has ended", e);
        }
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
