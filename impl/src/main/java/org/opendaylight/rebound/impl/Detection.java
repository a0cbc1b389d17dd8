/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.detect.DetectionSink;
import org.opendaylight.rebound.impl.detect.Detector;
import org.opendaylight.rebound.impl.detect.DetectorLimits;
import org.opendaylight.rebound.impl.detect.EvidenceLoss;
import org.opendaylight.rebound.impl.detect.Failure;
import org.opendaylight.rebound.impl.detect.ObservationQueue;
import org.opendaylight.rebound.impl.openflow.FloodMuter;
import org.opendaylight.rebound.impl.openflow.UdpMuter;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.table.FailureRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the observations, on one thread: a UDP flow that has shown its first packet is muted in the switch,
 * and what the detector finds is recorded.
 */
final class Detection implements ObservationQueue.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Detection.class);
    private static final int FLOOD_WITHOUT_PUNT_RATE = 5000;
    /** What no punt-rate makes a flood: packets a second. */
    private static final int MIN_FLOOD = 50;
    private static final long OWN_ADDRESSES_NANOS = TimeUnit.MINUTES.toNanos(1);

    @FunctionalInterface
    private interface Mute {
        /** Mutes something at a switch, and says for how many seconds. */
        int on(String switchId, IpAddress server, Protocol protocol, int port);
    }

    private record Scope(List<ServerService> services, Set<IpAddress> routers, long puntRate) {
    }

    private final AtomicReference<@Nullable Scope> newScope = new AtomicReference<>();
    private final Detector detector;
    private final UdpMuter udpMuter;
    private final FloodMuter floodMuter;
    private final LossWatch losses;
    private volatile Set<ServiceKey> repliesNotObserved = Set.of();
    private long ownAddressesRead;
    /** What the detector has in hand, and which switch copied it. */
    private Observation observed = Observation.Ignored.TRUNCATED;
    private String observedBy = "";
    /** Which switch copied the last answer of a server: the flows that copy answers are for servers only. */
    private final Map<IpAddress, String> answeredBy = new HashMap<>();

    Detection(final UdpMuter udpMuter, final FloodMuter floodMuter, final FailureRecorder recorder,
            final LossWatch losses, final Counters counters, final Clock clock) {
        this.udpMuter = requireNonNull(udpMuter);
        this.floodMuter = requireNonNull(floodMuter);
        this.losses = requireNonNull(losses);
        final long now = System.nanoTime();
        detector = new Detector(DetectorLimits.DEFAULT, counters, new Recording(recorder, clock), now);
        ownAddressesRead = now - OWN_ADDRESSES_NANOS;
    }

    /** Replaces what is watched; called by any thread, in force within a tick. */
    void watch(final Collection<ServerService> services, final Set<IpAddress> routers, final long puntRate) {
        newScope.set(new Scope(List.copyOf(services), Set.copyOf(routers), puntRate));
    }

    /** The services whose replies are not observed; may be called by any thread. */
    Set<ServiceKey> repliesNotObserved() {
        return repliesNotObserved;
    }

    @Override
    public void observed(final Observation observation, final String switchId, final long nanos) {
        observed = observation;
        observedBy = switchId;
        switch (observation) {
            case UdpPacket packet -> udpMuter.mute(switchId, packet.source(), packet.destination(),
                packet.sourcePort(), packet.destinationPort());
            case TcpAnswer answer -> answeredBy.put(answer.server(), switchId);
            case TcpReset reset -> answeredBy.put(reset.source(), switchId);
            default -> {
                // nothing to be muted, and no answer of a server
            }
        }
        detector.observe(observation, switchId, nanos);
    }

    @Override
    public void tick(final long nanos) {
        final var scope = newScope.getAndSet(null);
        if (scope != null) {
            detector.services(scope.services);
            detector.routers(scope.routers);
            limitFloods(scope.puntRate);
            answeredBy.clear();
        }
        if (scope != null || nanos - ownAddressesRead >= OWN_ADDRESSES_NANOS) {
            ownAddressesRead = nanos;
            detector.ignoreClients(OwnAddresses.all());
        }
        udpMuter.tick(nanos);
        floodMuter.tick(nanos);
        // in this order: what was told as lost before an account belongs to it
        losses.takeAccounted(detector::accounted);
        losses.takeLosses().forEach(loss -> detector.evidenceLost(nanos, loss));
        detector.tick(nanos);
        losses.awaited(detector.awaitsAccount());
    }

    /**
     * A service that is asked with 0.4 of what a switch may copy takes, with its answers, nearly all of it; one client
     * may have a quarter.
     */
    private void limitFloods(final long puntRate) {
        if (puntRate == 0) {
            detector.limitFloods(FLOOD_WITHOUT_PUNT_RATE, Integer.MAX_VALUE);
        } else {
            detector.limitFloods(Math.toIntExact(Math.max(MIN_FLOOD, puntRate / 4)),
                Math.toIntExact(Math.max(2 * MIN_FLOOD, puntRate * 2 / 5)));
        }
    }

    @Override
    public void lost() {
        losses.lost(EvidenceLoss.PACKETS_DROPPED, "the controller does not keep up, see counter detect/queue-full");
    }

    private final class Recording implements DetectionSink {
        private final FailureRecorder recorder;
        private final Clock clock;

        Recording(final FailureRecorder recorder, final Clock clock) {
            this.recorder = requireNonNull(recorder);
            this.clock = requireNonNull(clock);
        }

        @Override
        public void failed(final Failure failure) {
            recorder.failed(failure.service(), failure.client(), failure.evidence(),
                now().minusNanos(failure.nanosSinceBegin()).truncatedTo(ChronoUnit.MILLIS));
        }

        @Override
        public void answered(final ServiceKey service) {
            recorder.answered(service, now());
        }

        @Override
        public void reached(final ServiceKey service, final IpAddress client) {
            recorder.reached(service, client, now());
        }

        @Override
        public long flooding(final IpAddress client) {
            return mute((switchId, server, protocol, port) ->
                floodMuter.muteClient(switchId, client, server, protocol, port));
        }

        @Override
        public long flooded() {
            return mute(floodMuter::muteService);
        }

        /** Mutes what is asked where it was copied, and where the answers are copied: at the edge these are two. */
        private long mute(final Mute mute) {
            return switch (observed) {
                case TcpOpen open -> mute(mute, open.server(), Protocol.TCP, open.serverPort());
                case UdpPacket packet -> mute(mute, packet.destination(), Protocol.UDP, packet.destinationPort());
                // A question for a link-layer address: those are few, or there is nothing that a mute could help
                default -> 0;
            };
        }

        private long mute(final Mute mute, final IpAddress server, final Protocol protocol, final int port) {
            int seconds = mute.on(observedBy, server, protocol, port);
            final var other = answeredBy.get(server);
            if (other != null && !other.equals(observedBy)) {
                seconds = Math.max(seconds, mute.on(other, server, protocol, port));
            }
            return TimeUnit.SECONDS.toNanos(seconds);
        }

        @Override
        public void repliesNotObserved(final Set<ServiceKey> services) {
            LOG.info("Services whose replies are not observed: {}", services);
            repliesNotObserved = services;
        }

        private Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
