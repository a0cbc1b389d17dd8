/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A private Open vSwitch in userspace, which needs no kernel module: the processes that any number of bridges share.
 */
final class OpenVSwitch implements AutoCloseable {
    private static final String SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Daemon database;
    private Daemon datapath;

    /**
     * Starts one without a bridge.
     *
     * @param folder where it keeps its database, sockets and logs; a short path, because of the sockets
     */
    OpenVSwitch(final Path folder) {
        try {
            this.folder = Files.createDirectories(folder).toAbsolutePath();
            Files.deleteIfExists(folder.resolve("conf.db"));
        } catch (IOException e) {
            throw new TestbedException("cannot start Open vSwitch in " + folder, e);
        }
        Command.of("ovsdb-tool", "create", file("conf.db"), SCHEMA).run();
        database = Daemon.start(folder.resolve("ovsdb-server.log"), command("ovsdb-server", file("conf.db"),
            "--remote=punix:" + file("db.sock"), "--unixctl=" + file("ovsdb-server.ctl")));
        database.awaitReady(PATIENCE, () -> Files.exists(folder.resolve("db.sock")));
        vsctl("--no-wait", "init");
        datapath = startDatapath();
    }

    /**
     * Ends the switches as a power failure would and starts them again. Their flows are lost; their ports and
     * controllers are not.
     */
    void restart() {
        datapath.kill();
        datapath = startDatapath();
    }

    /**
     * Brings the counters of the flows up to date, which is done every half second or so else.
     */
    void settleCounters() {
        command("ovs-appctl", "--target=" + file("ovs-vswitchd.ctl"), "revalidator/purge").run();
    }

    /** {@return whether the switches forward} */
    boolean isAlive() {
        return datapath.isAlive();
    }

    String vsctl(final String... arguments) {
        return ovs(List.of("ovs-vsctl", "--timeout=20"), arguments);
    }

    String ofctl(final String... arguments) {
        return ovs(List.of("ovs-ofctl", "-O", "OpenFlow13"), arguments);
    }

    /** {@return the environment in which Open vSwitch's commands speak to this instance} */
    Map<String, String> environment() {
        return Map.of("OVS_RUNDIR", folder.toString(), "OVS_LOGDIR", folder.toString(),
            "OVS_DBDIR", folder.toString(), "OVS_SYSCONFDIR", folder.toString());
    }

    @Override
    public void close() {
        datapath.close();
        database.close();
    }

    private Daemon startDatapath() {
        return Daemon.start(folder.resolve("ovs-vswitchd.log"), command("ovs-vswitchd", "unix:" + file("db.sock"),
            "--unixctl=" + file("ovs-vswitchd.ctl"))).awaitReady(PATIENCE,
                () -> command("ovs-appctl", "--target=" + file("ovs-vswitchd.ctl"), "version").attempt().ok());
    }

    private String ovs(final List<String> command, final String... arguments) {
        final var line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        return command(line.toArray(String[]::new)).run();
    }

    private Command command(final String... line) {
        return new Command(List.of(line), environment());
    }

    private String file(final String name) {
        return folder.resolve(name).toString();
    }
}
