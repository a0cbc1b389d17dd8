/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.List;
import java.util.function.Supplier;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatchBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Builds the flows that keep packets from being copied: they outrank the observation and only forward. They match
 * nothing that is not observed, so that it stays with whoever forwards it.
 */
final class MuteFlows {
    private static final FlowKey KEY = new FlowKey(new FlowId("rebound-mute"));

    private MuteFlows() {
        // hidden on purpose
    }

    /** One UDP flow in one direction. */
    static Flow ofUdp(final ObservationSettings settings, final IpAddress src, final IpAddress dst, final int srcPort,
            final int dstPort, final int seconds) {
        return of(settings, seconds, FlowParts.matchBetween(Protocol.UDP, src, dst)
            .setLayer4Match(new UdpMatchBuilder()
                .setUdpSourcePort(FlowParts.port(srcPort))
                .setUdpDestinationPort(FlowParts.port(dstPort))
                .build()));
    }

    /** All that is observed between a client and one port of a server, in both directions. */
    static List<Flow> ofClient(final ObservationSettings settings, final IpAddress client, final IpAddress server,
            final Protocol protocol, final int port, final int seconds) {
        return ofFlood(settings, () -> FlowParts.matchBetween(protocol, client, server),
            () -> FlowParts.matchBetween(protocol, server, client), protocol, port, seconds);
    }

    /** All that is observed between everybody and one port of a server, in both directions. */
    static List<Flow> ofService(final ObservationSettings settings, final IpAddress server, final Protocol protocol,
            final int port, final int seconds) {
        return ofFlood(settings, () -> FlowParts.matchTo(protocol, server),
            () -> FlowParts.matchFrom(protocol, server), protocol, port, seconds);
    }

    private static List<Flow> ofFlood(final ObservationSettings settings, final Supplier<MatchBuilder> toServer,
            final Supplier<MatchBuilder> toClient, final Protocol protocol, final int port, final int seconds) {
        return switch (protocol) {
            case TCP -> {
                final var from = new TcpMatchBuilder().setTcpSourcePort(FlowParts.port(port)).build();
                yield List.of(
                    of(settings, seconds, FlowParts.withSyn(toServer.get()
                        .setLayer4Match(new TcpMatchBuilder().setTcpDestinationPort(FlowParts.port(port)).build()))),
                    of(settings, seconds, FlowParts.withSynAck(toClient.get().setLayer4Match(from))),
                    of(settings, seconds, FlowParts.withRst(toClient.get().setLayer4Match(from))));
            }
            case UDP -> List.of(
                of(settings, seconds, toServer.get()
                    .setLayer4Match(new UdpMatchBuilder().setUdpDestinationPort(FlowParts.port(port)).build())),
                of(settings, seconds, toClient.get()
                    .setLayer4Match(new UdpMatchBuilder().setUdpSourcePort(FlowParts.port(port)).build())));
        };
    }

    private static Flow of(final ObservationSettings settings, final int seconds, final MatchBuilder match) {
        return new FlowBuilder()
            // a flow that is not kept in the inventory has a key only because the type wants one
            .withKey(KEY)
            .setTableId(Uint8.valueOf(settings.table()))
            .setPriority(Uint16.valueOf(settings.priority() + ObservationFlows.MUTE_ABOVE))
            .setMatch(match.build())
            .setInstructions(FlowParts.instructions(switch (settings.forwarding()) {
                case NORMAL -> FlowParts.applyNormal();
                case GOTO_TABLE -> FlowParts.gotoTable(settings.nextTable());
            }))
            .setIdleTimeout(Uint16.ZERO)
            .setHardTimeout(Uint16.valueOf(seconds))
            .setCookie(Cookies.MUTE)
            .setCookieMask(Cookies.EXACT_MASK)
            .build();
    }
}
