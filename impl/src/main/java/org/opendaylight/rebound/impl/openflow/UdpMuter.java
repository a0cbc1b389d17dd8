/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNullElse;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;

/**
 * Keeps a UDP flow from being copied packet by packet: on its first copy, a flow that outranks the observation and only
 * forwards is put on the switch that made the copy, for as long as {@link MuteTimes} says.
 *
 * <p>{@link #mute} and {@link #tick} are called by one thread, the others by any.
 */
public final class UdpMuter {
    private static final int MAX_MUTES = 65536;
    private static final int MAX_OUTSTANDING = 4096;
    private static final Scope NOTHING = new Scope(null, Map.of());

    private final ShortFlows<UdpFlow> mutes;

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
        mutes = new ShortFlows<>(rpcService, new ShortFlows.Outcomes(counters.counter("openflow", "mute-added"),
            counters.counter("openflow", "mute-dropped"), counters.counter("openflow", "mute-failed")), clock,
            maxMutes, maxOutstanding);
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
                    for (int port = service.key().port(); port <= service.lastPort(); port++) {
                        seconds.put(new Endpoint(address, port), MuteTimes.toServerSeconds(service));
                    }
                }
            }
        }
        scope = new Scope(settings, Map.copyOf(seconds));
    }

    /**
     * Mutes the flow that a copy belongs to, if that is one of an observed service and is not muted already. Returns
     * without waiting for the switch.
     *
     * @param switchId the switch that made the copy
     * @param src the copy's source address
     * @param dst its destination address
     * @param srcPort its UDP source port
     * @param dstPort its UDP destination port
     */
    public void mute(final String switchId, final IpAddress src, final IpAddress dst, final int srcPort,
            final int dstPort) {
        final var current = scope;
        final var settings = current.settings;
        final var toServer = current.toServerSeconds.get(new Endpoint(dst, dstPort));
        if (settings == null || toServer == null && !current.toServerSeconds.containsKey(new Endpoint(src, srcPort))) {
            return;
        }
        final var flow = new UdpFlow(switchId, src, dst, srcPort, dstPort);
        if (!mutes.contains(flow)) {
            final int seconds = requireNonNullElse(toServer, MuteTimes.TO_CLIENT_SECONDS);
            mutes.add(flow, switchId, seconds,
                () -> List.of(MuteFlows.ofUdp(settings, src, dst, srcPort, dstPort, seconds)));
        }
    }

    /**
     * Says how far time has gone; ends the mutes whose time is over.
     *
     * @param nanos the time, as of {@link System#nanoTime()}
     */
    public void tick(final long nanos) {
        mutes.expire(nanos);
    }

    private record Endpoint(IpAddress address, int port) {
    }

    private record Scope(@Nullable ObservationSettings settings, Map<Endpoint, Integer> toServerSeconds) {
    }

    private record UdpFlow(String switchId, IpAddress src, IpAddress dst, int srcPort, int dstPort) {
    }
}
