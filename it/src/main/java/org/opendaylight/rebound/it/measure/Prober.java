/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.TestbedException;

/**
 * Tries a TCP connection from a machine, and says when. A process that waits inside the machine: starting one for each
 * attempt would take longer than what is measured.
 */
final class Prober implements AutoCloseable {
    private static final int LIMIT = 5;
    private static final String SCRIPT = """
        import socket, sys, time
        for line in sys.stdin:
            address, port = line.split()
            s = socket.socket()
            s.settimeout(5)
            begin = time.time_ns()
            try:
                s.connect((address, int(port)))
                result = 'connected'
            except ConnectionRefusedError:
                result = 'refused'
            except OSError as e:
                result = type(e).__name__
            s.close()
            print(begin, result, flush=True)
        """;

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /**
     * An attempt.
     *
     * @param begin when it began, in nanoseconds since 1970
     * @param result {@code connected}, {@code refused}, or the name of another error
     */
    record Attempt(long begin, String result) { }

    Prober(final Machine machine) throws IOException {
        final var command = machine.namespace().command("python3", "-c", SCRIPT);
        process = new ProcessBuilder(command.line()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    Attempt connect(final String address, final int port) throws IOException {
        orders.write(address + " " + port + "\n");
        orders.flush();
        final var line = answers.readLine();
        if (line == null) {
            throw new TestbedException("the prober ended");
        }
        final var words = line.split(" ");
        return new Attempt(Long.parseLong(words[0]), words[1]);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
