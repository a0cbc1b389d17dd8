/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;

/**
 * Keeps a flood from being copied, so that the others can be heard: for some seconds, flows on a switch that outrank
 * the observation only forward its attempts, and the answers to them. A flood that goes on when its mute has ended is
 * muted for twice as long, up to {@value #LONGEST_SECONDS} s.
 *
 * <p>{@link #configure} is called by any thread, everything else by one.
 */
public final class FloodMuter {
    /** How long a first mute lasts, in seconds. */
    public static final int SECONDS = 5;
    /** How long a mute lasts at most, in seconds. */
    public static final int LONGEST_SECONDS = 60;

    /** A flood that begins again so long after its mute began is a new one. */
    private static final Duration MEMORY = Duration.ofSeconds(2 * LONGEST_SECONDS);
    private static final int MAX_MUTES = 4096;
    private static final int MAX_OUTSTANDING = 4096;

    private final ShortFlows<Flood> mutes;
    private final Cache<Flood, Integer> lastSeconds;
    /** Empty until configured. */
    private final AtomicReference<@Nullable ObservationSettings> settings = new AtomicReference<>();

    /**
     * Creates a muter that mutes nothing until it is configured.
     *
     * @param rpcService leads to the switches
     * @param counters counts the mutes and what went wrong
     */
    public FloodMuter(final RpcService rpcService, final Counters counters) {
        this(rpcService, counters, System::nanoTime, MAX_MUTES, MAX_OUTSTANDING);
    }

    FloodMuter(final RpcService rpcService, final Counters counters, final LongSupplier clock, final int maxMutes,
            final int maxOutstanding) {
        mutes = new ShortFlows<>(rpcService, new ShortFlows.Outcomes(counters.counter("openflow", "flood-muted"),
            counters.counter("openflow", "flood-mute-dropped"), counters.counter("openflow", "flood-mute-failed")),
            clock, maxMutes, maxOutstanding);
        lastSeconds = CacheBuilder.newBuilder().maximumSize(maxMutes).expireAfterWrite(MEMORY)
            .ticker(new Ticker() {
                @Override
                public long read() {
                    return clock.getAsLong();
                }
            })
            .build();
    }

    /**
     * Sets how is observed.
     *
     * @param newSettings how
     */
    public void configure(final ObservationSettings newSettings) {
        settings.set(requireNonNull(newSettings));
    }

    /**
     * Mutes a client towards one port of a server, and that port towards the client. Returns without waiting for the
     * switch.
     *
     * @param switchId the switch that copies the packets
     * @param client the client's address
     * @param server the server's address, of the same family
     * @param protocol the service's protocol
     * @param port the service's port
     * @return for how many seconds at most they are muted now; 0 if there are too many mutes, or nothing is configured
     */
    public int muteClient(final String switchId, final IpAddress client, final IpAddress server,
            final Protocol protocol, final int port) {
        final var current = settings.get();
        return current == null ? 0 : mute(new Flood(switchId, client, server, protocol, port),
            seconds -> MuteFlows.ofClient(current, client, server, protocol, port, seconds));
    }

    /**
     * Mutes everybody towards one port of a server, and that port towards everybody: where the clients are too many, or
     * not real. Returns without waiting for the switch.
     *
     * @param switchId the switch that copies the packets
     * @param server the server's address
     * @param protocol the service's protocol
     * @param port the service's port
     * @return for how many seconds at most they are muted now; 0 if there are too many mutes, or nothing is configured
     */
    public int muteService(final String switchId, final IpAddress server, final Protocol protocol, final int port) {
        final var current = settings.get();
        return current == null ? 0 : mute(new Flood(switchId, null, server, protocol, port),
            seconds -> MuteFlows.ofService(current, server, protocol, port, seconds));
    }

    /**
     * Says how far time has gone; ends the mutes whose time is over.
     *
     * @param nanos the time, as of {@link System#nanoTime()}
     */
    public void tick(final long nanos) {
        mutes.expire(nanos);
    }

    private int mute(final Flood flood, final FlowMaker flows) {
        final var last = lastSeconds.getIfPresent(flood);
        if (mutes.contains(flood)) {
            return last == null ? LONGEST_SECONDS : last;
        }
        final int seconds = last == null ? SECONDS : Math.min(2 * last, LONGEST_SECONDS);
        final Supplier<List<Flow>> made = () -> flows.make(seconds);
        if (!mutes.add(flood, flood.switchId, seconds, made)) {
            return 0;
        }
        lastSeconds.put(flood, seconds);
        return seconds;
    }

    @FunctionalInterface
    private interface FlowMaker {
        List<Flow> make(int seconds);
    }

    private record Flood(String switchId, @Nullable IpAddress client, IpAddress server, Protocol protocol, int port) {
    }
}
