/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenDaylight with Rebound in it: the distribution that was built, run on data of its own.
 */
public final class Controller implements AutoCloseable {
    /** Where it listens for switches. */
    public static final String OPENFLOW = "tcp:127.0.0.1:6653";

    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    /** Several times what a start takes on a busy machine, and less than the silence in which a test run is ended. */
    private static final Duration BOOT = Duration.ofMinutes(3);
    private static final Duration SHUTDOWN = Duration.ofSeconds(90);
    private static final int OPENFLOW_PORT = 6653;
    /** Lines of the log that are shown of a start that hangs. */
    private static final int HUNG_LOG = 300;

    private static final Pattern HEAP_USED = Pattern.compile("heap .*used (\\d+)K");

    private final Restconf restconf = new Restconf("http://127.0.0.1:8181/rests", "admin", "admin");
    private final Path home;
    private final String javaOptions;

    private Daemon process;
    private int hungStarts;

    private Controller(final Path home, final String javaOptions) {
        this.home = home;
        this.javaOptions = javaOptions;
        process = launch();
        awaitReady();
    }

    /**
     * Starts a controller with empty data and waits until it is ready.
     *
     * @param assembly the distribution, which is not changed
     * @param home the folder for this one
     * @return the controller
     */
    public static Controller start(final Path assembly, final Path home) {
        return start(assembly, home, "");
    }

    /**
     * Starts a controller with empty data and waits until it is ready.
     *
     * @param assembly the distribution, which is not changed
     * @param home the folder for this one
     * @param javaOptions further options of its JVM, separated by spaces
     * @return the controller
     */
    public static Controller start(final Path assembly, final Path home, final String javaOptions) {
        try {
            Files.createDirectories(home);
            // Large and only read:
            for (var name : List.of("system", "lib")) {
                Files.createSymbolicLink(home.resolve(name), assembly.resolve(name).toRealPath());
            }
            for (var name : List.of("bin", "etc", "configuration", "deploy")) {
                copy(assembly.resolve(name), home.resolve(name));
            }
            Files.createDirectories(home.resolve("data").resolve("tmp"));
        } catch (IOException e) {
            throw new TestbedException("cannot copy the distribution " + assembly + "; is it built?", e);
        }
        return new Controller(home, javaOptions);
    }

    /** {@return its RESTCONF} */
    public Restconf restconf() {
        return restconf;
    }

    /**
     * Ends it as a power failure would: kill -9.
     */
    public void kill() {
        process.kill();
    }

    /**
     * Takes the shard of its datastore away that Rebound's configuration and tables are in, while it is down.
     */
    public void loseShard() {
        Folders.delete(home.resolve("state/odl.cluster.server/shards/member-1-shard-default-config"));
    }

    /**
     * Freezes it, as a suspended machine would be: SIGSTOP.
     */
    public void freeze() {
        Command.of("kill", "-STOP", Long.toString(process.pid())).run();
    }

    /**
     * Lets it go on after {@link #freeze}: SIGCONT.
     */
    public void thaw() {
        Command.of("kill", "-CONT", Long.toString(process.pid())).run();
    }

    /**
     * Starts it again on the data that it had, and waits until it is ready.
     */
    public void startAgain() {
        beginAgain();
        awaitReady();
    }

    /**
     * Starts it again on the data that it had.
     */
    public void beginAgain() {
        process = launch();
    }

    /**
     * Waits until it is ready. A start that hangs is ended and begun again, once, as a service manager's watchdog would
     * do; what it hung at is logged.
     */
    public void awaitReady() {
        try {
            process.awaitReady(BOOT, this::isReady);
        } catch (TestbedException e) {
            hungStarts++;
            LOG.error("Start {} hung: {}\n{}\n{}", hungStarts, restconf.readiness(), log(HUNG_LOG), stacks(), e);
            kill();
            beginAgain();
            process.awaitReady(BOOT, this::isReady);
        }
    }

    /** {@return how many of its starts hung} */
    public int hungStarts() {
        return hungStarts;
    }

    /** {@return how many bytes of its heap are used after a collection} */
    public long heapAfterCollection() {
        ask("GC.run");
        return ask("GC.heap_info").lines()
            .map(HEAP_USED::matcher).filter(Matcher::find).mapToLong(found -> Long.parseLong(found.group(1)) * 1024)
            .findFirst().orElseThrow(() -> new TestbedException("no heap in what jcmd says"));
    }

    /**
     * Runs a command in its shell.
     *
     * @param command the command, for example {@code rebound:status}
     * @return what is printed, without colours
     */
    public String shell(final String command) {
        // The client drops the answer when its input is at end of file, so it is given one that never ends.
        final var line = "exec 3<> <(:); exec '" + home.resolve("bin/client") + "' -l 0 '" + command + "' <&3";
        return Command.of("bash", "-c", line).run().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
    }

    /**
     * The end of its log.
     *
     * @param lines how many lines
     * @return the lines
     */
    public String log(final int lines) {
        final var log = home.resolve("data/log/karaf.log");
        try (var all = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            final var list = all.collect(Collectors.toList());
            return String.join("\n", list.subList(Math.max(0, list.size() - lines), list.size()));
        } catch (IOException | UncheckedIOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() {
        process.close(SHUTDOWN);
    }

    private Daemon launch() {
        // 'daemon' makes the script become the Java process, so its pid is the one to end.
        return Daemon.start(home.resolve("data/karaf.out"), new Command(
            List.of(home.resolve("bin/karaf").toString(), "daemon"), Map.of("EXTRA_JAVA_OPTS", javaOptions)));
    }

    private boolean isReady() {
        return restconf.isReady() && !Command.of("ss", "-Hltn", "sport = :" + OPENFLOW_PORT).run().isBlank();
    }

    /** Has its JVM carry out a diagnostic command. */
    private String ask(final String diagnosis) {
        return Command.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()), diagnosis).run();
    }

    private String stacks() {
        return process.isAlive() ? ask("Thread.print") : "it has ended";
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
