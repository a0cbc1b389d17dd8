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
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A process that runs until it is ended, with its output in a file.
 */
public final class Daemon implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final String name;
    private final Path log;

    private Daemon(final String name, final Path log, final Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param log the file that its output is added to
     * @param command what to run
     * @return the process, started
     */
    public static Daemon start(final Path log, final Command command) {
        final var name = String.join(" ", command.line());
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new Daemon(name, log, command.start(log, List.of()));
        } catch (IOException e) {
            throw new TestbedException("cannot start " + name, e);
        }
    }

    /**
     * Waits until the process has become ready.
     *
     * @param limit how long at most
     * @param ready whether it is
     * @return this
     * @throws TestbedException if it ends, or is not ready in time; its output is in the message
     */
    public Daemon awaitReady(final Duration limit, final BooleanSupplier ready) {
        try {
            Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!isAlive()) {
                    throw new TestbedException(name + " ended with exit code " + process.exitValue() + "\n" + output());
                }
                return ready.getAsBoolean();
            });
        } catch (ConditionTimeoutException e) {
            throw new TestbedException(name + " is not ready after " + limit + "\n" + output(), e);
        }
        return this;
    }

    /** {@return whether it runs} */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return its process id} */
    public long pid() {
        return process.pid();
    }

    /** {@return all that it has written so far} */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new TestbedException("cannot read " + log, e);
        }
    }

    /**
     * Ends it as a power failure would: kill -9, and waits until it is gone.
     */
    public void kill() {
        process.destroyForcibly();
        Command.waitFor(process, PATIENCE);
    }

    /**
     * Asks it to end, and waits; kills it when it does not.
     */
    @Override
    public void close() {
        close(PATIENCE);
    }

    void close(final Duration patience) {
        process.destroy();
        if (!Command.waitFor(process, patience)) {
            kill();
        }
    }
}
