/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The built jar, run as an administrator runs it. */
final class RelayProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern SERVING = Pattern.compile("Serving (HTTPS?) on /[0-9.]+:([0-9]+)");
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx28m", "-XX:TieredStopAtLevel=1",
        "-Xss256k");

    private final Process process;
    private final Path log;

    /**
     * Starts it.
     *
     * @param folder where its output is put
     * @param args the arguments
     */
    RelayProcess(final Path folder, final String... args) throws IOException {
        this(folder, List.of(), args);
    }

    private RelayProcess(final Path folder, final List<String> before, final String... args) throws IOException {
        log = Files.createTempFile(folder, "relay", ".log");
        final var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA);
        command.addAll(List.of("-jar", System.getProperty("rebound.relay.jar")));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Starts it and waits until it takes lists. */
    static RelayProcess ready(final Path config) throws IOException {
        return awaited(new RelayProcess(config.getParent(), config.toString()));
    }

    /** The same, on a disk that is full when a file has 200 kB. */
    static RelayProcess readyOnSmallDisk(final Path config) throws IOException {
        return awaited(new RelayProcess(config.getParent(),
            List.of("bash", "-c", "ulimit -f 200; exec \"$@\"", "bash"), config.toString()));
    }

    private static RelayProcess awaited(final RelayProcess ret) throws IOException {
        await().atMost(PATIENCE).until(() -> ret.output().contains("Ready") || !ret.process.isAlive());
        if (!ret.process.isAlive()) {
            throw new IOException("It ended: " + ret.output());
        }
        return ret;
    }

    String output() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The ports it serves, those of lists first. */
    List<Integer> ports() {
        return SERVING.matcher(output()).results().map(found -> Integer.valueOf(found.group(2))).toList();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It has not ended: " + output());
        }
        return process.exitValue();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** As systemd does. */
    int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
