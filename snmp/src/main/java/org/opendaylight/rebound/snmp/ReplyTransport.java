/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.AbstractTransportMapping;

/**
 * The library's way to answer: sends through the socket that the message came from, and does nothing else.
 */
final class ReplyTransport extends AbstractTransportMapping<UdpAddress> {
    private final DatagramChannel channel;

    ReplyTransport(final DatagramChannel channel, final int maxMessage) {
        this.channel = channel;
        maxInboundMessageSize = maxMessage;
    }

    @Override
    public Class<UdpAddress> getSupportedAddressClass() {
        return UdpAddress.class;
    }

    @Override
    public UdpAddress getListenAddress() {
        final var socket = channel.socket();
        return new UdpAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void sendMessage(final UdpAddress address, final byte[] message,
            final TransportStateReference tmStateReference, final long timeoutMillis, final int maxRetries)
            throws IOException {
        channel.send(ByteBuffer.wrap(message), new InetSocketAddress(address.getInetAddress(), address.getPort()));
    }

    @Override
    public boolean isListening() {
        return channel.isOpen();
    }

    @Override
    public void listen() {
        // the channel's owner receives
    }

    @Override
    public void close() {
        // the channel's owner closes it
    }
}
