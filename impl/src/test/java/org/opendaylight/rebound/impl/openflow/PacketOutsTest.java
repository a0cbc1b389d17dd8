/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnector;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacket;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketOutput;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

class PacketOutsTest {
    private static final byte[] FRAME = { 1, 2, 3 };

    private final List<TransmitPacketInput> asked = new ArrayList<>();
    private final List<SettableFuture<RpcResult<TransmitPacketOutput>>> answers = new ArrayList<>();
    private final CounterRegistry counters = new CounterRegistry();
    private final PacketOuts outs = new PacketOuts(new PlayedRpcs().with(TransmitPacket.class, this::transmit),
        counters);

    private ListenableFuture<RpcResult<TransmitPacketOutput>> transmit(final TransmitPacketInput input) {
        asked.add(input);
        final var answer = SettableFuture.<RpcResult<TransmitPacketOutput>>create();
        answers.add(answer);
        return answer;
    }

    private long count(final String outcome) {
        return counters.counter("openflow", outcome).value();
    }

    private String port() {
        // The plugin wants the port here: without it the packet-out fails, whatever its actions are
        return assertInstanceOf(DataObjectIdentifier.class, asked.getLast().getEgress().getValue())
            .getFirstKeyOf(NodeConnector.class).getId().getValue();
    }

    @Test
    void aFrameGoesToTheSwitchWhichForwardsItLikeABridge() {
        outs.configure(Examples.NORMAL);
        outs.send("openflow:161", FRAME);
        assertEquals(Inventory.nodeRef("openflow:161"), asked.getLast().getNode());
        assertArrayEquals(FRAME, asked.getLast().getPayload());
        assertEquals("openflow:161:NORMAL", port());
    }

    @Test
    void whereAnotherApplicationForwardsTheFrameBeginsAtTheFirstTable() {
        outs.configure(Examples.GOTO);
        outs.send("openflow:161", FRAME);
        assertEquals("openflow:161:TABLE", port());
    }

    @Test
    void whatASwitchDoesNotTakeIsCounted() {
        outs.send("openflow:161", FRAME);
        outs.send("openflow:161", FRAME);
        answers.getFirst().setException(new IllegalStateException("gone"));
        answers.getLast().set(RpcResultBuilder.<TransmitPacketOutput>failed()
            .withError(ErrorType.APPLICATION, "no").build());
        assertEquals(2, count("packet-out"));
        assertEquals(2, count("packet-out-failed"));
    }

    @Test
    void onlySoManyAreOnTheirWay() {
        for (int i = 0; i < 300; i++) {
            outs.send("openflow:161", FRAME);
        }
        assertEquals(256, asked.size());
        assertEquals(44, count("packet-out-dropped"));
        answers.getFirst().set(RpcResultBuilder.<TransmitPacketOutput>success().build());
        outs.send("openflow:161", FRAME);
        assertEquals(257, asked.size());
    }
}
