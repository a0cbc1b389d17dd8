/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.PacketReceived;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the copies that our flows make. On the thread that brings a packet-in it compares the cookie and puts the
 * packet-in into a bounded queue, nothing more: the OpenFlow plugin silently drops what its listeners do not take fast
 * enough. A thread of our own empties the queue into a {@link FrameSink}. What does not fit into the queue is counted
 * as {@code openflow/queue-full} and reported as lost.
 */
public final class PacketInListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PacketInListener.class);
    private static final int CAPACITY = 65536;
    private static final int BATCH = 256;
    private static final long IDLE_MILLIS = 10;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ArrayBlockingQueue<Received> queue;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LogLimit queueFullLog = new LogLimit();
    private final LogLimit sinkLog = new LogLimit();
    private final FrameSink sink;
    private final Counter received;
    private final Counter queueFull;
    private final Counter noSwitch;
    private final Counter sinkFailed;
    private final Registration switches;
    private final Registration notifications;
    private final Thread thread;

    /**
     * Starts to receive.
     *
     * @param notificationService brings the packet-ins
     * @param inventory says when a switch disconnects
     * @param sink takes the frames
     * @param counters counts what was received and what was lost
     */
    public PacketInListener(final NotificationService notificationService, final SwitchInventory inventory,
            final FrameSink sink, final Counters counters) {
        this(notificationService, inventory, sink, counters, CAPACITY);
    }

    PacketInListener(final NotificationService notificationService, final SwitchInventory inventory,
            final FrameSink sink, final Counters counters, final int capacity) {
        this.sink = requireNonNull(sink);
        queue = new ArrayBlockingQueue<>(capacity);
        received = counters.counter("openflow", "received");
        queueFull = counters.counter("openflow", "queue-full");
        noSwitch = counters.counter("openflow", "no-switch");
        sinkFailed = counters.counter("openflow", "sink-failed");
        thread = Thread.ofPlatform().name("rebound-packet-in").daemon().start(this::drain);
        switches = inventory.register(new SwitchInventory.Listener() {
            @Override
            public void onConnected(final String switchId) {
                // nothing is lost by that
            }

            @Override
            public void onDisconnected(final String switchId) {
                lost.set(true);
            }
        });
        // on the notification thread itself: an executor in between would have a queue without bound
        notifications = notificationService.registerListener(PacketReceived.class, this::onPacketReceived,
            MoreExecutors.directExecutor());
    }

    /**
     * Stops to receive. The sink is not called any more when this returns.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            notifications.close();
            switches.close();
            thread.interrupt();
            try {
                if (!thread.join(CLOSE_TIMEOUT)) {
                    LOG.warn("The frame sink has not returned within {}", CLOSE_TIMEOUT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            queue.clear();
        }
    }

    private void onPacketReceived(final PacketReceived packetIn) {
        if (Cookies.isObservation(packetIn.getFlowCookie())
                && !queue.offer(new Received(packetIn, System.nanoTime()))) {
            queueFull.increment();
            lost.set(true);
        }
    }

    private void drain() {
        final var batch = new ArrayList<Received>(BATCH);
        long time = System.nanoTime();
        while (!closed.get()) {
            // taken first: all that was received before is in the queue now, or already out of it
            final long before = System.nanoTime();
            try {
                final var first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }

            received.add(batch.size());
            batch.forEach(this::deliver);
            if (lost.compareAndSet(true, false)) {
                if (queueFullLog.tryPass()) {
                    LOG.warn("Copies of packets were lost: {} so far because the queue was full, the others because a "
                        + "switch disconnected", queueFull.value());
                }
                call(() -> sink.evidenceLost(System.nanoTime()));
            }
            // behind a full batch there may be more that was received before
            final long until = batch.size() < BATCH ? before : batch.getLast().nanos;
            if (until - time > 0) {
                time = until;
            }
            final long tick = time;
            call(() -> sink.tick(tick));
            batch.clear();
        }
    }

    private void deliver(final Received entry) {
        final var payload = entry.packetIn.getPayload();
        final var switchId = switchId(entry.packetIn);
        if (payload == null || switchId == null) {
            noSwitch.increment();
            return;
        }
        LOG.trace("Packet-in of {} bytes from {}", payload.length, switchId);
        call(() -> sink.accept(payload, switchId, entry.nanos));
    }

    // one bad frame must not end the reception of all others
    @SuppressWarnings("checkstyle:illegalCatch")
    private void call(final Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            sinkFailed.increment();
            if (sinkLog.tryPass()) {
                LOG.error("The frame sink failed; {} times so far", sinkFailed.value(), e);
            }
        }
    }

    private static @Nullable String switchId(final PacketReceived packetIn) {
        final var ingress = packetIn.getIngress();
        if (ingress != null && ingress.getValue() instanceof DataObjectIdentifier<?> port) {
            final var key = port.firstKeyOf(Node.class);
            if (key != null) {
                return key.getId().getValue();
            }
        }
        return null;
    }

    private record Received(PacketReceived packetIn, long nanos) {
    }
}
