/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.redirect.StandInDoor;
import org.opendaylight.rebound.impl.web.LinkKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections in place of services that fail: HTTP/1.1 with the inquiry page, FTP and SMTP with a greeting that
 * says 421. Who connects is whom the connection's remote address names.
 *
 * <p>Counted in stage {@value #STAGE}: see {@code docs/stand-in.md}.
 */
public final class Terminator implements StandInDoor, AutoCloseable {
    /** The stage that is counted in. */
    public static final String STAGE = "stand-in";

    private static final Logger LOG = LoggerFactory.getLogger(Terminator.class);
    private static final int THREADS = 2;
    private static final long END_SECONDS = 1;

    private final Map<ServiceKey, Open> open = new HashMap<>();
    /** Those whose ports are still open, for who comes too late. */
    private final Map<ServiceKey, OpenService> ended = new HashMap<>();
    private final VisitorDesk desk;
    private final Counters counters;
    private final Inquiry inquiry;
    private final FormToken token;
    private final OpenService.Parts parts;
    private final EventLoopGroup loops;
    private volatile StandInSettings settings =
        new StandInSettings(Set.of(), Map.of(), StandInSettings.Look.PLAIN, true, 1);

    private record Open(OpenService service, Map<IpAddress, Integer> ports) {
        // Only data
    }

    /**
     * Stands in for nobody yet.
     *
     * @param desk where visitors are registered
     * @param key gives the key that forms are signed with, or null while it is not known
     * @param counters counts in stage {@value #STAGE}
     */
    public Terminator(final VisitorDesk desk, final Supplier<@Nullable LinkKey> key, final Counters counters) {
        this(desk, key, counters, StandInLimits.USUAL, InstantSource.system(), bound ->
            ThreadLocalRandom.current().nextInt(bound));
    }

    Terminator(final VisitorDesk desk, final Supplier<@Nullable LinkKey> key, final Counters counters,
            final StandInLimits limits, final InstantSource clock, final IntUnaryOperator random) {
        this.desk = requireNonNull(desk);
        this.counters = requireNonNull(counters);
        token = new FormToken(key, clock);
        inquiry = new Inquiry(desk, token, Ticker.systemTicker(), limits);
        loops = new MultiThreadIoEventLoopGroup(THREADS, Thread.ofPlatform().name("rebound-stand-in-", 0).daemon()
            .factory(), NioIoHandler.newFactory());
        parts = new OpenService.Parts(loops, new Occupancy(limits.connections()), () -> settings, limits, random,
            counters);
    }

    /**
     * Takes new settings. They hold for services that are opened from now on, and for pages that are shown from now on.
     *
     * @param newSettings the settings
     */
    public void configure(final StandInSettings newSettings) {
        settings = requireNonNull(newSettings);
    }

    /**
     * Begins to stand in for a service. Nothing changes if it is stood in for already.
     *
     * @param service the service; one that the settings have
     * @param failedSince when its first client failed
     * @return the TCP port that stands for this service at each of the settings' addresses
     * @throws IOException if it cannot be listened there, or its certificate or key cannot be used
     * @throws IllegalArgumentException if the settings have no such service
     */
    @Override
    public Map<IpAddress, Integer> open(final ServiceKey service, final Instant failedSince) throws IOException {
        synchronized (open) {
            final var before = open.get(service);
            if (before != null) {
                return before.ports();
            }
            final var now = settings;
            final var standIn = now.services().get(service);
            if (standIn == null) {
                throw new IllegalArgumentException("There is no stand-in for " + service);
            }
            final var visits = new Visits(service, desk, Ticker.systemTicker());
            final var opened = new OpenService(parts, standIn, failedSince, new Reception(standIn, failedSince,
                () -> settings, desk, inquiry, token, visits, counters), visits);
            final var ports = opened.listen(now.addresses());
            open.put(service, new Open(opened, ports));
            LOG.info("Standing in for {} at {}", service, ports);
            return ports;
        }
    }

    /**
     * The service is back: sends its visitors there, and ends their connections. Who still comes is told to try again,
     * until {@link #close(ServiceKey)}.
     *
     * @param service the service; nothing happens if it is not stood in for
     * @return completes when none of their connections is left, within half a second
     */
    @Override
    public CompletableFuture<Void> end(final ServiceKey service) {
        final Open ending;
        synchronized (open) {
            ending = open.remove(service);
            if (ending == null) {
                return CompletableFuture.completedFuture(null);
            }
            ended.put(service, ending.service());
        }
        return ending.service().end();
    }

    /**
     * Nobody is led here any more: closes the ports of a service that was ended.
     *
     * @param service the service; nothing happens if it was not ended
     */
    @Override
    public void close(final ServiceKey service) {
        final OpenService shut;
        synchronized (open) {
            shut = ended.remove(service);
        }
        if (shut != null) {
            LOG.info("Not standing in for {} any more", service);
            shut.shut();
        }
    }

    /** Ends for all services, and waits for it. */
    @Override
    public void close() {
        final ArrayList<ServiceKey> all;
        synchronized (open) {
            all = new ArrayList<>(open.keySet());
        }
        CompletableFuture.allOf(all.stream().map(this::end).toArray(CompletableFuture[]::new))
            .completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS).join();
        all.forEach(this::close);
        loops.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(2 * END_SECONDS,
            TimeUnit.SECONDS);
    }
}
