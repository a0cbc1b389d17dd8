/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Opens as many TCP connections as it can, or accepts them. Runs inside a machine of the testbed.
 */
public final class Connections {
    private static final int BACKLOG = 4096;
    private static final int THREADS = 4;
    private static final int LIMIT = 5_000;

    private Connections() {
        // no instances
    }

    /**
     * Either side.
     *
     * @param args {@code accept ADDRESS PORT}, which does not end; or {@code open ADDRESS PORT SECONDS FILE}, which
     *     writes into FILE how many connections a second were opened
     * @throws Exception if the network fails
     */
    public static void main(final String[] args) throws Exception {
        final var address = InetAddress.getByName(args[1]);
        final int port = Integer.parseInt(args[2]);
        if (args[0].equals("accept")) {
            accept(address, port);
        } else {
            open(new InetSocketAddress(address, port), Integer.parseInt(args[3]), Path.of(args[4]));
        }
    }

    private static void accept(final InetAddress address, final int port) throws IOException {
        try (var server = new ServerSocket(port, BACKLOG, address)) {
            while (true) {
                server.accept().close();
            }
        }
    }

    private static void open(final InetSocketAddress server, final int seconds, final Path result)
            throws Exception {
        final long begin = System.nanoTime();
        final long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        long opened = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            final var counts = new ArrayList<Future<Long>>();
            for (int i = 0; i < THREADS; i++) {
                counts.add(threads.submit(() -> openUntil(server, end)));
            }
            for (var count : counts) {
                opened += count.get();
            }
        }
        Files.writeString(result,
            String.valueOf(opened * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin)));
    }

    private static long openUntil(final InetSocketAddress server, final long end) throws IOException {
        long count = 0;
        while (System.nanoTime() < end) {
            try (var socket = new Socket()) {
                // Closed by a reset: a port in TIME_WAIT could not be used again for a minute.
                socket.setSoLinger(true, 0);
                socket.connect(server, LIMIT);
                count++;
            }
        }
        return count;
    }
}
