/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Set;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * Finds the clients that tried and failed.
 *
 * <p>The packets of one client to one endpoint (server address, protocol, port) are an attempt series. A series fails
 * <ul>
 *   <li>at once, when an ICMP destination unreachable quotes one of its connections, or a RST refuses one;</li>
 *   <li>by silence, when as many of its packets as the service's {@code attempts} are unanswered, the response timeout
 *       since the first of them has passed, and the last one that was needed has had at least half of it.</li>
 * </ul>
 * An answer ends it without failure, and so does a time without packets: ten response timeouts, at least 60 s. After a
 * failure the next connection begins a new series. What is sent again for a connection that failed belongs to the old
 * one and makes no failure, as long as it is remembered: the same time after the last packet for TCP; after the
 * failure for UDP, where a client that uses one port for ever would otherwise fail only once.
 *
 * <p>The same packet may be seen at several places of the network. What comes less than {@link #COPY_NANOS} after the
 * last packet of the same connection is the same packet, or a repetition of no weight.
 *
 * <p>A switch shows the first UDP datagram of a flow and then keeps quiet about that flow for a while. An answer may
 * therefore pass unseen shortly after another one: what a client sends less than {@link #QUIET_NANOS} after an answer
 * to it does not count.
 *
 * <p>Not thread-safe: one thread calls everything. Times are nanoseconds since any fixed moment, of a clock that does
 * not jump, such as {@link System#nanoTime()}. Every packet takes constant time, and the memory is bounded by
 * {@link DetectorLimits}. Nothing throws for what comes from the network.
 */
public final class Detector {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How soon after the last packet of a connection another one is taken for the same: TCP waits 1 s (RFC 6298). */
    public static final long COPY_NANOS = 250_000_000L;
    /** How long after an answer by UDP the next one may pass unseen: a mute of 1 s, which may last 1 s longer. */
    public static final long QUIET_NANOS = 2_500_000_000L;
    /** The gap between two ticks above which nothing that is pending proves anything any more. */
    public static final long LATE_TICK_NANOS = 2_000_000_000L;
    /**
     * The gap between two ticks above which nothing is judged before the next tick: what arrived in the gap may still
     * wait to be observed.
     */
    public static final long DEFER_TICK_NANOS = 250_000_000L;

    private final DetectCounters counters;
    private final DetectionSink sink;
    private final TimerWheel wheel;
    private final SeriesTable table;
    private Endpoints endpoints = Endpoints.none();
    private Set<IpAddress> ignoredClients = Set.of();
    /** Goes up when evidence is lost: what was counted before proves nothing by silence. */
    private int generation;
    private long lastTick;

    /**
     * A detector that watches nothing yet.
     *
     * @param limits how much it remembers
     * @param counters counts every outcome, as stages {@code packet} and {@code detect}
     * @param sink takes what it finds
     * @param nanos the time now
     */
    public Detector(final DetectorLimits limits, final Counters counters, final DetectionSink sink,
            final long nanos) {
        this(limits, counters, sink, nanos, RANDOM.nextLong());
    }

    Detector(final DetectorLimits limits, final Counters counters, final DetectionSink sink, final long nanos,
            final long secret) {
        this.counters = new DetectCounters(counters);
        this.sink = requireNonNull(sink);
        wheel = new TimerWheel(nanos);
        table = new SeriesTable(limits, this.counters, wheel, secret);
        lastTick = nanos;
    }

    /**
     * Replaces what is watched. Series of an address, protocol and port that stays with its service are kept, under
     * the new settings; the others are forgotten.
     *
     * @param services everything that is to be watched; an address, protocol and port that two of them name belongs
     *                 to the first
     */
    public void services(final Collection<ServerService> services) {
        final var old = endpoints;
        endpoints = old.replacedBy(services);
        for (var service : old.services()) {
            table.removeEndpoints(service, endpoints::contains);
        }
    }

    /**
     * Replaces the addresses that are no clients: the controller's own, whose packets are its probes. Their series are
     * forgotten.
     *
     * @param clients the addresses
     */
    public void ignoreClients(final Set<IpAddress> clients) {
        ignoredClients = Set.copyOf(clients);
        ignoredClients.forEach(table::removeClient);
    }

    /**
     * Takes in what one frame showed.
     *
     * @param observation what it showed
     * @param nanos when it arrived
     */
    public void observe(final Observation observation, final long nanos) {
        switch (observation) {
            case TcpOpen open -> observeOpen(open, nanos);
            case TcpAnswer answer -> observeAnswer(answer, nanos);
            case UdpPacket packet -> observeUdp(packet, nanos);
            case TcpReset reset -> observeReset(reset, nanos);
            case Unreachable message -> observeUnreachable(message, nanos);
            case Ignored reason -> counters.ignored(reason).increment();
        }
    }

    /**
     * Lets time pass: silence becomes a failure, and what is old is forgotten. To be called every 10 to 50 ms, each
     * time after everything that arrived before {@code nanos} has been observed: an answer that still waits in a queue
     * is no silence.
     *
     * @param nanos the time now
     */
    public void tick(final long nanos) {
        final long gap = nanos - lastTick;
        lastTick = nanos;
        if (gap > LATE_TICK_NANOS) {
            evidenceLost(nanos, EvidenceLoss.LATE_TICK);
        } else if (gap > DEFER_TICK_NANOS) {
            counters.tickDeferred.increment();
            return;
        }
        wheel.advance(nanos, series -> due(series, nanos));
    }

    /**
     * Says that observations were lost until now. What has been sent so far makes no failure by silence; counting
     * begins again. To be called again as long as the loss goes on, and once when it is over. ICMP and RST stay
     * evidence.
     *
     * @param nanos the time now; not earlier than that of any observation so far
     * @param reason why they were lost
     */
    public void evidenceLost(final long nanos, final EvidenceLoss reason) {
        generation++;
        counters.loss(reason).increment();
    }

    /**
     * How many series are remembered now.
     *
     * @return at most what {@link DetectorLimits} allows
     */
    public int size() {
        return table.size();
    }

    private void observeOpen(final TcpOpen open, final long now) {
        final var endpoint = endpoints.find(open.server(), Protocol.TCP, open.serverPort());
        if (endpoint == null) {
            counters.notWatched.increment();
            return;
        }
        attempt(open.client(), endpoint, open.clientPort(), open.sequence(), open.dataLength(), now);
    }

    private void observeUdp(final UdpPacket packet, final long now) {
        final var asked = endpoints.find(packet.destination(), Protocol.UDP, packet.destinationPort());
        final var answering = endpoints.find(packet.source(), Protocol.UDP, packet.sourcePort());
        if (answering != null) {
            observeUdpAnswer(answering, packet.destination(), now);
        }
        // Both, where one watched server asks another from the port of its own service
        if (asked != null) {
            attempt(packet.source(), asked, packet.sourcePort(), 0, 0, now);
        } else if (answering == null) {
            counters.notWatched.increment();
        }
    }

    private void attempt(final IpAddress client, final Endpoint endpoint, final int port, final int sequence,
            final int dataLength, final long now) {
        if (ignoredClients.contains(client)) {
            counters.ownProbe.increment();
            return;
        }
        var series = table.find(client, endpoint);
        if (series == null) {
            series = table.add(client, endpoint);
        }
        series.tried = true;
        final var known = series.connection(port, sequence);
        if (known == null) {
            series.add(new Connection(port, sequence, dataLength, now));
            count(series, counters.attempt, now);
        } else if (known.reported && !isNewAttempt(known, series, now)) {
            known.last = now;
            series.last = now;
            counters.attemptAfterFailure.increment();
        } else if (now - known.last < COPY_NANOS) {
            counters.copy.increment();
        } else {
            known.reported = false;
            known.last = now;
            count(series, counters.retransmission, now);
        }
    }

    /**
     * Whether a packet of a connection that failed begins a new attempt all the same. A TCP connection that failed
     * stays failed; a UDP port is only a number that the client may use again.
     */
    private static boolean isNewAttempt(final Connection connection, final Series series, final long now) {
        return series.endpoint.service.key.protocol() == Protocol.UDP
            && now - connection.reportedAt >= series.endpoint.service.lifetime();
    }

    private void count(final Series series, final Counters.Counter outcome, final long now) {
        series.last = now;
        if (series.quiet && series.quietUntil - now > 0) {
            counters.attemptWhileQuiet.increment();
        } else {
            voidIfEvidenceLost(series);
            series.countPacket(now);
            outcome.increment();
        }
        wheel.scheduleNoLater(series, series.count > 0 && series.isCountComplete() ? series.silenceDeadline()
            : series.expiry());
    }

    private void observeAnswer(final TcpAnswer answer, final long now) {
        final var endpoint = endpoints.find(answer.server(), Protocol.TCP, answer.serverPort());
        if (endpoint == null) {
            counters.notWatched.increment();
            return;
        }
        final var series = table.find(answer.client(), endpoint);
        if (series == null) {
            counters.answerNoAttempt.increment();
            return;
        }
        final var newest = series.connection(answer.clientPort());
        var answered = newest;
        while (answered != null && !(answered.port == answer.clientPort()
                && answered.isAcknowledgedBy(answer.acknowledgement()))) {
            answered = answered.older;
        }
        if (answered == null && newest != null) {
            // The client would not take that for an answer either.
            counters.answerWrongAcknowledgement.increment();
            return;
        }
        counters.answer.increment();
        sink.answered(endpoint.service.key);
        if (answered != null && answered.givenUp) {
            // A router may have kept the SYN until the server was back, longer than its client waited.
            counters.answerGivenUp.increment();
        } else {
            table.remove(series);
            sink.reached(endpoint.service.key, answer.client());
        }
    }

    private void observeUdpAnswer(final Endpoint endpoint, final IpAddress client, final long now) {
        var series = table.find(client, endpoint);
        if (series != null && series.tried) {
            counters.answer.increment();
            sink.answered(endpoint.service.key);
            sink.reached(endpoint.service.key, client);
        } else {
            counters.answerNoAttempt.increment();
        }
        if (ignoredClients.contains(client)) {
            return;
        }
        // Even if the client was not seen to try: the next answer may pass unseen
        if (series == null) {
            series = table.add(client, endpoint);
        }
        series.count = 0;
        series.forgetConnections();
        series.last = now;
        series.quiet = true;
        series.quietUntil = now + QUIET_NANOS;
        wheel.scheduleNoLater(series, series.quietUntil);
    }

    private void observeReset(final TcpReset reset, final long now) {
        final var endpoint = endpoints.find(reset.source(), Protocol.TCP, reset.sourcePort());
        if (endpoint == null) {
            counters.notWatched.increment();
            return;
        }
        final var series = table.find(reset.destination(), endpoint);
        final var newest = series == null ? null : series.connection(reset.destinationPort());
        if (series == null || newest == null) {
            counters.resetNoAttempt.increment();
            return;
        }
        if (reset.acknowledges()) {
            for (var connection = newest; connection != null; connection = connection.older) {
                if (connection.port == reset.destinationPort()
                        && connection.isAcknowledgedBy(reset.acknowledgement())) {
                    connection.givenUp = true;
                    if (connection.reported) {
                        counters.resetAfterFailure.increment();
                    } else {
                        fail(series, connection, Evidence.REFUSED, now);
                    }
                    return;
                }
            }
        }
        counters.resetWrongAcknowledgement.increment();
    }

    private void observeUnreachable(final Unreachable message, final long now) {
        switch (UnreachableMeaning.of(message)) {
            case DOWN -> observeUnreachable(message, Evidence.ICMP_UNREACHABLE, now);
            case REFUSED -> observeUnreachable(message, Evidence.REFUSED, now);
            case POLICY -> counters.icmpPolicyCode.increment();
            default -> counters.icmpCodeIgnored.increment();
        }
    }

    private void observeUnreachable(final Unreachable message, final Evidence evidence, final long now) {
        if (!message.addressee().equals(message.client())) {
            counters.quoteWrongAddressee.increment();
            return;
        }
        final var endpoint = endpoints.find(message.server(), message.protocol(), message.serverPort());
        if (endpoint == null) {
            counters.quoteNotWatched.increment();
            return;
        }
        final var series = table.find(message.client(), endpoint);
        if (series == null) {
            counters.quoteNoAttempt.increment();
            return;
        }
        final var connection = series.connection(message.clientPort(), message.sequence());
        if (connection == null) {
            if (series.connection(message.clientPort()) == null) {
                counters.quoteNoAttempt.increment();
            } else {
                counters.quoteWrongSequence.increment();
            }
        } else if (now - connection.last > endpoint.service.lifetime()) {
            counters.quoteTooLate.increment();
        } else {
            // A UDP socket outlives the message; its next datagram may be answered.
            connection.givenUp = endpoint.service.key.protocol() == Protocol.TCP;
            if (connection.reported) {
                counters.quoteAfterFailure.increment();
            } else {
                fail(series, connection, evidence, now);
            }
        }
    }

    private void due(final Series series, final long now) {
        voidIfEvidenceLost(series);
        if (series.count > 0 && series.isCountComplete()) {
            final long deadline = series.silenceDeadline();
            if (deadline - now > 0) {
                wheel.schedule(series, deadline);
            } else {
                fail(series, series.first, Evidence.NO_REPLY, now);
            }
            return;
        }
        final long expiry = series.expiry();
        if (expiry - now > 0) {
            wheel.schedule(series, expiry);
            return;
        }
        if (series.count > 0) {
            counters.expired.increment();
        }
        table.remove(series);
    }

    private void fail(final Series series, final Connection connection, final Evidence evidence, final long now) {
        voidIfEvidenceLost(series);
        // What does not count, because evidence was lost or an answer may have passed unseen, has only its own time
        fail(series, series.count > 0 ? series.first : connection.last, evidence, now);
    }

    private void fail(final Series series, final long since, final Evidence evidence, final long now) {
        final var service = series.endpoint.service;
        final int attempts = Math.max(1, series.count);
        series.count = 0;
        series.last = now;
        for (var connection = series.newest(); connection != null; connection = connection.older) {
            if (!connection.reported) {
                connection.reported = true;
                connection.reportedAt = now;
            }
        }
        wheel.schedule(series, series.expiry());
        counters.failure(evidence).increment();
        sink.failed(new Failure(service.key, series.client.address, evidence, now - since, attempts));
    }

    /**
     * Begins to count again if evidence was lost since the last packet that was counted.
     */
    private void voidIfEvidenceLost(final Series series) {
        if (series.generation != generation) {
            series.generation = generation;
            if (series.count > 0) {
                series.count = 0;
                counters.silenceVoid.increment();
            }
        }
    }
}
