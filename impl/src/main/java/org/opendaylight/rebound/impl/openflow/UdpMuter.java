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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInputBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a UDP flow from being copied packet by packet: on its first copy, a flow that outranks the observation and only
 * forwards is put on the switch that made the copy, for as long as {@link MuteTimes} says.
 *
 * <p>The switch drops that flow by itself. It is also removed explicitly then, because the OpenFlow plugin keeps a
 * record of every flow added until it is removed by the same way, and would grow with every client.
 *
 * <p>{@link #mute} and {@link #tick} are called by one thread, the others by any.
 */
public final class UdpMuter {
    private static final Logger LOG = LoggerFactory.getLogger(UdpMuter.class);
    private static final int MAX_MUTES = 65536;
    private static final int MAX_OUTSTANDING = 4096;
    private static final Scope NOTHING = new Scope(null, Map.of());

    private final Map<UdpFlow, Mute> mutes = new HashMap<>();
    private final Queue<Mute> byEnd = new PriorityQueue<>(Comparator.comparingLong(Mute::end));
    private final Semaphore outstanding;
    private final LogLimit failedLog = new LogLimit();
    private final AddFlow addFlow;
    private final RemoveFlow removeFlow;
    private final LongSupplier clock;
    private final int maxMutes;
    private final Counter added;
    private final Counter dropped;
    private final Counter failed;

    private volatile Scope scope = NOTHING;

    /**
     * Creates a muter that mutes nothing until it is configured.
     *
     * @param rpcService leads to the switches
     * @param counters counts the mutes and what went wrong
     */
    public UdpMuter(final RpcService rpcService, final Counters counters) {
        this(rpcService, counters, System::nanoTime, MAX_MUTES, MAX_OUTSTANDING);
    }

    UdpMuter(final RpcService rpcService, final Counters counters, final LongSupplier clock, final int maxMutes,
            final int maxOutstanding) {
        addFlow = rpcService.getRpc(AddFlow.class);
        removeFlow = rpcService.getRpc(RemoveFlow.class);
        this.clock = requireNonNull(clock);
        this.maxMutes = maxMutes;
        outstanding = new Semaphore(maxOutstanding);
        added = counters.counter("openflow", "mute-added");
        dropped = counters.counter("openflow", "mute-dropped");
        failed = counters.counter("openflow", "mute-failed");
    }

    /**
     * Sets what is observed.
     *
     * @param settings how
     * @param services what; only UDP services are muted
     */
    public void configure(final ObservationSettings settings, final Collection<ServerService> services) {
        final var seconds = new HashMap<Endpoint, Integer>();
        for (var service : services) {
            if (service.key().protocol() == Protocol.UDP) {
                for (var address : service.addresses()) {
                    seconds.put(new Endpoint(address, service.key().port()), MuteTimes.toServerSeconds(service));
                }
            }
        }
        scope = new Scope(settings, Map.copyOf(seconds));
    }

    /**
     * Mutes the flow that a copy belongs to, unless it is muted already. Returns without waiting for the switch.
     *
     * @param switchId the switch that made the copy
     * @param src the copy's source address
     * @param dst its destination address
     * @param srcPort its UDP source port
     * @param dstPort its UDP destination port
     * @param direction which way it went; the server is at the destination or the source accordingly
     */
    public void mute(final String switchId, final IpAddress src, final IpAddress dst, final int srcPort,
            final int dstPort, final Direction direction) {
        final var now = clock.getAsLong();
        expire(now);

        final var current = scope;
        final var settings = current.settings;
        final var toServerSeconds = current.toServerSeconds.get(direction == Direction.TO_SERVER
            ? new Endpoint(dst, dstPort) : new Endpoint(src, srcPort));
        if (settings == null || toServerSeconds == null) {
            // no longer observed
            return;
        }
        final var flow = new UdpFlow(switchId, src, dst, srcPort, dstPort);
        if (mutes.containsKey(flow)) {
            return;
        }
        if (mutes.size() >= maxMutes || !outstanding.tryAcquire()) {
            dropped.increment();
            return;
        }

        final int seconds = direction == Direction.TO_SERVER ? toServerSeconds : MuteTimes.TO_CLIENT_SECONDS;
        final var entry = MuteFlows.of(settings, src, dst, srcPort, dstPort, seconds);
        final var future = addFlow.invoke(new AddFlowInputBuilder(entry).setNode(Inventory.nodeRef(switchId)).build());
        final var mute = new Mute(flow, settings, seconds, now + TimeUnit.SECONDS.toNanos(seconds), future);
        mutes.put(flow, mute);
        byEnd.add(mute);
        added.increment();
        follow(future);
    }

    /**
     * Says how far time has gone; ends the mutes whose time is over.
     *
     * @param nanos the time, as of {@link System#nanoTime()}
     */
    public void tick(final long nanos) {
        expire(nanos);
    }

    private void expire(final long now) {
        for (var mute = byEnd.peek(); mute != null && now - mute.end >= 0; mute = byEnd.peek()) {
            byEnd.remove();
            mutes.remove(mute.flow);
            if (mute.added.isDone()) {
                forget(mute);
            } else {
                // gives its place back, see follow()
                mute.added.cancel(false);
            }
        }
    }

    private void forget(final Mute mute) {
        if (outstanding.tryAcquire()) {
            final var flow = mute.flow;
            follow(removeFlow.invoke(new RemoveFlowInputBuilder(
                MuteFlows.of(mute.settings, flow.src, flow.dst, flow.srcPort, flow.dstPort, mute.seconds))
                .setNode(Inventory.nodeRef(flow.switchId))
                .setStrict(Boolean.TRUE)
                .build()));
        } else {
            dropped.increment();
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
        failed.increment();
        if (failedLog.tryPass()) {
            LOG.warn("A mute of a UDP flow failed, {} so far: {}", failed.value(), reason);
        }
    }

    private record Endpoint(IpAddress address, int port) {
    }

    private record Scope(@Nullable ObservationSettings settings, Map<Endpoint, Integer> toServerSeconds) {
    }

    private record UdpFlow(String switchId, IpAddress src, IpAddress dst, int srcPort, int dstPort) {
    }

    private record Mute(UdpFlow flow, ObservationSettings settings, int seconds, long end, ListenableFuture<?> added) {
    }
}
