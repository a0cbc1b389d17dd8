/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/**
 * An SMTP server (RFC 5321) for measurements: takes mails as fast as they come, and keeps of each only to whom it went
 * and its Message-ID. It can be made to fail at random: refuse for now, or end the connection, before or after it has
 * taken the mail.
 */
public final class SmtpSink implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final String MESSAGE_ID = "message-id:";

    private final List<Taken> taken = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress address;

    private volatile Faults faults = Faults.NONE;
    private volatile ServerSocket server;

    /**
     * A mail that was taken.
     *
     * @param to the recipient
     * @param messageId its Message-ID
     * @param nanos when, by {@link System#nanoTime()}
     */
    public record Taken(String to, String messageId, long nanos) {
        // nothing else
    }

    /**
     * How often, of 1, it fails.
     *
     * @param refusal a recipient, and as often a whole mail, is refused with 451
     * @param end the connection is ended in the middle of a mail, which is not taken
     * @param silence the mail is taken, but the connection ends before it says so
     */
    public record Faults(double refusal, double end, double silence) {
        /** It does not fail. */
        public static final Faults NONE = new Faults(0, 0, 0);
    }

    /**
     * Starts it.
     *
     * @param port where it listens on 127.0.0.1
     * @throws IOException if it cannot
     */
    public SmtpSink(final int port) throws IOException {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server = open();
    }

    /**
     * Sets how often it fails from now on.
     *
     * @param how how often
     */
    public void fail(final Faults how) {
        faults = how;
    }

    /**
     * Goes down: connections end, and new ones are refused.
     *
     * @throws IOException if it cannot
     */
    public void goDown() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    /**
     * Comes up again. The port may be busy for a moment, when a connection was just being made as it went down.
     */
    public void comeUp() {
        server = Awaitility.await("the port of the mail server").ignoreException(BindException.class)
            .until(this::open, Objects::nonNull);
    }

    /** {@return what was taken, oldest first} */
    public List<Taken> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** {@return how many were taken} */
    public int count() {
        synchronized (taken) {
            return taken.size();
        }
    }

    /** Forgets what was taken. */
    public void forget() {
        synchronized (taken) {
            taken.clear();
        }
    }

    @Override
    public void close() throws IOException {
        goDown();
    }

    private ServerSocket open() throws IOException {
        final var ret = new ServerSocket();
        try {
            ret.setReuseAddress(true);
            ret.bind(address, BACKLOG);
        } catch (IOException e) {
            ret.close();
            throw e;
        }
        Thread.ofPlatform().name("smtp-sink").daemon().start(() -> accept(ret));
        return ret;
    }

    private void accept(final ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                final var connection = opened.accept();
                connections.add(connection);
                if (opened.isClosed()) {
                    connection.close();
                }
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // down
                return;
            }
        }
    }

    private void serve(final Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            talk(connection, new BufferedReader(new InputStreamReader(connection.getInputStream(),
                StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            // The other side, or goDown, has ended it
        } finally {
            connections.remove(connection);
        }
    }

    private void talk(final Socket connection, final BufferedReader in) throws IOException {
        say(connection, "220 sink.example.com ESMTP");
        var to = "";
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT)) {
                case "RCPT" -> {
                    if (happens(faults.refusal)) {
                        say(connection, "451 4.3.0 not now");
                    } else {
                        to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(connection, "250 2.1.5 ok");
                    }
                }
                case "DATA" -> {
                    say(connection, "354 go on");
                    if (!take(connection, in, to)) {
                        return;
                    }
                }
                case "QUIT" -> {
                    say(connection, "221 2.0.0 bye");
                    return;
                }
                default -> say(connection, "250 2.0.0 ok");
            }
        }
    }

    /** Takes a mail; false if the connection is to end. */
    private boolean take(final Socket connection, final BufferedReader in, final String to) throws IOException {
        var messageId = "";
        boolean folded = false;
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            if (messageId.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
                messageId = line.substring(MESSAGE_ID.length()).strip();
                folded = messageId.isEmpty();
            } else if (folded) {
                messageId = line.strip();
                folded = false;
            }
        }
        if (happens(faults.end)) {
            return false;
        }
        if (happens(faults.refusal)) {
            say(connection, "451 4.3.0 not now");
            return true;
        }
        synchronized (taken) {
            taken.add(new Taken(to, messageId, System.nanoTime()));
        }
        if (happens(faults.silence)) {
            return false;
        }
        say(connection, "250 2.0.0 taken");
        return true;
    }

    private static boolean happens(final double often) {
        return often > 0 && ThreadLocalRandom.current().nextDouble() < often;
    }

    private static void say(final Socket connection, final String reply) throws IOException {
        connection.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
