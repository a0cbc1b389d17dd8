/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatchBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Builds the flow that keeps a single UDP flow from being copied: it outranks the observation by one and only forwards.
 */
final class MuteFlows {
    private static final FlowKey KEY = new FlowKey(new FlowId("rebound-mute"));

    private MuteFlows() {
        // hidden on purpose
    }

    static Flow of(final ObservationSettings settings, final IpAddress src, final IpAddress dst, final int srcPort,
            final int dstPort, final int seconds) {
        return new FlowBuilder()
            // a flow that is not kept in the inventory has a key only because the type wants one
            .withKey(KEY)
            .setTableId(Uint8.valueOf(settings.table()))
            .setPriority(Uint16.valueOf(settings.priority() + 1))
            .setMatch(FlowParts.matchBetween(Protocol.UDP, src, dst)
                .setLayer4Match(new UdpMatchBuilder()
                    .setUdpSourcePort(FlowParts.port(srcPort))
                    .setUdpDestinationPort(FlowParts.port(dstPort))
                    .build())
                .build())
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
