/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks TCP services for connections through switches, from addresses that Rebound was given on the servers' networks.
 * Every method may be called by any thread; all frames are written by one thread of its own, whose queue is bounded:
 * {@code probe/queue-full} counts what did not fit.
 */
public final class SwitchProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchProbe.class);
    private static final int QUEUE = 1024;
    private static final long REPEAT_MILLIS = 300;
    /** The dynamic ports (RFC 6335 section 6). */
    private static final int FIRST_PORT = 49152;
    private static final int PORTS = 65536 - FIRST_PORT;

    private final AtomicInteger nextPort = new AtomicInteger();
    /** How many attempts wait for something. */
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean deafSaid = new AtomicBoolean();
    private final Predicate<String> isOurs;
    private final RandomGenerator random;
    private final PlayedHosts hosts;
    private final ThreadPoolExecutor executor;
    private volatile Map<IpAddress, ProbeSource> sources = Map.of();

    /**
     * A probe that has no address yet.
     *
     * @param sender sends frames
     * @param isOurs whether this controller hears what a switch copies
     * @param random makes ports and sequence numbers; others must not be able to guess them
     * @param counters counts in stage {@code probe}
     */
    public SwitchProbe(final FrameSender sender, final Predicate<String> isOurs, final RandomGenerator random,
            final Counters counters) {
        this.random = requireNonNull(random);
        this.isOurs = requireNonNull(isOurs);
        hosts = new PlayedHosts(() -> sources, sender, counters);
        nextPort.set(random.nextInt(PORTS));
        final var queueFull = counters.counter("probe", "queue-full");
        executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("rebound-switch-probe").daemon().factory(),
            (task, full) -> queueFull.increment());
    }

    /**
     * Replaces the addresses.
     *
     * @param all the addresses, each once
     */
    public void configure(final Collection<ProbeSource> all) {
        sources = all.stream().collect(Collectors.toUnmodifiableMap(ProbeSource::address, source -> source));
    }

    /**
     * Takes a frame that a switch copied, if it matters here. Returns at once.
     *
     * @param observation what it shows
     * @param frame the frame
     * @param switchId the switch
     * @return whether it is one of our own conversations and matters to nobody else: we are no client
     */
    public boolean heard(final Observation observation, final byte[] frame, final String switchId) {
        final var ours = sources;
        if (ours.isEmpty()) {
            return false;
        }
        return switch (observation) {
            case TcpOpen asked -> ours.containsKey(asked.client());
            case Unreachable message -> ours.containsKey(message.client());
            case TcpAnswer answer -> ours.containsKey(answer.client()) && take(answer, frame, switchId);
            case TcpReset reset -> ours.containsKey(reset.source())
                || ours.containsKey(reset.destination()) && take(reset, frame, switchId);
            case Solicitation question -> {
                if (ours.containsKey(question.target())) {
                    take(question, frame, switchId);
                }
                yield ours.containsKey(question.asker());
            }
            case Advertisement told -> {
                if (open.get() > 0) {
                    take(told, frame, switchId);
                }
                yield ours.containsKey(told.owner());
            }
            default -> false;
        };
    }

    private boolean take(final Observation observation, final byte[] frame, final String switchId) {
        executor.execute(() -> hosts.heard(observation, frame, switchId));
        return true;
    }

    /**
     * Which of some addresses can ask a server.
     *
     * @param from the addresses
     * @param server the server's address
     * @return whether one is of the same IP version
     */
    public static boolean canAsk(final Collection<IpAddress> from, final IpAddress server) {
        return from.stream().anyMatch(address -> address.isIpv4() == server.isIpv4());
    }

    /**
     * Tries to connect. Waits for the reply, so it belongs to a thread that may.
     *
     * @param from the addresses to ask from; the one of the server's IP version is taken
     * @param server the server's address
     * @param port the service's port
     * @param timeout how long to wait
     * @return what came; {@link Reply#UNRESOLVED} too if there is no address to ask from
     * @throws InterruptedException if interrupted
     */
    public Reply connect(final Collection<IpAddress> from, final IpAddress server, final int port,
            final Duration timeout) throws InterruptedException {
        final var known = sources;
        final var source = from.stream().filter(address -> address.isIpv4() == server.isIpv4()).map(known::get)
            .filter(found -> found != null).findFirst();
        if (source.isEmpty()) {
            return Reply.UNRESOLVED;
        }
        final var attempt = new Attempt(source.orElseThrow(), server, port, nextPort(), random.nextInt());
        open.incrementAndGet();
        try {
            executor.execute(() -> hosts.begin(attempt));
            return await(attempt, System.nanoTime() + timeout.toNanos());
        } finally {
            open.decrementAndGet();
            executor.execute(() -> hosts.end(attempt));
        }
    }

    private Reply await(final Attempt attempt, final long deadline) throws InterruptedException {
        while (true) {
            final long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                final var switchId = attempt.source().switchId();
                if (!isOurs.test(switchId) && !deafSaid.getAndSet(true)) {
                    LOG.warn("{} was asked through switch {} and nothing came back. This controller is not the master "
                        + "of that switch: what comes back reaches the master only, and probes through the switch stay "
                        + "without an answer until this controller is", attempt.server(), switchId);
                }
                return attempt.silence();
            }
            try {
                return attempt.reply().get(Math.min(left, REPEAT_MILLIS), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                executor.execute(() -> hosts.repeat(attempt));
            } catch (ExecutionException e) {
                throw new IllegalStateException("A reply is never a fault", e);
            }
        }
    }

    /** A port that no attempt of the last thousands had: begun at random, and going on by random steps. */
    private int nextPort() {
        final int step = 1 + random.nextInt(16);
        return FIRST_PORT + Math.floorMod(nextPort.addAndGet(step), PORTS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
