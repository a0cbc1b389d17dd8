/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.ReadWriteTransaction;
import org.opendaylight.mdsal.binding.api.TransactionChain;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this node for one of the two datastores. It takes changes from any thread, puts those that are
 * waiting into one transaction of a chain, and fills the next one while the datastore saves those before it, up to
 * {@value #WINDOW} at a time. No transaction is larger than {@value #MAX_WEIGHT} entries: a large one stops the shard
 * of this train for good (CONTROLLER-2181).
 *
 * <p>A commit that fails because another node wrote the same entries, or that is not answered, is tried again with the
 * same changes, which read what they change, so that nothing is lost and nothing is overwritten blindly. Nothing else
 * is under way then.
 *
 * <p>When nothing has come for {@value #SEAL_AFTER_MILLIS} ms, one more commit follows: see {@link Seal}.
 */
public final class DatastoreWriter implements AutoCloseable {
    /** How many entries a transaction holds at most; with entries of up to 500 bytes that is under 100 KiB. */
    public static final int MAX_WEIGHT = 180;

    private static final Logger LOG = LoggerFactory.getLogger(DatastoreWriter.class);
    private static final int WINDOW = 4;
    private static final long SEAL_AFTER_MILLIS = 5;
    private static final int QUEUE = 65_536;
    private static final int MAX_TRIES = 50;
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final long RETRY_PAUSE_MILLIS = 20;
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(QUEUE);
    private final DataBroker broker;
    private final LogicalDatastoreType store;
    private final Thread thread;
    private final Counter committed;
    private final Counter dropped;
    private final Counter retried;
    private final Counter unanswered;
    private final Counter failed;
    /** What is under way, the oldest first. Like the next one for the writer's thread only. */
    private final Deque<Written> window = new ArrayDeque<>();
    private @Nullable Task leftOver;
    /** Whether something was committed that has no later commit behind it. */
    private boolean unsealed;
    private final AtomicBoolean sealAsked = new AtomicBoolean();
    private final @Nullable Change seal;
    private volatile boolean answering = true;
    private volatile boolean closed;
    private long lastLog = System.nanoTime() - LOG_EVERY_NANOS;

    /**
     * Starts the writer of what has to survive a crash.
     *
     * @param broker writes go there
     * @param counters counts in stage {@code table}
     * @return the writer of the configuration datastore
     */
    public static DatastoreWriter ofTables(final DataBroker broker, final Counters counters) {
        return new DatastoreWriter(broker, LogicalDatastoreType.CONFIGURATION, new Seal(), counters, "rebound-table");
    }

    /**
     * Starts the writer of what is true only now.
     *
     * @param broker writes go there
     * @param counters counts in stage {@code table}
     * @return the writer of the operational datastore
     */
    public static DatastoreWriter ofState(final DataBroker broker, final Counters counters) {
        return new DatastoreWriter(broker, LogicalDatastoreType.OPERATIONAL, null, counters, "rebound-state");
    }

    /**
     * Starts a writer.
     *
     * @param broker writes go there
     * @param store which datastore
     * @param seal what is committed behind the last change, so that a crash cannot lose it; null for nothing
     * @param counters counts in stage {@code table}
     * @param name names the thread
     */
    DatastoreWriter(final DataBroker broker, final LogicalDatastoreType store, final @Nullable Change seal,
            final Counters counters, final String name) {
        this.seal = seal;
        this.broker = requireNonNull(broker);
        this.store = requireNonNull(store);
        committed = counters.counter("table", "committed");
        dropped = counters.counter("table", "write-queue-full");
        retried = counters.counter("table", "commit-retried");
        unanswered = counters.counter("table", "commit-unanswered");
        failed = counters.counter("table", "commit-failed");
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /**
     * A change to the datastore: reads the entries that it needs, and puts and deletes entries.
     */
    @FunctionalInterface
    interface Change {
        /**
         * Applies the change. May be called again, with other entries, if the commit did not succeed.
         *
         * @param entries the entries
         * @throws ExecutionException if a read failed
         * @throws InterruptedException if the writer is stopping
         * @throws TimeoutException if a read was not answered
         */
        void apply(Entries entries) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private record Task(int weight, Change change, CompletableFuture<Void> done) {
    }

    /** Changes in a transaction of the chain. */
    private record Written(List<Task> batch, ListenableFuture<?> commit) {
    }

    /**
     * Hands a change over. Never blocks.
     *
     * @param weight how many entries it puts and deletes, 1 to {@value #MAX_WEIGHT}
     * @param change the change
     * @return completes on the writer's thread when the change is committed; fails if the queue is full, the change is
     *     refused by the datastore, or the writer is closed
     */
    CompletableFuture<Void> submit(final int weight, final Change change) {
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

    /**
     * Others have written to the datastore: what they wrote is to be safe, too. Never blocks.
     */
    void makeSafe() {
        if (sealAsked.compareAndSet(false, true)) {
            submit(1, entries -> sealAsked.set(false)).exceptionally(fault -> {
                sealAsked.set(false);
                return null;
            });
        }
    }

    /**
     * Whether the datastore answers.
     *
     * @return false from a commit that was not answered in time to the next one that was
     */
    public boolean isAnswering() {
        return answering;
    }

    /** Ends the writer; what was not yet written fails. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                try (var chain = broker.createTransactionChain()) {
                    writeChain(chain);
                }
                // One of the chain was not written. What followed it may have been
                while (!window.isEmpty()) {
                    final var next = window.element();
                    if (!settled(next)) {
                        write(next.batch);
                    }
                    window.remove();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The datastore writer ends", e);
        }
        closed = true;
        final var rest = new ArrayList<Task>();
        window.forEach(written -> rest.addAll(written.batch));
        if (leftOver != null) {
            rest.add(leftOver);
        }
        queue.drainTo(rest);
        rest.forEach(task -> task.done.completeExceptionally(
            new IllegalStateException("The datastore writer is closed")));
    }

    /** Writes until a commit fails, which is the oldest of the window then. */
    private void writeChain(final TransactionChain chain) throws InterruptedException {
        while (!closed) {
            final var batch = window.size() < WINDOW ? nextBatch() : List.<Task>of();
            if (!batch.isEmpty()) {
                window.add(new Written(batch, begin(chain, batch)));
                unsealed = seal != null;
            } else if (window.isEmpty()) {
                final var last = List.of(new Task(1, seal, new CompletableFuture<>()));
                window.add(new Written(last, begin(chain, last)));
                unsealed = false;
            } else if (settled(window.element())) {
                window.remove();
            } else {
                return;
            }
        }
    }

    /** The next changes; none if none wait and something is under way that can be waited for, or is to be sealed. */
    private List<Task> nextBatch() throws InterruptedException {
        final var batch = new ArrayList<Task>();
        if (leftOver == null) {
            leftOver = !window.isEmpty() ? queue.poll()
                : unsealed ? queue.poll(SEAL_AFTER_MILLIS, TimeUnit.MILLISECONDS) : queue.take();
        }
        int weight = 0;
        while (leftOver != null && weight + leftOver.weight <= MAX_WEIGHT) {
            batch.add(leftOver);
            weight += leftOver.weight;
            leftOver = queue.poll();
        }
        return batch;
    }

    private ListenableFuture<?> begin(final TransactionChain chain, final List<Task> batch) {
        final ReadWriteTransaction tx;
        try {
            tx = chain.newReadWriteTransaction();
        } catch (IllegalStateException e) {
            // A commit has failed meanwhile, and the chain with it
            return Futures.immediateFailedFuture(e);
        }
        try {
            apply(batch, tx);
            return tx.commit();
        } catch (ExecutionException | TimeoutException e) {
            tx.cancel();
            return Futures.immediateFailedFuture(e);
        } catch (InterruptedException e) {
            // The writer is to end, and finds out when it waits
            Thread.currentThread().interrupt();
            tx.cancel();
            return Futures.immediateFailedFuture(e);
        }
    }

    private void apply(final List<Task> batch, final ReadWriteTransaction tx)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var entries = new Entries(store, tx);
        for (var task : batch) {
            task.change.apply(entries);
        }
        entries.flush();
    }

    /** Waits for a commit; true if it was, and who handed the changes over knows. */
    private boolean settled(final Written written) throws InterruptedException {
        try {
            written.commit.get(COMMIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            unanswered.increment();
            complain(e);
            return false;
        } catch (ExecutionException e) {
            LOG.debug("A commit of the chain failed", e);
            return false;
        }
        succeeded(written.batch);
        return true;
    }

    private void succeeded(final List<Task> batch) {
        answering = true;
        committed.add(batch.stream().filter(task -> task.change != seal).count());
        batch.forEach(task -> task.done.complete(null));
    }

    /** Writes a batch; if it cannot be written as a whole, each change alone, so that one cannot spoil the others. */
    private void write(final List<Task> batch) throws InterruptedException {
        var fault = tryWrite(batch);
        if (fault == null) {
            succeeded(batch);
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
                apply(batch, tx);
                tx.commit().get(COMMIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
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
        answering = false;
        final long now = System.nanoTime();
        if (now - lastLog >= LOG_EVERY_NANOS) {
            lastLog = now;
            LOG.error("The datastore has not answered for {}: nothing of Rebound is saved until it does. If this goes"
                + " on, restart this controller", COMMIT_TIMEOUT, cause);
        }
    }
}
