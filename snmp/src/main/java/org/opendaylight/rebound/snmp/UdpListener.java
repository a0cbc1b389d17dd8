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
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;

/**
 * A UDP socket and the thread that receives from it.
 */
final class UdpListener {
    /** The largest message that is taken, in octets; a notification that is larger is no restart or link trap. */
    static final int MAX_MESSAGE = 16384;

    private static final int RECEIVE_BUFFER = 1 << 20;

    private final Listener address;
    private final DatagramChannel channel;
    private final InetSocketAddress local;

    private UdpListener(final Listener address, final DatagramChannel channel) throws IOException {
        this.address = address;
        this.channel = channel;
        local = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Binds a socket.
     *
     * @param address the local address
     * @return the listener, which receives nothing before it is started
     * @throws IOException if the system refuses
     */
    static UdpListener bind(final Listener address) throws IOException {
        final var channel = open(address);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(address.address().toInetAddress(), address.port()));
            return new UdpListener(address, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel open(final Listener address) throws IOException {
        final var isIpv4 = address.address().isIpv4();
        try {
            return DatagramChannel.open(isIpv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException e) {
            throw new IOException("This system has no " + (isIpv4 ? "IPv4" : "IPv6"), e);
        }
    }

    /**
     * Begins to receive.
     *
     * @param sink takes what comes, on the socket's thread
     * @return the running thread
     */
    Running start(final Sink sink) {
        final var thread = new Thread(() -> receive(sink), "rebound-snmp-" + address);
        thread.setDaemon(true);
        final var ret = new Running(this, thread);
        thread.start();
        return ret;
    }

    DatagramChannel channel() {
        return channel;
    }

    private void receive(final Sink sink) {
        // one octet more than we take, so that what is too large is seen as such and not as cut off
        final var buffer = ByteBuffer.allocate(MAX_MESSAGE + 1);
        boolean stopped = false;
        // what an Error leaves behind
        var failure = new IOException("The socket's thread has ended");
        try {
            while (true) {
                buffer.clear();
                final var source = (InetSocketAddress) channel.receive(buffer);
                sink.received(buffer.flip(), source);
            }
        } catch (ClosedChannelException e) {
            // this is how we are asked to stop, unless an interrupt that nobody of ours sends has closed the channel
            stopped = !Thread.currentThread().isInterrupted();
            failure = e;
        } catch (IOException e) {
            failure = e;
        } finally {
            if (!stopped) {
                sink.lost(failure);
            }
        }
    }

    /**
     * A listener that receives.
     *
     * @param listener the listener
     * @param thread its thread
     */
    record Running(UdpListener listener, Thread thread) {
        InetSocketAddress local() {
            return listener.local;
        }

        /** Closes the socket and waits for its thread. Must not be called on that thread. */
        void close() {
            try {
                listener.channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("Closing a UDP socket does no input or output", e);
            }
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Takes what a socket gives. Called on the socket's thread.
     */
    interface Sink {
        /**
         * A datagram. Nothing that can happen here may throw.
         *
         * @param message its octets, at most {@value UdpListener#MAX_MESSAGE} and one more
         * @param source where it came from
         */
        void received(ByteBuffer message, InetSocketAddress source);

        /**
         * The socket is broken; its thread ends.
         *
         * @param cause why
         */
        void lost(IOException cause);
    }
}
