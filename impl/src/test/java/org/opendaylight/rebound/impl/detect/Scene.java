/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * A detector with a clock that the test sets, a web and a DNS service of one server, and what came out. The clock
 * begins shortly before it overflows, because System.nanoTime() may.
 */
final class Scene implements DetectionSink {
    static final IpAddress SERVER = IpAddress.parse("192.0.2.1");
    static final IpAddress SERVER6 = IpAddress.parse("2001:db8::1");
    static final IpAddress ROUTER = IpAddress.parse("192.0.2.254");
    static final IpAddress ANNA = IpAddress.parse("198.51.100.1");
    static final IpAddress BERT = IpAddress.parse("198.51.100.2");
    static final IpAddress CARL = IpAddress.parse("198.51.100.3");
    static final IpAddress ANNA6 = IpAddress.parse("2001:db8:1::1");
    static final ServiceKey WEB = new ServiceKey("server", Protocol.TCP, 80);
    static final ServiceKey DNS = new ServiceKey("server", Protocol.UDP, 53);

    private static final long MUTE_NANOS = 5_000_000_000L;
    private static final long TICK_MILLIS = 20;
    private static final long BEGIN = Long.MAX_VALUE - 5_000_000_000L;
    static final RecoveryPolicy POLICY =
        new RecoveryPolicy(Set.of(), true, Duration.ofMinutes(1), Duration.ZERO);

    final List<Failure> failures = new ArrayList<>();
    final List<ServiceKey> answering = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    final List<IpAddress> flooding = new ArrayList<>();
    int flooded;
    Set<ServiceKey> notObserved = Set.of();
    final CounterRegistry counters = new CounterRegistry();
    final Detector detector;
    private long millis;

    Scene() {
        this(DetectorLimits.DEFAULT);
    }

    Scene(final DetectorLimits limits) {
        detector = new Detector(limits, counters, this, BEGIN, 42);
        detector.services(List.of(service(WEB, 3000, 2), service(DNS, 3000, 2)));
    }

    static ServerService service(final ServiceKey key, final long responseTimeoutMillis, final int attempts) {
        return new ServerService(key, List.of(SERVER, SERVER6), Duration.ofMillis(responseTimeoutMillis), attempts,
            POLICY);
    }

    static ServerService service(final ServiceKey key, final IpAddress... addresses) {
        return new ServerService(key, List.of(addresses), Duration.ofSeconds(3), 2, POLICY);
    }

    @Override
    public void failed(final Failure failure) {
        failures.add(failure);
    }

    @Override
    public void answered(final ServiceKey service) {
        answering.add(service);
    }

    @Override
    public void reached(final ServiceKey service, final IpAddress client) {
        assertEquals(service, answering.getLast());
        answers.add(service + " " + client);
    }

    @Override
    public long flooding(final IpAddress client) {
        flooding.add(client);
        return MUTE_NANOS;
    }

    @Override
    public long flooded() {
        flooded++;
        return MUTE_NANOS;
    }

    @Override
    public void repliesNotObserved(final Set<ServiceKey> services) {
        notObserved = services;
    }

    /** Lets the time pass with a tick every 20 ms. */
    Scene until(final long time) {
        while (millis < time) {
            millis = Math.min(time, millis + TICK_MILLIS);
            detector.tick(now());
        }
        return this;
    }

    /** Lets the time pass without a tick. */
    Scene freezeUntil(final long time) {
        millis = time;
        return this;
    }

    long now() {
        return BEGIN + millis * 1_000_000;
    }

    Scene tick() {
        detector.tick(now());
        return this;
    }

    Scene see(final Observation observation) {
        detector.observe(observation, now());
        return this;
    }

    Scene syn(final IpAddress client, final int port, final int sequence) {
        return see(new TcpOpen(client, SERVER, port, 80, sequence, 0));
    }

    Scene synAck(final IpAddress client, final int port, final int acknowledgement) {
        return see(new TcpAnswer(SERVER, client, 80, port, acknowledgement));
    }

    Scene rst(final IpAddress client, final int port, final int acknowledgement) {
        return see(new TcpReset(SERVER, client, 80, port, true, acknowledgement));
    }

    /** The service answers somebody else: its answers can be seen. */
    Scene webAnswers() {
        return syn(CARL, 1, 0).synAck(CARL, 1, 1);
    }

    Scene arp(final IpAddress asker) {
        return see(new Solicitation(asker, SERVER));
    }

    Scene arpReply() {
        return see(new Advertisement(SERVER));
    }

    Scene query(final IpAddress client, final int port) {
        return see(new UdpPacket(client, SERVER, port, 53));
    }

    Scene reply(final IpAddress client, final int port) {
        return see(new UdpPacket(SERVER, client, 53, port));
    }

    Scene icmp(final int code, final IpAddress client, final int port, final int sequence) {
        return see(new Unreachable(ROUTER, client, code, client, SERVER, Protocol.TCP, port, 80, sequence));
    }

    Scene icmpUdp(final int code, final IpAddress client, final int port) {
        return see(new Unreachable(ROUTER, client, code, client, SERVER, Protocol.UDP, port, 53, 0));
    }

    Scene assertFailures(final String... expected) {
        assertEquals(List.of(expected), failures.stream().map(failure -> failure.service() + " " + failure.client()
            + " " + failure.evidence() + " " + failure.attempts())
            .toList());
        return this;
    }

    Scene assertAnswers(final String... expected) {
        assertEquals(List.of(expected), answers);
        return this;
    }

    Scene assertCounted(final long expected, final String outcome) {
        assertEquals(expected, counters.counter("detect", outcome).value(), outcome);
        return this;
    }

    static String web(final IpAddress client, final Evidence evidence, final int attempts) {
        return WEB + " " + client + " " + evidence + " " + attempts;
    }

    static String dns(final IpAddress client, final Evidence evidence, final int attempts) {
        return DNS + " " + client + " " + evidence + " " + attempts;
    }
}
