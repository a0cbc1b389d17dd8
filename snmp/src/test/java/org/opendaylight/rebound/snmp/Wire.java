/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jdt.annotation.Nullable;

/** What is between one sender of informs at a time and a receiver. It can lose answers, and measures what is sent. */
final class Wire implements AutoCloseable {
    private final DatagramChannel front;
    private final DatagramChannel back;
    private final Set<Integer> lost;
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final List<Thread> threads;
    private volatile @Nullable InetSocketAddress sender;

    /** A wire that loses the answers with these numbers, beginning with 0. */
    Wire(final InetSocketAddress receiver, final Set<Integer> lost) throws IOException {
        this.lost = lost;
        front = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back = DatagramChannel.open().connect(receiver);
        threads = List.of(Thread.startVirtualThread(this::requests), Thread.startVirtualThread(this::answers));
    }

    int port() throws IOException {
        return ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    /** How large the messages to the receiver were, in octets. */
    List<Integer> sizes() {
        return sizes;
    }

    private void requests() {
        final var buffer = ByteBuffer.allocate(65536);
        try {
            while (true) {
                sender = (InetSocketAddress) front.receive(buffer.clear());
                sizes.add(buffer.flip().remaining());
                back.write(buffer);
            }
        } catch (ClosedChannelException e) {
            // the test is over
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answers() {
        final var buffer = ByteBuffer.allocate(65536);
        try {
            for (int number = 0; true; number++) {
                back.receive(buffer.clear());
                if (!lost.contains(number)) {
                    front.send(buffer.flip(), sender);
                }
            }
        } catch (ClosedChannelException e) {
            // the test is over
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        front.close();
        back.close();
        for (final var thread : threads) {
            thread.join();
        }
    }
}
