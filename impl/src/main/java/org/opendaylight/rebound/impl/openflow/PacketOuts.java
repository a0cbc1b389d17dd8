/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.Semaphore;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.impl.probe.FrameSender;
import org.opendaylight.rebound.impl.redirect.PortSender;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.OutputPortValues;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacket;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacketOutput;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends frames into the network by packet-out (OpenFlow 1.3.5 section 7.3.7), as a host on the switch would. With
 * {@link Forwarding#NORMAL} the switch forwards them like an ordinary bridge; with {@link Forwarding#GOTO_TABLE} they
 * begin at its first table, for the application that forwards there. Never waits for a switch: a frame is lost when too
 * many are on their way.
 */
public final class PacketOuts implements FrameSender, PortSender {
    private static final Logger LOG = LoggerFactory.getLogger(PacketOuts.class);
    private static final int MAX_OUTSTANDING = 256;

    private final Semaphore outstanding = new Semaphore(MAX_OUTSTANDING);
    private final LogLimit failedLog = new LogLimit();
    private final TransmitPacket transmitPacket;
    private final Counter sent;
    private final Counter dropped;
    private final Counter failed;
    private volatile Forwarding forwarding = Forwarding.NORMAL;

    /**
     * Sends nothing yet.
     *
     * @param rpcService leads to the switches
     * @param counters counts what was sent, dropped here, and refused by a switch or the plugin
     */
    public PacketOuts(final RpcService rpcService, final Counters counters) {
        transmitPacket = rpcService.getRpc(TransmitPacket.class);
        sent = counters.counter("openflow", "packet-out");
        dropped = counters.counter("openflow", "packet-out-dropped");
        failed = counters.counter("openflow", "packet-out-failed");
    }

    /**
     * Sets how the switches forward.
     *
     * @param settings the settings
     */
    public void configure(final ObservationSettings settings) {
        forwarding = settings.forwarding();
    }

    @Override
    public void send(final String switchId, final byte[] frame) {
        send(switchId, new TransmitPacketInputBuilder()
            .setPayload(requireNonNull(frame))
            .setEgress(Inventory.port(switchId, switch (forwarding) {
                case NORMAL -> OutputPortValues.NORMAL;
                case GOTO_TABLE -> OutputPortValues.TABLE;
            })));
    }

    private void send(final String switchId, final TransmitPacketInputBuilder packet) {
        if (!outstanding.tryAcquire()) {
            dropped.increment();
            return;
        }
        sent.increment();
        final var future = transmitPacket.invoke(packet.setNode(Inventory.nodeRef(switchId)).build());
        Futures.addCallback(future, new FutureCallback<RpcResult<TransmitPacketOutput>>() {
            @Override
            public void onSuccess(final RpcResult<TransmitPacketOutput> result) {
                outstanding.release();
                if (!result.isSuccessful()) {
                    fail(switchId, result.getErrors());
                }
            }

            @Override
            public void onFailure(final Throwable cause) {
                outstanding.release();
                fail(switchId, cause);
            }
        }, MoreExecutors.directExecutor());
    }

    @Override
    public void sendOut(final String switchId, final String port, final byte[] frame) {
        send(switchId, new TransmitPacketInputBuilder()
            .setPayload(requireNonNull(frame))
            .setEgress(Inventory.port(switchId, port)));
    }

    @Override
    public void sendIn(final String switchId, final String port, final byte[] frame) {
        send(switchId, new TransmitPacketInputBuilder()
            .setPayload(requireNonNull(frame))
            .setIngress(Inventory.port(switchId, port))
            .setEgress(Inventory.port(switchId, OutputPortValues.TABLE)));
    }

    private void fail(final String switchId, final Object reason) {
        failed.increment();
        if (failedLog.tryPass()) {
            LOG.warn("Switch {} did not send a packet, {} so far: {}", switchId, failed.value(), reason);
        }
    }
}
