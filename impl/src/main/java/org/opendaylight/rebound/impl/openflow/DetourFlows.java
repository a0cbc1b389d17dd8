/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.ArrayList;
import java.util.List;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.impl.redirect.Detour;
import org.opendaylight.rebound.impl.redirect.Doorway;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.Action;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.OutputPortValues;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatchBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Makes the two flows that lead a doorway's clients to the stand-in and its answers back. They are not in the
 * inventory, where a dead controller could not take them back: they end by themselves.
 */
final class DetourFlows {
    /** How long a flow stays that is not renewed, in seconds. */
    static final int HARD_SECONDS = 12;
    /** How long one stays that nobody uses. */
    static final int IDLE_SECONDS = 10;

    private static final FlowKey KEY = new FlowKey(new FlowId("rebound-detour"));

    private DetourFlows() {
        // hidden on purpose
    }

    /**
     * From the client to the stand-in, by whatever way the switch finds it.
     */
    static Flow there(final ObservationSettings settings, final Doorway doorway, final Detour detour) {
        final var match = FlowParts.withSource(toService(detour)
            .setInPort(new NodeConnectorId(doorway.port())), doorway.client());
        final var actions = new ArrayList<>(FlowParts.setDestination(detour.standInMac(), detour.standIn(),
            detour.standInPort()));
        return flow(settings, ObservationFlows.DETOUR_ABOVE, detour, match, switch (settings.forwarding()) {
            case NORMAL -> {
                actions.add(FlowParts.output(OutputPortValues.NORMAL.toString()));
                yield List.of(FlowParts.apply(actions));
            }
            case GOTO_TABLE -> List.of(FlowParts.apply(actions), FlowParts.gotoTable(settings.nextTable()));
        });
    }

    /**
     * From the stand-in to the client, as if from the server. Out of the client's port and not the way that the switch
     * finds: it would take the server to be where the stand-in is.
     */
    static Flow back(final ObservationSettings settings, final Doorway doorway, final Detour detour) {
        final var match = FlowParts.withDestination(FlowParts.matchFrom(Protocol.TCP, detour.standIn())
            .setLayer4Match(new TcpMatchBuilder().setTcpSourcePort(FlowParts.port(detour.standInPort())).build()),
            doorway.client());
        final List<Action> actions = new ArrayList<>(FlowParts.setSource(doorway.gateway(), detour.server(),
            detour.port()));
        actions.add(FlowParts.output(doorway.port().substring(doorway.port().lastIndexOf(':') + 1)));
        return flow(settings, ObservationFlows.DETOUR_ABOVE, detour, match, List.of(FlowParts.apply(actions)));
    }

    /** What opens a connection: shown to us, and not sent on. */
    static Flow hold(final ObservationSettings settings, final Detour detour) {
        return flow(settings, ObservationFlows.HOLD_ABOVE, detour, FlowParts.withSyn(toService(detour)), List.of(
            switch (settings.forwarding()) {
                case NORMAL -> FlowParts.gotoTable(settings.puntTable());
                case GOTO_TABLE -> FlowParts.applyController();
            }));
    }

    /** What the stand-in's own host asks: sent on, it is no client. */
    static Flow letOwnPass(final ObservationSettings settings, final Detour detour) {
        final var match = FlowParts.matchBetween(Protocol.TCP, detour.standIn(), detour.server())
            .setLayer4Match(new TcpMatchBuilder().setTcpDestinationPort(FlowParts.port(detour.port())).build());
        return flow(settings, ObservationFlows.DETOUR_ABOVE, detour, match, List.of(switch (settings.forwarding()) {
            case NORMAL -> FlowParts.applyNormal();
            case GOTO_TABLE -> FlowParts.gotoTable(settings.nextTable());
        }));
    }

    private static MatchBuilder toService(final Detour detour) {
        return FlowParts.matchTo(Protocol.TCP, detour.server())
            .setLayer4Match(new TcpMatchBuilder().setTcpDestinationPort(FlowParts.port(detour.port())).build());
    }

    private static Flow flow(final ObservationSettings settings, final int above, final Detour detour,
            final MatchBuilder match, final List<Instruction> instructions) {
        return new FlowBuilder()
            // a flow that is not kept in the inventory has a key only because the type wants one
            .withKey(KEY)
            .setTableId(Uint8.valueOf(settings.table()))
            .setPriority(Uint16.valueOf(settings.priority() + above))
            .setMatch(match.build())
            .setInstructions(FlowParts.instructions(instructions.toArray(Instruction[]::new)))
            .setIdleTimeout(Uint16.valueOf(IDLE_SECONDS))
            .setHardTimeout(Uint16.valueOf(HARD_SECONDS))
            .setCookie(Cookies.detour(detour.number()))
            .setCookieMask(Cookies.EXACT_MASK)
            .build();
    }
}
