/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server that says what the test wants it to say. Everything that no rule is given for it accepts.
 */
final class ScriptedSmtp implements AutoCloseable {
    /** Closes the connection instead of an answer. */
    static final String HANG_UP = "(hang up)";
    /** Does not answer. */
    static final String SILENCE = "(silence)";
    /** Sends one octet of an answer now and then, and never ends it. */
    static final String DRIP = "(drip)";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket listener;
    private final SSLContext tls;
    private final boolean implicitTls;
    private final Map<String, IntFunction<String>> rules = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();

    ScriptedSmtp() throws IOException {
        this(null, false);
    }

    ScriptedSmtp(final SSLContext tls, final boolean implicitTls) throws IOException {
        this.tls = tls;
        this.implicitTls = implicitTls;
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    /** What to answer to a verb; GREETING, and END for the final dot. */
    ScriptedSmtp on(final String verb, final String answer) {
        return on(verb, connection -> answer);
    }

    /** What to answer to a verb on the n-th connection, from 1; null for the usual answer. */
    ScriptedSmtp on(final String verb, final IntFunction<String> answer) {
        rules.put(verb, answer);
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<String> commands() {
        return commands;
    }

    /** The mails that were taken. */
    List<String> mails() {
        return mails;
    }

    /** Closes all connections that are open now. */
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    boolean allClosedByClient() {
        return sockets.isEmpty();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        hangUp();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                final var socket = listener.accept();
                sockets.add(socket);
                final int number = connections.incrementAndGet();
                threads.execute(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(final Socket accepted, final int number) {
        try (accepted) {
            var socket = implicitTls ? secure(accepted) : accepted;
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            if (answer(socket, number, "GREETING", "220 scripted") == null) {
                return;
            }
            String line = reader.readLine();
            while (line != null) {
                commands.add(line);
                final var verb = line.split(" ", 2)[0];
                final var said = answer(socket, number, verb, switch (verb) {
                    case "EHLO" -> "250-scripted\r\n250-AUTH PLAIN\r\n"
                        + (tls != null && socket == accepted ? "250-STARTTLS\r\n" : "") + "250 8BITMIME";
                    case "STARTTLS" -> "220 go";
                    case "AUTH" -> "235 ok";
                    case "DATA" -> "354 go";
                    default -> "250 ok";
                });
                if (said == null || verb.equals("QUIT")) {
                    return;
                }
                if (said.startsWith("220")) {
                    socket = secure(accepted);
                    reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                } else if (said.startsWith("354") && !data(socket, number, reader)) {
                    return;
                }
                line = reader.readLine();
            }
        } catch (IOException e) {
            // the client, or the test, has closed the connection
        } finally {
            sockets.remove(accepted);
        }
    }

    private boolean data(final Socket socket, final int number, final BufferedReader reader) throws IOException {
        final var mail = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append('\n');
            line = reader.readLine();
        }
        if (line == null) {
            return false;
        }
        mails.add(mail.toString());
        return answer(socket, number, "END", "250 taken") != null;
    }

    /** What was said, or null to hang up. */
    private String answer(final Socket socket, final int number, final String verb, final String usual)
            throws IOException {
        final var rule = rules.get(verb);
        final var chosen = rule == null ? null : rule.apply(number);
        final var answer = chosen == null ? usual : chosen;
        final var out = socket.getOutputStream();
        switch (answer) {
            case HANG_UP -> {
                return null;
            }
            case SILENCE -> {
                // until the client has had enough
                while (socket.getInputStream().read() != -1) {
                    commands.add(verb + " not answered");
                }
                return null;
            }
            case DRIP -> {
                socket.setSoTimeout(50);
                while (true) {
                    out.write('2');
                    try {
                        if (socket.getInputStream().read() == -1) {
                            return null;
                        }
                    } catch (SocketTimeoutException e) {
                        // one more
                    }
                }
            }
            default -> {
                out.write((answer + "\r\n").getBytes(UTF_8));
                return answer;
            }
        }
    }

    private SSLSocket secure(final Socket socket) throws IOException {
        final var ret = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        ret.setUseClientMode(false);
        return ret;
    }
}
