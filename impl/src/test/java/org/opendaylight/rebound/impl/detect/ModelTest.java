/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * The detector finds what the model finds, whatever happens in whatever order. All times are whole ticks of the timer
 * wheel, so that its rounding does not show.
 */
class ModelTest {
    private static final int[] TIMEOUTS_MILLIS = { 100, 1000, 3000, 8000 };
    private static final IpAddress SERVER = IpAddress.parse("192.0.2.1");
    private static final long TICK = Moments.nanos(1 << TimerWheel.RESOLUTION_SHIFT);

    /** As many as make a tick late. */
    private static final int FROZEN_TICKS = (int) (Detector.LATE_TICK_NANOS / TICK) + 1;

    private enum What {
        PACKET, ANSWER, WRONG_ANSWER, RESET, ICMP, LOSS, TIME, LONG_TIME, FREEZE
    }

    private record Step(What what, int client, int port, int sequence, int ticks) {
    }

    @Property(tries = 1000)
    void theDetectorFindsWhatTheModelFindsOfTcp(@ForAll("steps") final List<Step> steps,
            @ForAll @IntRange(min = 1, max = 4) final int attempts, @ForAll @IntRange(max = 3) final int timeout) {
        play(Protocol.TCP, steps, attempts, TIMEOUTS_MILLIS[timeout]);
    }

    @Property(tries = 1000)
    void theDetectorFindsWhatTheModelFindsOfUdp(@ForAll("steps") final List<Step> steps,
            @ForAll @IntRange(min = 1, max = 4) final int attempts, @ForAll @IntRange(max = 3) final int timeout) {
        play(Protocol.UDP, steps, attempts, TIMEOUTS_MILLIS[timeout]);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        final var what = Arbitraries.frequency(Tuple.of(30, What.PACKET),
            Tuple.of(4, What.ANSWER), Tuple.of(2, What.WRONG_ANSWER),
            Tuple.of(3, What.RESET), Tuple.of(3, What.ICMP),
            Tuple.of(1, What.LOSS), Tuple.of(30, What.TIME),
            Tuple.of(1, What.LONG_TIME), Tuple.of(1, What.FREEZE));
        return Combinators.combine(what, Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, 1), Arbitraries.integers().between(1, 100)).as(Step::new)
            .list().ofMinSize(5).ofMaxSize(150);
    }

    private static void play(final Protocol protocol, final List<Step> steps, final int attempts,
            final int timeoutMillis) {
        final boolean udp = protocol == Protocol.UDP;
        final var found = new ArrayList<String>();
        final var sink = new DetectionSink() {
            @Override
            public void failed(final Failure failure) {
                found.add(number(failure.client()) + " " + failure.evidence() + " " + failure.attempts() + " "
                    + failure.nanosSinceBegin());
            }

            @Override
            public void answered(final ServiceKey service) {
                found.add("answered");
            }

            @Override
            public long flooding(final IpAddress client) {
                throw new AssertionError("nothing was said of floods");
            }

            @Override
            public long flooded() {
                throw new AssertionError("nothing was said of floods");
            }

            @Override
            public void repliesNotObserved(final Set<ServiceKey> services) {
                // What follows from it is compared
            }

            @Override
            public void reached(final ServiceKey service, final IpAddress client) {
                found.add("reached " + number(client));
            }
        };
        final var detector = new Detector(DetectorLimits.DEFAULT, new CounterRegistry(), sink, 0, 42);
        detector.services(List.of(Scene.service(new ServiceKey("server", protocol, 80), timeoutMillis, attempts)));
        detector.ignoreClients(Set.of());
        final var model = new Model(udp, attempts, timeoutMillis * 1_000_000L);

        long now = 0;
        int failures = 0;
        for (var step : steps) {
            // Sequence numbers that lie together would be taken for data in the SYN
            final int sequence = udp ? 0 : step.sequence * 1000;
            final int client = step.client;
            final var address = IpAddress.ofIpv4(client);
            switch (step.what) {
                case PACKET -> {
                    detector.observe(udp ? new UdpPacket(address, SERVER, step.port, 80)
                        : new TcpOpen(address, SERVER, step.port, 80, sequence, 0), now);
                    model.packet(client, step.port, sequence, now);
                }
                case ANSWER, WRONG_ANSWER -> {
                    final int acknowledgement = sequence + (step.what == What.ANSWER ? 1 : 2);
                    detector.observe(udp ? new UdpPacket(SERVER, address, 80, step.port)
                        : new TcpAnswer(SERVER, address, 80, step.port, acknowledgement), now);
                    model.answer(client, step.port, acknowledgement, now);
                }
                case RESET -> {
                    detector.observe(udp ? unreachable(3, address, Protocol.UDP, step.port, sequence)
                        : new TcpReset(SERVER, address, 80, step.port, true, sequence + 1), now);
                    model.refusal(client, step.port, sequence, Evidence.REFUSED, now);
                }
                case ICMP -> {
                    detector.observe(unreachable(1, address, protocol, step.port, sequence), now);
                    model.refusal(client, step.port, sequence, Evidence.ICMP_UNREACHABLE, now);
                }
                case LOSS -> {
                    detector.evidenceLost(now, EvidenceLoss.PACKETS_DROPPED);
                    model.loss();
                }
                case TIME, LONG_TIME -> {
                    final long end = now + TICK * step.ticks * (step.what == What.TIME ? 1 : 60);
                    while (now < end) {
                        now += TICK;
                        detector.tick(now);
                        model.tick(now);
                        if (model.ambiguous) {
                            Statistics.label("order").collect("matters");
                            return;
                        }
                    }
                }
                case FREEZE -> {
                    // The clock jumps, or the process stood still: nobody called for more than two seconds
                    now += TICK * (FROZEN_TICKS + step.ticks);
                    detector.tick(now);
                    model.loss();
                    model.tick(now);
                    if (model.ambiguous) {
                        Statistics.label("order").collect("matters");
                        return;
                    }
                }
                default -> throw new AssertionError(step.what);
            }
            found.sort(Comparator.naturalOrder());
            assertEquals(model.takeFound(), found);
            failures += (int) found.stream()
                .filter(text -> !text.startsWith("answered") && !text.startsWith("reached")).count();
            found.clear();
        }
        Statistics.label(protocol + " failures").collect(failures == 0 ? "none" : failures < 4 ? "few" : "many");
    }

    private static Observation unreachable(final int code, final IpAddress client, final Protocol protocol,
            final int port, final int sequence) {
        return new Unreachable(Scene.ROUTER, client, code, client, SERVER, protocol, port, 80, sequence);
    }

    private static long number(final IpAddress client) {
        return client.low() & 0xFFFF_FFFFL;
    }
}
