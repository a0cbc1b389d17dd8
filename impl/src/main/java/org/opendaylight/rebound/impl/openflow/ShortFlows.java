/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInputBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts flows on switches for a few seconds, directly and not by the inventory.
 *
 * <p>The switch drops such a flow by itself. It is also removed explicitly then, because the OpenFlow plugin keeps a
 * record of every flow added until it is removed by the same way, and would grow with every client.
 *
 * <p>Belongs to one thread, and never waits for a switch.
 *
 * @param <K> what tells one from another
 */
final class ShortFlows<K> {
    private static final Logger LOG = LoggerFactory.getLogger(ShortFlows.class);

    private final Map<K, Entry<K>> entries = new HashMap<>();
    private final Queue<Entry<K>> byEnd = new PriorityQueue<>(Comparator.comparingLong(Entry::end));
    private final LogLimit failedLog = new LogLimit();
    private final Semaphore outstanding;
    private final AddFlow addFlow;
    private final RemoveFlow removeFlow;
    private final LongSupplier clock;
    private final Outcomes outcomes;
    private final int maxEntries;

    /**
     * Creates an empty set of flows.
     *
     * @param rpcService leads to the switches
     * @param outcomes what is counted
     * @param clock nanoseconds as of {@link System#nanoTime()}
     * @param maxEntries how many there may be at a time
     * @param maxOutstanding how many messages may be unanswered at a time
     */
    ShortFlows(final RpcService rpcService, final Outcomes outcomes, final LongSupplier clock, final int maxEntries,
            final int maxOutstanding) {
        addFlow = rpcService.getRpc(AddFlow.class);
        removeFlow = rpcService.getRpc(RemoveFlow.class);
        this.outcomes = requireNonNull(outcomes);
        this.clock = requireNonNull(clock);
        this.maxEntries = maxEntries;
        outstanding = new Semaphore(maxOutstanding);
    }

    /**
     * What is counted.
     *
     * @param added entries put on a switch
     * @param dropped entries not put on a switch, or not removed, because there were too many
     * @param failed messages that the switch or the plugin refused
     */
    record Outcomes(Counter added, Counter dropped, Counter failed) {
    }

    /**
     * Whether there is such an entry, and its time is not over.
     *
     * @param key which
     * @return true if there is
     */
    boolean contains(final K key) {
        expire(clock.getAsLong());
        return entries.containsKey(key);
    }

    /**
     * Adds an entry that is not there, if there is room.
     *
     * @param key which
     * @param switchId where
     * @param seconds the hard timeout of its flows
     * @param flows makes its flows, when they are added and again when they are removed: kept, they would take more
     * @return false if there was no room
     */
    boolean add(final K key, final String switchId, final int seconds, final Supplier<List<Flow>> flows) {
        final var list = flows.get();
        if (entries.size() >= maxEntries || !outstanding.tryAcquire(list.size())) {
            outcomes.dropped.increment();
            return false;
        }
        final var futures = new ArrayList<ListenableFuture<?>>(list.size());
        for (var flow : list) {
            final var future = addFlow.invoke(new AddFlowInputBuilder(flow).setNode(Inventory.nodeRef(switchId))
                .build());
            futures.add(future);
            follow(future);
        }
        final var entry = new Entry<>(key, switchId, flows, clock.getAsLong() + TimeUnit.SECONDS.toNanos(seconds),
            futures);
        entries.put(key, entry);
        byEnd.add(entry);
        outcomes.added.increment();
        return true;
    }

    /**
     * Ends the entries whose time is over.
     *
     * @param now the time
     */
    void expire(final long now) {
        for (var entry = byEnd.peek(); entry != null && now - entry.end >= 0; entry = byEnd.peek()) {
            byEnd.remove();
            entries.remove(entry.key);
            forget(entry);
        }
    }

    private void forget(final Entry<K> entry) {
        final var flows = entry.flows.get();
        for (int i = 0; i < flows.size(); i++) {
            final var added = entry.added.get(i);
            if (!added.isDone()) {
                // gives its place back, see follow()
                added.cancel(false);
            } else if (outstanding.tryAcquire()) {
                follow(removeFlow.invoke(new RemoveFlowInputBuilder(flows.get(i))
                    .setNode(Inventory.nodeRef(entry.switchId))
                    .setStrict(Boolean.TRUE)
                    .build()));
            } else {
                outcomes.dropped.increment();
            }
        }
    }

    private <T> void follow(final ListenableFuture<RpcResult<T>> future) {
        Futures.addCallback(future, new FutureCallback<>() {
            @Override
            public void onSuccess(final RpcResult<T> result) {
                outstanding.release();
                if (!result.isSuccessful()) {
                    fail(result.getErrors());
                }
            }

            @Override
            public void onFailure(final Throwable cause) {
                outstanding.release();
                fail(cause);
            }
        }, MoreExecutors.directExecutor());
    }

    private void fail(final Object reason) {
        outcomes.failed.increment();
        if (failedLog.tryPass()) {
            LOG.warn("A mute failed, {} so far: {}", outcomes.failed.value(), reason);
        }
    }

    private record Entry<K>(K key, String switchId, Supplier<List<Flow>> flows, long end,
            List<ListenableFuture<?>> added) {
    }
}
