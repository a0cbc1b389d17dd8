/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a TCP service whether it answers, by connecting from this controller. One virtual thread for each service that
 * is asked, at most {@value #PARALLEL} connecting at the same time.
 */
public final class AnswerProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerProbe.class);
    private static final int PARALLEL = 256;
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("rebound-probe-", 0).factory());
    private final Semaphore connecting = new Semaphore(PARALLEL);
    private final Counters.Counter answered;
    private final Counters.Counter unanswered;

    /**
     * A probe that has asked nobody.
     *
     * @param counters counts in stage {@code probe}
     */
    public AnswerProbe(final Counters counters) {
        answered = counters.counter("probe", "answered");
        unanswered = counters.counter("probe", "unanswered");
    }

    /**
     * Connects to a service's addresses again and again until one answers.
     *
     * @param service the service; one that is not TCP cannot be asked, and gives false at once
     * @param howLong when to give up
     * @return completes with true when a connection was made, with false when the time has passed; cancel it to stop
     */
    public CompletableFuture<Boolean> ask(final ServerService service, final Duration howLong) {
        requireNonNull(howLong);
        final var result = new CompletableFuture<Boolean>();
        if (service.key().protocol() != Protocol.TCP) {
            result.complete(false);
            return result;
        }
        final long deadline = System.nanoTime() + howLong.toNanos();
        final var task = threads.submit(() -> {
            try {
                result.complete(askUntil(service, deadline, result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.cancel(false);
            }
        });
        result.whenComplete((answer, fault) -> {
            if (result.isCancelled()) {
                task.cancel(true);
            }
        });
        return result;
    }

    private boolean askUntil(final ServerService service, final long deadline, final CompletableFuture<Boolean> result)
            throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; !result.isDone(); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            for (var address : service.addresses()) {
                final long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    unanswered.increment();
                    return false;
                }
                if (connects(address, service.key().port(), (int) Math.min(left, CONNECT_TIMEOUT_MILLIS))) {
                    answered.increment();
                    return true;
                }
            }
            Thread.sleep(pause);
        }
        return false;
    }

    private boolean connects(final IpAddress address, final int port, final int timeout) throws InterruptedException {
        connecting.acquire();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.toInetAddress(), port), timeout);
            return true;
        } catch (IOException e) {
            LOG.trace("{} port {} does not answer", address, port, e);
            return false;
        } finally {
            connecting.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
