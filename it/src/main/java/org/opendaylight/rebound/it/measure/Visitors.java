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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many visitors of one web server, who each open one page by a connection of their own. Runs inside a machine of the
 * testbed.
 */
public final class Visitors {
    /** How many visitors there are. */
    static final int VISITORS = 10_000;

    private static final int THREADS = 64;
    private static final int TIMEOUT = 20_000;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: site\r\nConnection: close\r\nAccept: ";
    private static final String WAIT = "GET /.well-known/rebound/wait HTTP/1.1\r\nHost: site\r\n\r\n";

    private Visitors() {
        // no instances
    }

    /**
     * Visits, or waits.
     *
     * @param args {@code visit ADDRESS PORT ACCEPT FILE}: writes into FILE the seconds that all took and the
     *     milliseconds that half of them, and 99 of 100, had to wait, and how many got no 503; or {@code slow ADDRESS
     *     PORT CONNECTIONS FILE}: holds requests open that never end; or {@code wait ADDRESS PORT CONNECTIONS FILE}:
     *     holds pages open that wait; both make FILE when all are open, and do not end
     * @throws Exception if the network fails
     */
    public static void main(final String[] args) throws Exception {
        final var server = new InetSocketAddress(InetAddress.getByName(args[1]), Integer.parseInt(args[2]));
        switch (args[0]) {
            case "visit" -> visit(server, args[3], Path.of(args[4]));
            case "slow" -> hold(server, Integer.parseInt(args[3]), Path.of(args[4]), "GET / HTTP/1.1\r\nHost: ");
            default -> hold(server, Integer.parseInt(args[3]), Path.of(args[4]), WAIT);
        }
    }

    private static void visit(final InetSocketAddress server, final String accept, final Path result)
            throws Exception {
        final var request = (REQUEST + accept + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        final var took = new long[VISITORS];
        final long begin = System.nanoTime();
        int others = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            final var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < VISITORS; i++) {
                final int visitor = i;
                answers.add(threads.submit(() -> {
                    final long asked = System.nanoTime();
                    final boolean got = isUnavailable(server, request);
                    took[visitor] = System.nanoTime() - asked;
                    return got;
                }));
            }
            for (var answer : answers) {
                others += answer.get() ? 0 : 1;
            }
        }
        final double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(took);
        Files.writeString(result, seconds + " " + took[VISITORS / 2] / 1e6 + " " + took[VISITORS / 100 * 99] / 1e6 + " "
            + others);
    }

    private static boolean isUnavailable(final InetSocketAddress server, final byte[] request) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT);
            socket.connect(server, TIMEOUT);
            socket.getOutputStream().write(request);
            final var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.startsWith("HTTP/1.1 503 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static void hold(final InetSocketAddress server, final int connections, final Path ready,
            final String request) throws Exception {
        final List<Socket> held = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            final var socket = new Socket();
            socket.connect(server, TIMEOUT);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            held.add(socket);
        }
        Files.createFile(ready);
        // One more octet every second, to whom it is taken from
        while (true) {
            Thread.sleep(1000);
            if (!request.equals(WAIT)) {
                for (var socket : held) {
                    try {
                        socket.getOutputStream().write('x');
                    } catch (IOException e) {
                        socket.close();
                    }
                }
            }
        }
    }
}
