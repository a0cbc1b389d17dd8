/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine's own network: a Linux network namespace. What was started in it ends with it.
 */
public final class Namespace implements AutoCloseable {
    private final List<Daemon> daemons = new ArrayList<>();
    private final String name;
    private final Path folder;

    private Namespace(final String name, final Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /**
     * Makes a namespace, in place of one that an earlier run may have left.
     *
     * @param name its name
     * @param folder where the logs of what runs in it go
     * @return it, with its loopback up
     */
    public static Namespace create(final String name, final Path folder) {
        Command.of("ip", "netns", "del", name).attempt();
        Command.of("ip", "netns", "add", name).run();
        Command.of("ip", "-n", name, "link", "set", "lo", "up").run();
        return new Namespace(name, folder);
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /**
     * A command as it is run inside.
     *
     * @param line the command and its arguments
     * @return the command
     */
    public Command command(final String... line) {
        final var all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(List.of(line));
        return Command.of(all.toArray(String[]::new));
    }

    /**
     * Runs a command inside and insists on success.
     *
     * @param line the command and its arguments
     * @return its output
     */
    public String run(final String... line) {
        return command(line).run();
    }

    /**
     * Runs {@code ip} on this namespace and insists on success.
     *
     * @param arguments its arguments, separated by spaces
     */
    public void ip(final String arguments) {
        final var all = new ArrayList<>(List.of("ip", "-n", name));
        all.addAll(List.of(arguments.split(" ")));
        Command.of(all.toArray(String[]::new)).run();
    }

    /**
     * Sets a kernel parameter of this namespace.
     *
     * @param key its name with slashes, for example {@code net/ipv4/ip_forward}
     * @param value its value
     */
    public void sysctl(final String key, final int value) {
        run("sysctl", "-qw", key + "=" + value);
    }

    /**
     * Starts a process inside.
     *
     * @param what a word for its log's name
     * @param line the command and its arguments
     * @return the process
     */
    public Daemon start(final String what, final String... line) {
        final var daemon = Daemon.start(folder.resolve(name + "-" + what + ".log"), command(line));
        daemons.add(daemon);
        return daemon;
    }

    /**
     * Ends every process that was started inside.
     */
    public void endAll() {
        daemons.forEach(Daemon::close);
        daemons.clear();
    }

    /**
     * Whether something listens inside.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param port the port
     * @return whether it does
     */
    public boolean listens(final String protocol, final int port) {
        return !run("ss", "-Hln", "--" + protocol, "sport = :" + port).isBlank();
    }

    @Override
    public void close() {
        endAll();
        Command.of("ip", "netns", "del", name).attempt();
    }
}
