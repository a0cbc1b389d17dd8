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
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A UDP socket to one peer, used by one thread, which waits for answers on it. It is connected: what others send to it
 * is not received, and a closed port at the peer is told to us (RFC 1122 section 4.1.3.3). There is no further thread.
 */
final class InformSocket implements AutoCloseable {
    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(UdpListener.MAX_MESSAGE + 1);
    private volatile boolean stopped;

    private InformSocket(final DatagramChannel channel, final Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Opens a socket on a port that the system chooses.
     *
     * @param peer the peer
     * @return the socket
     * @throws IOException if the system refuses, or there is no route
     */
    static InformSocket open(final InetSocketAddress peer) throws IOException {
        final var channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(peer);
            final var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new InformSocket(channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void send(final byte[] message) throws IOException, InterruptedException {
        requireNotInterrupted();
        try {
            channel.write(ByteBuffer.wrap(message));
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for a datagram.
     *
     * @param deadline until when, by {@link System#nanoTime()}
     * @return the datagram, which is valid until the next call; null if there was none, or the socket was stopped
     * @throws IOException if the peer's host says that nobody listens, or the system fails
     * @throws InterruptedException if the thread is interrupted
     */
    @Nullable ByteBuffer receive(final long deadline) throws IOException, InterruptedException {
        while (!stopped) {
            requireNotInterrupted();
            buffer.clear();
            final int read;
            try {
                read = channel.read(buffer);
            } catch (ClosedByInterruptException e) {
                throw interrupted(e);
            }
            if (read > 0 && read <= UdpListener.MAX_MESSAGE) {
                return buffer.flip();
            }
            if (read == 0) {
                final long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return null;
                }
                // an interrupt ends it too
                selector.select(left);
                selector.selectedKeys().clear();
            }
        }
        return null;
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted while an inform was sent");
        }
    }

    // as the JDK's other blocking methods do, the exception is in the place of the flag
    private static InterruptedException interrupted(final ClosedByInterruptException cause) {
        Thread.interrupted();
        final var ret = new InterruptedException("Interrupted while an inform was sent");
        ret.initCause(cause);
        return ret;
    }

    /** Ends a wait, now and for good. May be called by any thread. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
