/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.packet.Observation.Unreachable;

/**
 * Whatever comes in whatever order, there is no exception, and an ICMP message makes a failure only if it quotes an
 * attempt that was seen. The bytes are a script: a step each, with its choice of addresses, ports and numbers, few
 * enough that they meet. docs/testing.md says how this looks for more.
 */
class QuoteMatcherFuzzTest {
    private static final List<IpAddress> HOSTS = List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"),
        IpAddress.parse("198.51.100.1"), IpAddress.parse("198.51.100.2"), IpAddress.parse("2001:db8::1"),
        IpAddress.parse("2001:db8::2"), IpAddress.parse("2001:db8:1::1"), IpAddress.parse("198.51.100.3"));
    private static final String FILTERED = "web2";
    private static final IpAddress OWN = HOSTS.get(7);
    private static final int[] PORTS = { 80, 53, 40_000, 40_001 };
    private static final int[] SEQUENCES = { 0, 1, -1, Integer.MAX_VALUE };
    private static final Set<Integer> CODES_V4 = Set.of(0, 1, 2, 3, 5, 6, 7, 11, 12);
    private static final Set<Integer> CODES_V6 = Set.of(0, 3, 4);
    /** What says that a filter forbids it: evidence for the second web server only. */
    private static final Set<Integer> POLICY_V4 = Set.of(9, 10, 13, 14, 15);
    private static final Set<Integer> POLICY_V6 = Set.of(1, 5, 6);
    private static final long MILLI = 1_000_000;
    /** Ten times the response timeout, or a minute if that is more; the detector's clock ticks once a millisecond. */
    private static final long LIFETIME = 60_005 * MILLI;
    private static final RecoveryPolicy POLICY =
        new RecoveryPolicy(Set.of(), true, Duration.ofMinutes(1), Duration.ZERO);

    private static final int MAX_STEPS = 200;
    /** One for all scripts: it takes much longer to make a detector than to have it forget all. */
    private static final Run RUN = new Run();

    @FuzzTest(maxDuration = "10s")
    void script(final byte[] bytes) {
        RUN.begin();
        final var script = ByteBuffer.wrap(bytes);
        for (int steps = 0; script.hasRemaining() && steps < MAX_STEPS; steps++) {
            RUN.step(script);
        }
    }

    private record Attempt(IpAddress client, IpAddress server, Protocol protocol, int clientPort, int serverPort,
            int sequence, int dataLength, long time) {
    }

    private static final class Run implements DetectionSink {
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<Solicitation> questions = new ArrayList<>();
        private final Map<TcpReset, Long> resets = new HashMap<>();
        private final List<Failure> failures = new ArrayList<>();
        private final List<ServerService> services = List.of(
            service("web", Protocol.TCP, 80, HOSTS.get(0), HOSTS.get(4)),
            new ServerService(new ServiceKey(FILTERED, Protocol.TCP, 80), 80,
                List.of(HOSTS.get(1), HOSTS.get(5)), Set.of(), Duration.ofSeconds(3), 2, true, POLICY, List.of()),
            service("dns", Protocol.UDP, 53, HOSTS.get(0), HOSTS.get(5)));
        private final Detector detector;
        private long now = Long.MAX_VALUE - 30_000 * MILLI;

        Run() {
            detector = new Detector(new DetectorLimits(6, 3, 4), new CounterRegistry(), this, now, 7);
            detector.limitFloods(5, 12);
            detector.ignoreClients(Set.of(OWN));
        }

        void begin() {
            attempts.clear();
            questions.clear();
            resets.clear();
            detector.services(List.of());
            assertEquals(0, detector.size());
            detector.tick(now);
            detector.services(services);
        }

        private static ServerService service(final String name, final Protocol protocol, final int port,
                final IpAddress... addresses) {
            return new ServerService(new ServiceKey(name, protocol, port), List.of(addresses), Duration.ofSeconds(3),
                2, POLICY);
        }

        void step(final ByteBuffer script) {
            switch (next(script) % 12) {
                case 0 -> see(new TcpOpen(host(script), host(script), port(script), port(script), sequence(script),
                    next(script) % 3));
                case 1 -> see(new UdpPacket(host(script), host(script), port(script), port(script)));
                case 2 -> see(new TcpAnswer(host(script), host(script), port(script), port(script),
                    sequence(script)));
                case 3 -> see(new TcpReset(host(script), host(script), port(script), port(script),
                    next(script) % 2 == 0, sequence(script)));
                case 4 -> {
                    now += next(script) * 20 * MILLI;
                    failures.clear();
                    detector.tick(now);
                    failures.forEach(this::checkSilence);
                }
                case 5 -> {
                    // Without a tick: minutes
                    now += next(script) * 1_000 * MILLI;
                    if (next(script) % 2 == 0) {
                        detector.evidenceLost(now, EvidenceLoss.LATE_TICK);
                    }
                }
                case 6 -> {
                    final var frame = new byte[Math.min(next(script), script.remaining())];
                    script.get(frame);
                    see(FrameDecoder.decode(frame));
                }
                case 7 -> see(new Solicitation(host(script), host(script)));
                case 8 -> see(new Advertisement(host(script)));
                case 9 -> detector.accounted(now);
                default -> see(unreachable(script));
            }
        }

        private Unreachable unreachable(final ByteBuffer script) {
            final var client = host(script);
            final int code = next(script) % 20;
            final var protocol = next(script) % 2 == 0 ? Protocol.TCP : Protocol.UDP;
            // Usually to the client that it quotes
            final int addressee = next(script);
            return new Unreachable(host(script), addressee < 200 ? client : HOSTS.get(addressee % HOSTS.size()), code,
                client, host(script), protocol, port(script), port(script),
                protocol == Protocol.TCP ? sequence(script) : 0);
        }

        private void see(final Observation observation) {
            final var attempt = attempt(observation, now);
            failures.clear();
            detector.observe(observation, now);
            if (attempt != null) {
                attempts.add(attempt);
            }
            if (observation instanceof Solicitation question) {
                questions.add(question);
            }
            if (observation instanceof TcpReset reset) {
                resets.put(reset, now);
            }
            assertTrue(failures.size() <= 1, () -> observation + " made " + failures);
            for (var failure : failures) {
                switch (observation) {
                    case Unreachable message -> checkQuote(message, failure);
                    case TcpReset reset -> checkRefusal(reset, failure);
                    case TcpOpen open -> checkEarlyRefusal(open, failure);
                    default -> throw new AssertionError(observation + " made " + failure);
                }
            }
        }

        private static @Nullable Attempt attempt(final Observation observation, final long now) {
            return switch (observation) {
                case TcpOpen open -> new Attempt(open.client(), open.server(), Protocol.TCP, open.clientPort(),
                    open.serverPort(), open.sequence(), open.dataLength(), now);
                case UdpPacket packet -> new Attempt(packet.source(), packet.destination(), Protocol.UDP,
                    packet.sourcePort(), packet.destinationPort(), 0, 0, now);
                default -> null;
            };
        }

        private void checkQuote(final Unreachable message, final Failure failure) {
            assertEquals(message.client(), message.addressee());
            assertEquals(message.client(), failure.client());
            assertTrue((message.isIpv4() ? CODES_V4 : CODES_V6).contains(message.code())
                || failure.service().server().equals(FILTERED)
                && (message.isIpv4() ? POLICY_V4 : POLICY_V6).contains(message.code()), message::toString);
            assertTrue(failure.evidence() == Evidence.ICMP_UNREACHABLE || failure.evidence() == Evidence.REFUSED);
            checkWatched(failure, message.server(), message.protocol(), message.serverPort());
            assertTrue(attempts.stream().anyMatch(attempt -> attempt.client.equals(message.client())
                && attempt.server.equals(message.server()) && attempt.protocol == message.protocol()
                && attempt.clientPort == message.clientPort() && attempt.serverPort == message.serverPort()
                && attempt.sequence == message.sequence() && now - attempt.time <= LIFETIME),
                () -> message + " made " + failure + " of " + attempts);
        }

        private void checkRefusal(final TcpReset reset, final Failure failure) {
            assertTrue(reset.acknowledges());
            assertEquals(reset.destination(), failure.client());
            assertEquals(Evidence.REFUSED, failure.evidence());
            checkWatched(failure, reset.source(), Protocol.TCP, reset.sourcePort());
            assertTrue(attempts.stream().anyMatch(attempt -> attempt.client.equals(reset.destination())
                && attempt.server.equals(reset.source()) && attempt.protocol == Protocol.TCP
                && attempt.clientPort == reset.destinationPort() && attempt.serverPort == reset.sourcePort()
                && reset.acknowledgement() - attempt.sequence >= 1
                && reset.acknowledgement() - attempt.sequence <= 1 + attempt.dataLength),
                () -> reset + " made " + failure + " of " + attempts);
        }

        /** Where the two are copied by different switches, a refusal may overtake its attempt. */
        private void checkEarlyRefusal(final TcpOpen open, final Failure failure) {
            assertEquals(open.client(), failure.client());
            assertEquals(Evidence.REFUSED, failure.evidence());
            checkWatched(failure, open.server(), Protocol.TCP, open.serverPort());
            final var time = resets.get(new TcpReset(open.server(), open.client(), open.serverPort(),
                open.clientPort(), true, open.sequence() + 1));
            assertTrue(time != null && now - time <= Detector.COPY_NANOS + 2 * MILLI,
                () -> open + " made " + failure + " after " + resets);
        }

        private void checkSilence(final Failure failure) {
            assertTrue(failure.attempts() >= 2, failure::toString);
            if (failure.evidence() == Evidence.UNRESOLVED) {
                final var addresses = watched(failure).addresses();
                assertTrue(questions.stream().filter(question -> question.asker().equals(failure.client())
                    && addresses.contains(question.target())).count() >= 2, failure::toString);
            } else {
                assertEquals(Evidence.NO_REPLY, failure.evidence());
                assertTrue(attempts.stream().filter(attempt -> attempt.client.equals(failure.client())
                    && attempt.protocol == failure.service().protocol()).count() >= 2, failure::toString);
            }
        }

        private void checkWatched(final Failure failure, final IpAddress server, final Protocol protocol,
                final int port) {
            assertTrue(!failure.client().equals(OWN));
            final var service = watched(failure);
            assertTrue(service.addresses().contains(server), failure::toString);
            assertEquals(service.key().protocol(), protocol);
            assertEquals(service.key().port(), port);
        }

        private ServerService watched(final Failure failure) {
            return services.stream().filter(service -> service.key().equals(failure.service())).findFirst()
                .orElseThrow(() -> new AssertionError(failure));
        }

        @Override
        public void failed(final Failure failure) {
            failures.add(failure);
        }

        @Override
        public void answered(final ServiceKey service) {
            assertNotNull(service);
        }

        @Override
        public void reached(final ServiceKey service, final IpAddress client) {
            assertNotNull(client);
        }

        @Override
        public long flooding(final IpAddress client) {
            assertTrue(!client.equals(OWN));
            return 1_000_000_000L;
        }

        @Override
        public long flooded() {
            return 1_000_000_000L;
        }

        @Override
        public void repliesNotObserved(final Set<ServiceKey> unseen) {
            assertTrue(services.stream().map(ServerService::key).toList().containsAll(unseen), unseen::toString);
        }

        private static IpAddress host(final ByteBuffer script) {
            return HOSTS.get(next(script) % HOSTS.size());
        }

        private static int port(final ByteBuffer script) {
            return PORTS[next(script) % PORTS.length];
        }

        private static int sequence(final ByteBuffer script) {
            return SEQUENCES[next(script) % SEQUENCES.length];
        }

        private static int next(final ByteBuffer script) {
            return script.hasRemaining() ? script.get() & 0xFF : 0;
        }
    }
}
