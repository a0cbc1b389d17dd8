/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many played switches on one thread.
 */
final class SwitchFarm implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchFarm.class);
    private static final long PAUSE_MILLIS = 1;
    /** How many copies a switch sends at a time: what a switch sends in some milliseconds, and one write. */
    private static final int BURST = 16;

    private final List<PlayedSwitch> switches = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Copying> copying = new AtomicReference<>();
    private final Selector selector;
    private final Thread thread;
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile boolean closed;

    /** Copies that are to be sent. */
    private static final class Copying {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final long begin = System.nanoTime();
        private final long count;
        private final double rate;
        private long sent;
        private int next;

        Copying(final long count, final double rate) {
            this.count = count;
            this.rate = rate;
        }

        long due() {
            return Math.min(count, (long) ((System.nanoTime() - begin) * rate / 1e9) + 1) - sent;
        }
    }

    SwitchFarm() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name("switches").daemon().start(this::run);
    }

    /**
     * Connects switches.
     *
     * @param count how many more
     * @param datapath the datapath id of the first; the others follow
     * @param port the controller's port on this machine
     * @param frames what each copies, by its number from 0 on
     * @throws IOException if one cannot connect
     */
    void connect(final int count, final long datapath, final int port, final IntFunction<byte[][]> frames)
            throws IOException {
        for (int i = 0; i < count; i++) {
            final var played = new PlayedSwitch(datapath + i, port, frames.apply(i));
            played.begin(selector);
            switches.add(played);
        }
    }

    /**
     * How many switches have exactly so many flows.
     *
     * @param flows how many flows
     * @return how many switches
     */
    int having(final int flows) {
        return (int) switches.stream().filter(played -> played.flowCount() == flows).count();
    }

    /** {@return how often switches had to connect again} */
    int reconnects() {
        return reconnects.get();
    }

    /** {@return how many flows the switch has that was connected first} */
    int firstHas() {
        return switches.getFirst().flowCount();
    }

    /**
     * Sends copies from all switches in turns, and waits until all are sent.
     *
     * @param count how many in all
     * @param rate how many a second, at most
     */
    void copy(final long count, final double rate) {
        final var work = new Copying(count, rate);
        copying.set(work);
        work.done.join();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(PAUSE_MILLIS);
                for (var key : selector.selectedKeys()) {
                    ((PlayedSwitch) key.attachment()).read();
                }
                selector.selectedKeys().clear();
                for (var played : switches) {
                    if (played.connectAgain(selector)) {
                        reconnects.incrementAndGet();
                    }
                    played.flush();
                }
                final var work = copying.get();
                if (work != null) {
                    send(work);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                LOG.error("The switches have ended", e);
            }
        } finally {
            final var work = copying.get();
            if (work != null) {
                work.done.completeExceptionally(new IllegalStateException("the switches have ended"));
            }
        }
    }

    private void send(final Copying work) {
        // One round at most, so that what the controller asks is answered meanwhile
        for (int turns = switches.size(); turns > 0 && work.due() > 0; turns--) {
            // With few switches each has to send more at once
            final long most = Math.max(BURST, work.due() / switches.size());
            work.sent += switches.get(work.next).copy((int) Math.min(work.due(), most));
            work.next = (work.next + 1) % switches.size();
        }
        if (work.sent == work.count && allFlushed()) {
            copying.set(null);
            work.done.complete(null);
        }
    }

    private boolean allFlushed() {
        boolean ret = true;
        for (var played : switches) {
            ret &= played.flush();
        }
        return ret;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var played : switches) {
            played.close();
        }
        selector.close();
    }
}
