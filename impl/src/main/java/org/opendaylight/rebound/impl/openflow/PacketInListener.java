/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnector;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.PacketReceived;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Receives the copies that our flows make, and hands them to a {@link FrameSink} on the thread that brings them. The
 * OpenFlow plugin silently drops what its listeners do not take fast enough.
 */
public final class PacketInListener implements AutoCloseable {
    private final FrameSink sink;
    private final Counter received;
    private final Counter noSwitch;
    private final Registration registration;

    /**
     * Starts to receive.
     *
     * @param notificationService brings the packet-ins
     * @param sink takes the frames
     * @param counters counts what was received
     */
    public PacketInListener(final NotificationService notificationService, final FrameSink sink,
            final Counters counters) {
        this.sink = requireNonNull(sink);
        received = counters.counter("openflow", "received");
        noSwitch = counters.counter("openflow", "no-switch");
        // on the notification thread itself: an executor in between would have a queue without bound
        registration = notificationService.registerListener(PacketReceived.class, this::onPacketReceived,
            MoreExecutors.directExecutor());
    }

    @Override
    public void close() {
        registration.close();
    }

    private void onPacketReceived(final PacketReceived packetIn) {
        final var cookie = packetIn.getFlowCookie();
        if (!Cookies.isObservation(cookie) && !Cookies.isDetour(cookie)) {
            return;
        }
        received.increment();
        final var payload = packetIn.getPayload();
        if (payload == null || packetIn.getIngress() == null
                || !(packetIn.getIngress().getValue() instanceof DataObjectIdentifier<?> ingress)) {
            noSwitch.increment();
            return;
        }
        final var node = ingress.firstKeyOf(Node.class);
        final var port = ingress.firstKeyOf(NodeConnector.class);
        if (node == null || port == null) {
            noSwitch.increment();
        } else {
            sink.accept(payload, node.getId().getValue(), port.getId().getValue(), System.nanoTime());
        }
    }
}
