/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
import org.opendaylight.rebound.impl.openflow.Direction;
import org.opendaylight.rebound.impl.openflow.FrameSink;
import org.opendaylight.rebound.impl.openflow.UdpMuter;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.packet.Observation.UdpPacket;
import org.opendaylight.rebound.impl.table.FailureRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The left half of the plugin on one thread, the one that brings frames: each is decoded, a UDP flow that has shown its
 * first packet is muted in the switch, and what the detector finds is recorded.
 */
final class Detection implements FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(Detection.class);
    private static final long OWN_ADDRESSES_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record UdpEndpoint(IpAddress address, int port) {
    }

    private final AtomicReference<@Nullable Collection<ServerService>> newServices = new AtomicReference<>();
    private final Detector detector;
    private final UdpMuter muter;
    private Set<UdpEndpoint> udpEndpoints = Set.of();
    private long ownAddressesRead;

    Detection(final UdpMuter muter, final FailureRecorder recorder, final Counters counters, final Clock clock) {
        this.muter = requireNonNull(muter);
        final long now = System.nanoTime();
        detector = new Detector(DetectorLimits.DEFAULT, counters, new Recording(recorder, clock), now);
        ownAddressesRead = now - OWN_ADDRESSES_NANOS;
    }

    /** Replaces what is watched; called by any thread, in force within a tick. */
    void services(final Collection<ServerService> services) {
        newServices.set(List.copyOf(services));
    }

    @Override
    public void accept(final byte[] frame, final String switchId, final long nanosReceived) {
        final var observation = FrameDecoder.decode(frame);
        if (observation instanceof UdpPacket packet) {
            if (udpEndpoints.contains(new UdpEndpoint(packet.destination(), packet.destinationPort()))) {
                mute(switchId, packet, Direction.TO_SERVER);
            } else if (udpEndpoints.contains(new UdpEndpoint(packet.source(), packet.sourcePort()))) {
                mute(switchId, packet, Direction.TO_CLIENT);
            }
        }
        detector.observe(observation, nanosReceived);
    }

    private void mute(final String switchId, final UdpPacket packet, final Direction direction) {
        muter.mute(switchId, packet.source(), packet.destination(), packet.sourcePort(), packet.destinationPort(),
            direction);
    }

    @Override
    public void tick(final long nanos) {
        final var services = newServices.getAndSet(null);
        if (services != null) {
            detector.services(services);
            udpEndpoints = services.stream()
                .filter(service -> service.key().protocol() == Protocol.UDP)
                .flatMap(service -> service.addresses().stream()
                    .map(address -> new UdpEndpoint(address, service.key().port())))
                .collect(Collectors.toUnmodifiableSet());
        }
        if (services != null || nanos - ownAddressesRead >= OWN_ADDRESSES_NANOS) {
            ownAddressesRead = nanos;
            detector.ignoreClients(ownAddresses());
        }
        muter.tick(nanos);
        detector.tick(nanos);
    }

    @Override
    public void evidenceLost(final long nanos) {
        detector.evidenceLost(nanos, EvidenceLoss.PACKETS_DROPPED);
    }

    /** The controller's own addresses: its probes are no clients. */
    private static Set<IpAddress> ownAddresses() {
        final var ret = new HashSet<IpAddress>();
        try {
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).map(IpAddress::of)
                .forEach(ret::add);
        } catch (SocketException e) {
            LOG.debug("The controller's own addresses cannot be read", e);
        }
        return ret;
    }

    private record Recording(FailureRecorder recorder, Clock clock) implements DetectionSink {
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
            recorder.reached(service, client);
        }

        private Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
