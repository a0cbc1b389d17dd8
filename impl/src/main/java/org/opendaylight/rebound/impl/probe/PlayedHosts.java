/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.packet.FrameWriter;
import org.opendaylight.rebound.impl.packet.LinkLayer;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;

/**
 * What the hosts do that Rebound plays: one for each {@link ProbeSource}. They answer who asks for their link-layer
 * address, and know no more TCP than this: ask for the server's link-layer address, send a SYN, take a SYN-ACK or a
 * reset for the reply, and reset what was granted, so that the server forgets it. Belongs to one thread.
 */
final class PlayedHosts {
    private final Map<Integer, Attempt> attempts = new HashMap<>();
    private final Supplier<Map<IpAddress, ProbeSource>> sources;
    private final FrameSender sender;
    private final Counter sent;
    private final Counter neighbourAnswered;

    /**
     * Hosts that have not said anything.
     *
     * @param sources who they are, by address; may change
     * @param sender sends their frames
     * @param counters counts in stage {@code probe}
     */
    PlayedHosts(final Supplier<Map<IpAddress, ProbeSource>> sources, final FrameSender sender,
            final Counters counters) {
        this.sources = requireNonNull(sources);
        this.sender = requireNonNull(sender);
        sent = counters.counter("probe", "sent");
        neighbourAnswered = counters.counter("probe", "neighbour-answered");
    }

    /** Begins to connect. No other attempt has the same own port. */
    void begin(final Attempt attempt) {
        attempts.put(attempt.ownPort(), attempt);
        repeat(attempt);
    }

    /** Sends again what was not answered yet. */
    void repeat(final Attempt attempt) {
        final var source = attempt.source();
        if (attempt.mac().isPresent()) {
            sent.increment();
            sender.send(source.switchId(), FrameWriter.syn(source.station(), attempt.ownPort(), attempt.server(),
                attempt.port(), attempt.mac().getAsLong(), attempt.sequence()));
        } else {
            sender.send(source.switchId(), FrameWriter.question(source.station(), attempt.server()));
        }
    }

    /** Forgets an attempt. */
    void end(final Attempt attempt) {
        attempts.remove(attempt.ownPort(), attempt);
    }

    /**
     * Takes a frame.
     *
     * @param observation what it shows
     * @param frame the frame
     * @param switchId the switch that it came from
     */
    void heard(final Observation observation, final byte[] frame, final String switchId) {
        switch (observation) {
            case Solicitation question -> {
                final var source = sources.get().get(question.target());
                // Another switch has copied the same question when it passed there
                if (source != null && source.switchId().equals(switchId)) {
                    neighbourAnswered.increment();
                    sender.send(switchId,
                        FrameWriter.answer(source.station(), question.asker(), LinkLayer.told(frame)));
                }
            }
            case Advertisement told -> attempts.values().stream()
                .filter(attempt -> attempt.mac().isEmpty() && attempt.server().equals(told.owner()))
                .forEach(attempt -> {
                    attempt.resolved(LinkLayer.told(frame));
                    repeat(attempt);
                });
            case TcpAnswer answer -> {
                final var attempt = attempts.get(answer.clientPort());
                if (attempt != null && attempt.isRepliedBy(answer.server(), answer.serverPort(), answer.client(),
                        answer.acknowledgement())) {
                    attempt.reply().complete(Reply.ANSWERED);
                }
                // Also what comes too late, or twice, and what we did not ask for (RFC 9293 section 3.10.7.1)
                final var source = sources.get().get(answer.client());
                if (source != null) {
                    sender.send(source.switchId(), FrameWriter.reset(source.station(), answer.clientPort(),
                        answer.server(), answer.serverPort(), LinkLayer.source(frame), answer.acknowledgement()));
                }
            }
            case TcpReset reset -> {
                final var attempt = attempts.get(reset.destinationPort());
                if (attempt != null && reset.acknowledges() && attempt.isRepliedBy(reset.source(), reset.sourcePort(),
                        reset.destination(), reset.acknowledgement())) {
                    attempt.reply().complete(Reply.REFUSED);
                }
            }
            default -> {
                // Nothing that such a host waits for
            }
        }
    }
}
