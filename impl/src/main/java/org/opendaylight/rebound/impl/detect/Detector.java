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
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.detect.Connection.Early;
import org.opendaylight.rebound.impl.detect.WatchedService.Kind;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
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
 * Silence may only seem so: the copy of an answer may have been lost, or the answer may go where nobody observes it.
 * Therefore
 * <ul>
 *   <li>a TCP client must have sent a SYN again, and a host that asks for a link-layer address must have asked again:
 *       one that was answered does not. One that did not is believed only after the time in which it would have, if
 *       its service was ever seen to answer, and if all copies until then are accounted for;</li>
 *   <li>a UDP client is believed if all copies are accounted for;</li>
 *   <li>after 10 s without such an account it is believed all the same;</li>
 *   <li>when a service has many clients that seem unanswered and are content, and none that asks again, its replies are
 *       not observed: silence is no evidence there until an answer is seen.</li>
 * </ul>
 *
 * <p>A host is watched too, for all its services: who asks in vain for the link-layer address of a server has failed.
 *
 * <p>An answer ends it without failure, and so does a time without packets: ten response timeouts, at least 60 s. After
 * a failure the next connection begins a new series. What is sent again for a connection that failed belongs to the old
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
 * not jump, such as {@link System#nanoTime()}. Every packet takes constant time, but when all series are in use the
 * services are gone through for the one with the most; the memory is bounded by {@link DetectorLimits}. Nothing throws
 * for what comes from the network.
 */
public final class Detector {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How soon after the last packet of a connection another one is taken for the same: TCP waits 1 s (RFC 6298). */
    public static final long COPY_NANOS = 250_000_000L;
    /** How long after an answer by UDP the next one may pass unseen: a mute of 1 s, which may last 1 s longer. */
    public static final long QUIET_NANOS = 2_500_000_000L;
    /** How much longer than a mute what is muted does not count: the mute may begin and end later. */
    public static final long MUTE_SLACK_NANOS = 2_000_000_000L;
    /** The gap between two ticks above which nothing that is pending proves anything any more. */
    public static final long LATE_TICK_NANOS = 2_000_000_000L;
    /**
     * The gap between two ticks above which nothing is judged before the next tick: what arrived in the gap may still
     * wait to be observed.
     */
    public static final long DEFER_TICK_NANOS = 250_000_000L;

    private static final int COPY = Moments.units(COPY_NANOS);
    private static final int QUIET = Moments.units(QUIET_NANOS);
    /** Who was not answered has asked again by then: after 1 s (RFC 6298 section 2), and what the network takes. */
    private static final int ASKS_AGAIN = Moments.units(1_500_000_000L);
    /** How often is looked whether the copies are accounted for, and how long at most. */
    private static final int ACCOUNT_AGAIN = Moments.units(250_000_000L);
    private static final int ACCOUNT_PATIENCE = Moments.units(10_000_000_000L);
    private static final long FLOOD_WINDOW_NANOS = 1_000_000_000L;

    private final DetectCounters counters;
    private final DetectionSink sink;
    private final Moments moments;
    private final ClientSketch asked;
    private final TimerWheel wheel;
    private final SeriesTable table;
    private Endpoints endpoints = Endpoints.none();
    private Set<IpAddress> ignoredClients = Set.of();
    private Set<IpAddress> routers = Set.of();
    private Set<ServiceKey> notObserved = Set.of();
    /** Until when all copies are accounted for; only if {@link #accounting}. */
    private int accounted;
    private boolean accounting;
    private volatile boolean awaitsAccount;
    private long floodWindow;
    /** Which switch copied what is being observed. */
    private String place = "";
    private int maxAskedByClient = Integer.MAX_VALUE;
    private int maxAskedOfService = Integer.MAX_VALUE;
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
        moments = new Moments(nanos);
        asked = new ClientSketch(secret);
        wheel = new TimerWheel(moments.of(nanos));
        table = new SeriesTable(limits, this.counters, wheel, secret);
        lastTick = nanos;
        floodWindow = nanos;
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
        table.services(endpoints.services());
        showNotObserved();
    }

    /**
     * Replaces the addresses that are no clients: the controller's own, whose packets are its probes. Their series are
     * forgotten.
     *
     * @param clients the addresses
     */
    public void ignoreClients(final Set<IpAddress> clients) {
        if (!ignoredClients.equals(clients)) {
            ignoredClients = Set.copyOf(clients);
            ignoredClients.forEach(table::removeClient);
        }
    }

    /**
     * Replaces the addresses that ask for link-layer addresses on behalf of others. Those questions are no attempts.
     *
     * @param addresses the addresses
     */
    public void routers(final Set<IpAddress> addresses) {
        routers = Set.copyOf(addresses);
    }

    /**
     * Says from where on packets that ask are a flood; not at all until this is called.
     *
     * @param byClient how many a client may send within a second
     * @param ofService how many a service may be sent within a second
     */
    public void limitFloods(final int byClient, final int ofService) {
        maxAskedByClient = byClient;
        maxAskedOfService = ofService;
    }

    /**
     * Takes in what one frame showed.
     *
     * @param observation what it showed
     * @param nanos when it arrived
     */
    public void observe(final Observation observation, final long nanos) {
        observe(observation, "", nanos);
    }

    /**
     * Takes in what one frame showed.
     *
     * @param observation what it showed
     * @param switchId the switch that copied it: what is a flood depends on what one switch may copy
     * @param nanos when it arrived
     */
    public void observe(final Observation observation, final String switchId, final long nanos) {
        place = switchId;
        final int now = moments.of(nanos);
        switch (observation) {
            case TcpOpen open -> observeOpen(open, now);
            case TcpAnswer answer -> observeAnswer(answer, now);
            case UdpPacket packet -> observeUdp(packet, now);
            case TcpReset reset -> observeReset(reset, now);
            case Unreachable message -> observeUnreachable(message, now);
            case Solicitation question -> observeSolicitation(question, now);
            case Advertisement answer -> observeHost(answer.owner());
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
        if (nanos - floodWindow >= FLOOD_WINDOW_NANOS) {
            floodWindow = nanos;
            asked.clear();
            endpoints.services().forEach(service -> service.asked.clear());
        }
        final int now = moments.of(nanos);
        wheel.advance(now, series -> due(series, now));
    }

    /**
     * Says that every copy of a packet that passed a switch until then has been observed, or was said to be lost. Once
     * this has been called, silence without a packet sent again waits for it, for 10 s at most.
     *
     * @param nanos the time until which
     */
    public void accounted(final long nanos) {
        accounting = true;
        accounted = moments.of(nanos);
        awaitsAccount = false;
    }

    /**
     * Whether a judgement waits for {@link #accounted}.
     *
     * @return true if it does; may be asked by any thread
     */
    public boolean awaitsAccount() {
        return awaitsAccount;
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

    private void observeOpen(final TcpOpen open, final int now) {
        final var endpoint = endpoints.find(open.server(), Protocol.TCP, open.serverPort());
        if (endpoint == null) {
            counters.notWatched.increment();
            return;
        }
        attempt(open.client(), endpoint, open.clientPort(), open.sequence(), open.dataLength(), now);
    }

    private void observeUdp(final UdpPacket packet, final int now) {
        final var asking = endpoints.find(packet.destination(), Protocol.UDP, packet.destinationPort());
        final var answering = endpoints.find(packet.source(), Protocol.UDP, packet.sourcePort());
        if (answering != null) {
            observeUdpAnswer(answering, packet.destination(), now);
        }
        // Both, where one watched server asks another from the port of its own service
        if (asking != null) {
            attempt(packet.source(), asking, packet.sourcePort(), 0, 0, now);
        } else if (answering == null) {
            counters.notWatched.increment();
        }
    }

    private void observeSolicitation(final Solicitation question, final int now) {
        // Who asks is there
        observeHost(question.asker());
        final var endpoint = endpoints.host(question.target());
        if (endpoint == null) {
            return;
        }
        if (routers.contains(question.asker()) || question.asker().isLinkLocal()) {
            counters.routerSolicitation.increment();
        } else {
            attempt(question.asker(), endpoint, 0, 0, 0, now);
        }
    }

    private void observeHost(final IpAddress owner) {
        final var endpoint = endpoints.host(owner);
        if (endpoint == null) {
            counters.notWatched.increment();
        } else {
            endpoint.generation++;
            counters.hostSeen.increment();
        }
    }

    private void attempt(final IpAddress client, final Endpoint endpoint, final int port, final int sequence,
            final int dataLength, final int now) {
        if (ignoredClients.contains(client)) {
            counters.ownProbe.increment();
            return;
        }
        var series = table.find(client, endpoint);
        if (series == null) {
            series = table.add(client, endpoint);
            if (series == null) {
                return;
            }
        }
        voidIfEvidenceLost(series);
        final var known = series.connection(port, sequence);
        if (known == null) {
            if (series.newest() != null) {
                table.prove(series);
            }
            series.tried = true;
            series.add(new Connection(port, sequence, dataLength, now));
            count(series, counters.attempt, now);
        } else if (known.early != Early.NOTHING) {
            takeEarly(series, known, client, now);
            return;
        } else if (known.reported && !isNewAttempt(known, series, now)) {
            known.last = now;
            series.last = now;
            counters.attemptAfterFailure.increment();
        } else if (now - known.last < COPY) {
            counters.copy.increment();
            return;
        } else {
            table.prove(series);
            known.reported = false;
            known.last = now;
            count(series, counters.retransmission, now);
            // What was not counted the first time, because evidence was lost, is only now asked for the first time
            series.repeated |= series.count() > 1;
        }
        lookForFlood(series, client, now);
    }

    private void lookForFlood(final Series series, final IpAddress client, final int now) {
        final int byClient = asked.add(client, 1);
        if (byClient > maxAskedByClient) {
            // It is muted, or about to be: not to be held against the service
            return;
        }
        if (byClient == maxAskedByClient) {
            final long nanos = sink.flooding(client);
            if (nanos > 0) {
                counters.flood.increment();
                series.forgetPackets();
                quiet(series, now + Moments.units(nanos + MUTE_SLACK_NANOS));
            }
        }
        final var service = series.endpoint.service;
        if (service.asked.merge(place, 1, Integer::sum) == maxAskedOfService) {
            final long nanos = sink.flooded();
            if (nanos > 0) {
                counters.serviceFlood.increment();
                service.generation++;
                service.quietUntil = later(service.quiet, service.quietUntil,
                    now + Moments.units(nanos + MUTE_SLACK_NANOS));
                service.quiet = true;
            }
        }
    }

    private void quiet(final Series series, final int until) {
        series.quietUntil = later(series.quiet, series.quietUntil, until);
        series.quiet = true;
        wheel.scheduleNoLater(series, series.quietUntil);
    }

    private static int later(final boolean isSet, final int known, final int other) {
        return isSet && known - other > 0 ? known : other;
    }

    /**
     * Whether a packet of a connection that failed begins a new attempt all the same. A TCP connection that failed
     * stays failed; a UDP port is only a number that the client may use again, and so is an address that is asked for.
     */
    private static boolean isNewAttempt(final Connection connection, final Series series, final int now) {
        return series.endpoint.service.kind != Kind.TCP
            && now - connection.reportedAt >= series.endpoint.service.lifetime();
    }

    private void count(final Series series, final Counters.Counter outcome, final int now) {
        series.last = now;
        if (isQuiet(series, now)) {
            counters.attemptWhileQuiet.increment();
        } else {
            series.countPacket(now);
            outcome.increment();
        }
        wheel.scheduleNoLater(series, series.isCountComplete() ? series.silenceDeadline() : series.expiry());
    }

    private static boolean isQuiet(final Series series, final int now) {
        final var service = series.endpoint.service;
        if (service.quiet && service.quietUntil - now <= 0) {
            // Or it would come back when the moments overflow
            service.quiet = false;
        }
        return service.quiet || series.quiet && series.quietUntil - now > 0;
    }

    private void observeAnswer(final TcpAnswer answer, final int now) {
        final var endpoint = endpoints.find(answer.server(), Protocol.TCP, answer.serverPort());
        if (endpoint == null) {
            counters.notWatched.increment();
            return;
        }
        final var series = table.find(answer.client(), endpoint);
        if (series == null || series.connection(answer.clientPort()) == null) {
            counters.answerNoAttempt.increment();
            rememberEarly(answer.client(), endpoint, series, new Connection(answer.clientPort(),
                answer.acknowledgement() - 1, 0, now), Early.ANSWERED);
            return;
        }
        final var answered = series.acknowledged(answer.clientPort(), answer.acknowledgement());
        if (answered == null) {
            // The client would not take that for an answer either.
            counters.answerWrongAcknowledgement.increment();
        } else if (answered.early == Early.NOTHING) {
            answer(series, answered, answer.client());
        }
        // Else it was seen at two places, before the SYN
    }

    private void answer(final Series series, final Connection answered, final IpAddress client) {
        final var service = series.endpoint.service;
        answers(service);
        counters.answer.increment();
        sink.answered(service.key());
        if (answered.givenUp) {
            // A router may have kept the SYN until the server was back, longer than its client waited.
            counters.answerGivenUp.increment();
            return;
        }
        if (series.quiet) {
            // It is to be remembered that the next answers may pass unseen
            series.forgetPackets();
            series.forgetConnections();
        } else {
            table.remove(series);
        }
        sink.reached(service.key(), client);
    }

    /**
     * Remembers for a moment an answer or a refusal of which no attempt is known: where attempts and answers are copied
     * by different switches, the one may overtake the other.
     */
    private void rememberEarly(final IpAddress client, final Endpoint endpoint, final @Nullable Series known,
            final Connection connection, final Early early) {
        if (ignoredClients.contains(client)) {
            return;
        }
        final var series = known == null ? table.add(client, endpoint) : known;
        if (series != null) {
            voidIfEvidenceLost(series);
            connection.early = early;
            series.add(connection);
            if (known == null) {
                series.last = connection.last;
                wheel.schedule(series, series.expiry());
            }
        }
    }

    /** The attempt has come to what was remembered of it. */
    private void takeEarly(final Series series, final Connection connection, final IpAddress client, final int now) {
        final var early = connection.early;
        final boolean outdated = now - connection.last >= COPY;
        connection.early = Early.NOTHING;
        connection.last = now;
        series.tried = true;
        if (outdated) {
            // That was about an older attempt with the same numbers
            count(series, counters.attempt, now);
            return;
        }
        counters.early.increment();
        if (early == Early.ANSWERED) {
            answer(series, connection, client);
        } else {
            refuse(series, connection, now);
        }
    }

    /** A service has shown that its replies can be seen. */
    private void answers(final WatchedService service) {
        if (service.answered()) {
            showNotObserved();
        }
    }

    private void showNotObserved() {
        final var now = endpoints.services().stream()
            .filter(WatchedService::repliesNotObserved)
            .flatMap(service -> service.keys().stream())
            .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(notObserved)) {
            notObserved = now;
            sink.repliesNotObserved(now);
        }
    }

    private void observeUdpAnswer(final Endpoint endpoint, final IpAddress client, final int now) {
        answers(endpoint.service);
        var series = table.find(client, endpoint);
        if (series != null && series.tried) {
            counters.answer.increment();
            sink.answered(endpoint.service.key());
            sink.reached(endpoint.service.key(), client);
        } else {
            counters.answerNoAttempt.increment();
        }
        if (ignoredClients.contains(client)) {
            return;
        }
        // Even if the client was not seen to try: the next answer may pass unseen
        if (series == null) {
            series = table.add(client, endpoint);
            if (series == null) {
                return;
            }
        }
        series.forgetPackets();
        series.forgetConnections();
        series.last = now;
        quiet(series, now + QUIET);
    }

    private void observeReset(final TcpReset reset, final int now) {
        final var endpoint = endpoints.find(reset.source(), Protocol.TCP, reset.sourcePort());
        if (endpoint == null) {
            counters.notWatched.increment();
            return;
        }
        final var series = table.find(reset.destination(), endpoint);
        if (series == null || series.connection(reset.destinationPort()) == null) {
            counters.resetNoAttempt.increment();
            if (reset.acknowledges()) {
                rememberEarly(reset.destination(), endpoint, series, new Connection(reset.destinationPort(),
                    reset.acknowledgement() - 1, 0, now), Early.REFUSED);
            }
            return;
        }
        final var refused = reset.acknowledges()
            ? series.acknowledged(reset.destinationPort(), reset.acknowledgement()) : null;
        if (refused == null) {
            counters.resetWrongAcknowledgement.increment();
        } else if (refused.early == Early.NOTHING) {
            refuse(series, refused, now);
        }
        // Else it was seen at two places, before the SYN
    }

    private void refuse(final Series series, final Connection refused, final int now) {
        answers(series.endpoint.service);
        if (now - refused.last > series.endpoint.service.lifetime()) {
            counters.resetTooLate.increment();
            return;
        }
        refused.givenUp = true;
        if (refused.reported) {
            counters.resetAfterFailure.increment();
        } else {
            fail(series, refused, Evidence.REFUSED, now);
        }
    }

    private void observeUnreachable(final Unreachable message, final int now) {
        final var meaning = UnreachableMeaning.of(message);
        if (meaning == UnreachableMeaning.NOTHING) {
            counters.icmpCodeIgnored.increment();
            return;
        }
        if (!message.addressee().equals(message.client())) {
            counters.quoteWrongAddressee.increment();
            return;
        }
        final var endpoint = endpoints.find(message.server(), message.protocol(), message.serverPort());
        if (endpoint == null) {
            counters.quoteNotWatched.increment();
        } else if (meaning == UnreachableMeaning.POLICY && !endpoint.service.policyUnreachable()) {
            counters.icmpPolicyCode.increment();
        } else {
            observeUnreachable(message, endpoint, meaning == UnreachableMeaning.REFUSED ? Evidence.REFUSED
                : Evidence.ICMP_UNREACHABLE, now);
        }
    }

    private void observeUnreachable(final Unreachable message, final Endpoint endpoint, final Evidence evidence,
            final int now) {
        final var series = table.find(message.client(), endpoint);
        if (series == null) {
            counters.quoteNoAttempt.increment();
            return;
        }
        final var connection = series.connection(message.clientPort(), message.sequence());
        if (connection == null || connection.early != Early.NOTHING) {
            if (series.connection(message.clientPort()) == null) {
                counters.quoteNoAttempt.increment();
            } else {
                counters.quoteWrongSequence.increment();
            }
        } else if (now - connection.last > endpoint.service.lifetime()) {
            counters.quoteTooLate.increment();
        } else {
            // A UDP socket outlives the message; its next datagram may be answered.
            connection.givenUp = endpoint.service.kind == Kind.TCP;
            if (connection.reported) {
                counters.quoteAfterFailure.increment();
            } else {
                fail(series, connection, evidence, now);
            }
        }
    }

    private void due(final Series series, final int now) {
        voidIfEvidenceLost(series);
        if (series.isCountComplete()) {
            final int deadline = series.silenceDeadline();
            if (deadline - now > 0) {
                wheel.schedule(series, deadline);
            } else {
                silent(series, deadline, now);
            }
            return;
        }
        final int expiry = series.expiry();
        if (expiry - now > 0) {
            wheel.schedule(series, expiry);
            return;
        }
        if (series.count() > 0) {
            counters.expired.increment();
        }
        table.remove(series);
    }

    /** A series has been unanswered for long enough, or only seems to be. */
    private void silent(final Series series, final int deadline, final int now) {
        final var service = series.endpoint.service;
        if (service.kind != Kind.UDP && series.repeated) {
            service.silentAndRepeated();
            failBySilence(series, now);
        } else if (service.kind != Kind.UDP && series.decisive + ASKS_AGAIN - now > 0) {
            wheel.schedule(series, series.decisive + ASKS_AGAIN);
        } else if (accounting && accounted - deadline < 0 && now - deadline < ACCOUNT_PATIENCE) {
            awaitsAccount = true;
            wheel.schedule(series, now + ACCOUNT_AGAIN);
        } else if (service.kind == Kind.UDP) {
            failBySilence(series, now);
        } else if (service.kind == Kind.HOST) {
            // Whoever asks in vain for a link-layer address asks again
            counters.silenceContent.increment();
            beginAgain(series, now);
        } else {
            if (!series.content) {
                series.content = true;
                if (service.silentAndContent()) {
                    showNotObserved();
                }
            }
            if (service.answers()) {
                failBySilence(series, now);
            } else {
                counters.silenceContent.increment();
                beginAgain(series, now);
            }
        }
    }

    private void failBySilence(final Series series, final int now) {
        final var service = series.endpoint.service;
        if (service.repliesNotObserved()) {
            counters.silenceUnobserved.increment();
            beginAgain(series, now);
        } else {
            fail(series, series.first, service.kind == Kind.HOST ? Evidence.UNRESOLVED : Evidence.NO_REPLY, now);
        }
    }

    private void beginAgain(final Series series, final int now) {
        series.forgetPackets();
        final int expiry = series.expiry();
        wheel.schedule(series, expiry - now > 0 ? expiry : now);
    }

    private void fail(final Series series, final Connection connection, final Evidence evidence, final int now) {
        voidIfEvidenceLost(series);
        // What does not count, because evidence was lost or an answer may have passed unseen, has only its own time
        fail(series, series.count() > 0 ? series.first : connection.last, evidence, now);
    }

    private void fail(final Series series, final int since, final Evidence evidence, final int now) {
        final var service = series.endpoint.service;
        final int attempts = Math.max(1, series.count());
        series.forgetPackets();
        series.last = now;
        for (var connection = series.newest(); connection != null; connection = connection.older) {
            if (!connection.reported && connection.early == Early.NOTHING) {
                connection.reported = true;
                connection.reportedAt = now;
            }
        }
        wheel.schedule(series, series.expiry());
        counters.failure(evidence).increment();
        for (var key : service.keys()) {
            sink.failed(new Failure(key, series.client(), evidence, Moments.nanos(now - since), attempts));
        }
    }

    /**
     * Begins to count again if evidence was lost since the last packet that was counted, or the host was seen.
     */
    private void voidIfEvidenceLost(final Series series) {
        final int current = generation + series.endpoint.generation + series.endpoint.service.generation;
        if (series.generation != current) {
            series.generation = current;
            if (series.count() > 0) {
                counters.silenceVoid.increment();
            }
            series.forgetPackets();
            if (series.endpoint.service.kind == Kind.HOST) {
                // There is only one question, which may be asked anew
                series.forgetConnections();
            }
        }
    }
}
