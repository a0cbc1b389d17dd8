/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jdt.annotation.Nullable;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.impl.packet.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the many threads that bring packets and the one that detects: a bounded queue. Whoever offers never waits and
 * wakes nobody; the reading thread looks by itself. What does not fit is counted as {@code detect/queue-full} and the
 * reader is told.
 */
public final class ObservationQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationQueue.class);
    private static final int CAPACITY = 65536;
    private static final int BATCH = 256;
    /** How long the reading thread rests when the queue is empty. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Reads the queue. Always called on one thread; what it does not take in time is lost. Times are
     * {@link System#nanoTime()}.
     */
    public interface Reader {
        /**
         * Takes one observation.
         *
         * @param observation what a frame showed
         * @param switchId the switch that copied it, for example {@code openflow:161}
         * @param nanos when the controller had it
         */
        void observed(Observation observation, String switchId, long nanos);

        /**
         * Says that observations did not fit into the queue since the last call.
         */
        void lost();

        /**
         * Says how far time has gone: all that was offered until then has been given, or was said to be lost. Called
         * every few milliseconds as long as the reader keeps up.
         *
         * @param nanos the time; it never goes back
         */
        void tick(long nanos);
    }

    private final MessagePassingQueue<Entry> queue = new MpscAtomicArrayQueue<>(CAPACITY);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Reader reader;
    private final Counter queueFull;
    private final Counter failed;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts to read.
     *
     * @param reader takes what comes
     * @param counters counts what was lost
     */
    public ObservationQueue(final Reader reader, final Counters counters) {
        this.reader = requireNonNull(reader);
        queueFull = counters.counter(DetectCounters.DETECT, "queue-full");
        failed = counters.counter(DetectCounters.DETECT, "failed");
        thread = Thread.ofPlatform().name("rebound-detect").daemon().start(this::read);
    }

    /**
     * Gives the reader an observation, or drops it if the queue is full.
     *
     * @param observation what a frame showed
     * @param switchId the switch that copied it
     * @param nanos now
     */
    public void offer(final Observation observation, final String switchId, final long nanos) {
        if (!queue.offer(new Entry(observation, switchId, nanos))) {
            queueFull.increment();
            lost.set(true);
        }
    }

    /**
     * Stops to read. The reader is not called any more when this returns.
     */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.warn("The detection has not ended within {}", CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        long time = System.nanoTime();
        boolean losing = false;
        while (!closed) {
            // taken first: all that was offered before is in the queue now, or already out of it
            final long before = System.nanoTime();
            final var last = readBatch();
            // until the queue is empty: what is still in it came before what was lost
            losing |= lost.compareAndSet(true, false);
            if (losing) {
                call(reader::lost);
                losing = last != null;
            }
            // behind a full batch there may be more that was offered before
            final long until = last == null ? before : last.nanos;
            if (until - time > 0) {
                time = until;
            }
            final long tick = time;
            call(() -> reader.tick(tick));
            if (last == null) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    /** {@return the last of a full batch, or null if the queue is empty now} */
    private @Nullable Entry readBatch() {
        for (int i = 1;; i++) {
            final var entry = queue.poll();
            if (entry == null) {
                return null;
            }
            call(() -> reader.observed(entry.observation, entry.switchId, entry.nanos));
            if (i == BATCH) {
                return entry;
            }
        }
    }

    // one packet with which something goes wrong must not end the detection for all others
    @SuppressWarnings("checkstyle:illegalCatch")
    private void call(final Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (failed.value() == 0) {
                LOG.error("The detection failed; detect/failed counts how often it does", e);
            }
            failed.increment();
        }
    }

    private record Entry(Observation observation, String switchId, long nanos) {
    }
}
