/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.ReadWriteTransaction;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this node for one of the two datastores. It takes changes from any thread, puts those that have
 * come while the last commit was under way into one transaction, and has one commit in flight. No transaction is larger
 * than {@value #MAX_WEIGHT} entries: a large one stops the shard of this train for good (CONTROLLER-2181).
 *
 * <p>A commit that fails because another node wrote the same entries, or that is not answered, is tried again with the
 * same changes, which read what they change, so that nothing is lost and nothing is overwritten blindly.
 */
public final class DatastoreWriter implements AutoCloseable {
    /** How many entries a transaction holds at most; with entries of up to 500 bytes that is under 100 KiB. */
    public static final int MAX_WEIGHT = 180;

    private static final Logger LOG = LoggerFactory.getLogger(DatastoreWriter.class);
    private static final int QUEUE = 65_536;
    private static final int MAX_TRIES = 50;
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final long RETRY_PAUSE_MILLIS = 20;
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(QUEUE);
    private final DataBroker broker;
    private final Thread thread;
    private final Counter committed;
    private final Counter dropped;
    private final Counter retried;
    private final Counter unanswered;
    private final Counter failed;
    private volatile boolean closed;
    private long lastLog = System.nanoTime() - LOG_EVERY_NANOS;

    /**
     * Starts a writer.
     *
     * @param broker writes go there
     * @param counters counts in stage {@code table}
     * @param name names the thread
     */
    public DatastoreWriter(final DataBroker broker, final Counters counters, final String name) {
        this.broker = requireNonNull(broker);
        committed = counters.counter("table", "committed");
        dropped = counters.counter("table", "write-queue-full");
        retried = counters.counter("table", "commit-retried");
        unanswered = counters.counter("table", "commit-unanswered");
        failed = counters.counter("table", "commit-failed");
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /**
     * A change to the datastore: reads what it needs in the transaction, and puts and deletes.
     */
    @FunctionalInterface
    public interface Change {
        /**
         * Applies the change. May be called again, with a new transaction, if the commit did not succeed.
         *
         * @param tx the transaction
         * @throws ExecutionException if a read failed
         * @throws InterruptedException if the writer is stopping
         * @throws TimeoutException if a read was not answered
         */
        void apply(ReadWriteTransaction tx) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private record Task(int weight, Change change, CompletableFuture<Void> done) {
    }

    /**
     * Hands a change over. Never blocks.
     *
     * @param weight how many entries it puts and deletes, 1 to {@value #MAX_WEIGHT}
     * @param change the change
     * @return completes on the writer's thread when the change is committed; fails if the queue is full, the change is
     *     refused by the datastore, or the writer is closed
     */
    public CompletableFuture<Void> submit(final int weight, final Change change) {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weight " + weight + " is not 1 to " + MAX_WEIGHT);
        }
        final var task = new Task(weight, change, new CompletableFuture<>());
        if (closed) {
            task.done.completeExceptionally(new IllegalStateException("The datastore writer is closed"));
        } else if (!queue.offer(task)) {
            dropped.increment();
            task.done.completeExceptionally(new IllegalStateException("The datastore writer's queue is full"));
        }
        return task.done;
    }

    /** Ends the writer; what was not yet written fails. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        final var batch = new ArrayList<Task>();
        Task next = null;
        try {
            while (!closed) {
                next = next == null ? queue.take() : next;
                int weight = 0;
                while (next != null && weight + next.weight <= MAX_WEIGHT) {
                    batch.add(next);
                    weight += next.weight;
                    next = queue.poll();
                }
                write(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            LOG.debug("The datastore writer ends", e);
        }
        closed = true;
        queue.drainTo(batch);
        if (next != null) {
            batch.add(next);
        }
        batch.forEach(task -> task.done.completeExceptionally(
            new IllegalStateException("The datastore writer is closed")));
    }

    /** Writes a batch; if it cannot be written as a whole, each change alone, so that one cannot spoil the others. */
    private void write(final List<Task> batch) throws InterruptedException {
        var fault = tryWrite(batch);
        if (fault == null) {
            batch.forEach(task -> task.done.complete(null));
        } else if (batch.size() == 1) {
            failed.increment();
            LOG.warn("A change could not be written to the datastore", fault);
            batch.getFirst().done.completeExceptionally(fault);
        } else {
            for (var task : batch) {
                write(List.of(task));
            }
        }
    }

    private Throwable tryWrite(final List<Task> batch) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            final var tx = broker.newReadWriteTransaction();
            try {
                for (var task : batch) {
                    task.change.apply(tx);
                }
                tx.commit().get(COMMIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                committed.add(batch.size());
                return null;
            } catch (TimeoutException e) {
                // The shard does not answer. What is to be written stays here until it does, and the queue fills up.
                unanswered.increment();
                complain(e);
            } catch (ExecutionException e) {
                tx.cancel();
                if (!(e.getCause() instanceof OptimisticLockFailedException) && tries >= 3 || tries >= MAX_TRIES) {
                    return e.getCause();
                }
                retried.increment();
            }
            Thread.sleep(RETRY_PAUSE_MILLIS);
        }
    }

    private void complain(final TimeoutException cause) {
        final long now = System.nanoTime();
        if (now - lastLog >= LOG_EVERY_NANOS) {
            lastLog = now;
            LOG.error("The datastore has not answered for {}: nothing of Rebound is saved until it does. If this goes"
                + " on, restart this controller", COMMIT_TIMEOUT, cause);
        }
    }
}
