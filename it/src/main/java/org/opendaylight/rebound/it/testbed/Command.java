/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the machine, run to its end.
 *
 * @param line the command and its arguments
 * @param environment variables added to the environment
 */
public record Command(List<String> line, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * How a command ended.
     *
     * @param exit its exit code
     * @param output standard output and standard error together
     */
    public record Result(int exit, String output) {
        /** {@return whether it ended with exit code 0} */
        public boolean ok() {
            return exit == 0;
        }
    }

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /**
     * A command.
     *
     * @param line the command and its arguments
     * @return it, not yet run
     */
    public static Command of(final String... line) {
        return new Command(List.of(line), Map.of());
    }

    /**
     * Runs it and insists on success.
     *
     * @return its output
     * @throws TestbedException if it ends with another exit code than 0, or not within a minute
     */
    public String run() {
        final var result = attempt();
        if (!result.ok()) {
            throw new TestbedException(String.join(" ", line) + ": exit " + result.exit() + "\n" + result.output());
        }
        return result.output();
    }

    /**
     * Runs it.
     *
     * @return how it ended
     * @throws TestbedException if it does not end within a minute
     */
    public Result attempt() {
        try {
            // A file, not a pipe: a process that the command leaves behind would keep a pipe open.
            final var output = Files.createTempFile("rebound-it", ".out");
            try {
                final var process = start(output, List.of());
                if (!waitFor(process, LIMIT)) {
                    process.destroyForcibly();
                    throw new TestbedException(String.join(" ", line) + " has not ended after " + LIMIT);
                }
                return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new TestbedException("cannot run " + line, e);
        }
    }

    Process start(final Path output, final List<String> prefix) throws IOException {
        final var all = new java.util.ArrayList<>(prefix);
        all.addAll(line);
        final var builder = new ProcessBuilder(all)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static boolean waitFor(final Process process, final Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", e);
        }
    }
}
