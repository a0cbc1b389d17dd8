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
import org.awaitility.Awaitility;

/**
 * A private Open vSwitch with one bridge in userspace, which needs no kernel module.
 */
public final class Switch implements AutoCloseable {
    /** The bridge's name in OpenDaylight's inventory. */
    public static final String NODE = "openflow:161";

    private static final String BRIDGE = "rbt-bridge";
    private static final String SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Daemon database;
    private Daemon datapath;

    private Switch(final Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        Files.deleteIfExists(folder.resolve("conf.db"));
        Command.of("ovsdb-tool", "create", file("conf.db"), SCHEMA).run();
        database = Daemon.start(folder.resolve("ovsdb-server.log"), command("ovsdb-server", file("conf.db"),
            "--remote=punix:" + file("db.sock"), "--unixctl=" + file("ovsdb-server.ctl")));
        database.awaitReady(PATIENCE, () -> Files.exists(folder.resolve("db.sock")));
        vsctl("--no-wait", "init");
        datapath = startDatapath();
    }

    /**
     * Starts a switch without a controller.
     *
     * @param folder where it keeps its database, sockets and logs; a short path, because of the sockets
     * @return the switch
     */
    public static Switch start(final Path folder) {
        try {
            final var result = new Switch(folder);
            result.vsctl("add-br", BRIDGE, "--", "set", "bridge", BRIDGE, "datapath_type=netdev",
                "protocols=OpenFlow13", "fail-mode=secure", "other-config:datapath-id=00000000000000a1",
                "other-config:disable-in-band=true");
            return result;
        } catch (IOException e) {
            throw new TestbedException("cannot start a switch in " + folder, e);
        }
    }

    /**
     * Tells the switch its controller, and waits until it is connected. Setting the first one empties the flow table.
     *
     * @param controller for example {@code tcp:127.0.0.1:6653}
     */
    public void connect(final String controller) {
        vsctl("set-controller", BRIDGE, controller);
        // Without this the switch waits up to 8 s between two tries after a restart of the controller.
        vsctl("set", "controller", BRIDGE, "max_backoff=1000");
        awaitConnected();
    }

    /**
     * Waits until the switch is connected to its controller.
     */
    public void awaitConnected() {
        Awaitility.await("the switch connects").atMost(Duration.ofSeconds(60)).until(this::isConnected);
    }

    /** {@return whether the switch says that it is connected to its controller} */
    public boolean isConnected() {
        return vsctl("get", "controller", BRIDGE, "is_connected").contains("true");
    }

    /**
     * Takes the connection to the controller away, and waits until it is gone. The flows stay.
     */
    public void cutFromController() {
        vsctl("set-controller", BRIDGE, "tcp:127.0.0.1:1");
        Awaitility.await("the switch disconnects").atMost(PATIENCE).until(() -> !isConnected());
    }

    /**
     * Attaches an interface of this machine.
     *
     * @param link the interface
     */
    public void attach(final String link) {
        vsctl("--may-exist", "add-port", BRIDGE, link);
    }

    /**
     * Detaches an interface.
     *
     * @param link the interface
     */
    public void detach(final String link) {
        vsctl("--if-exists", "del-port", BRIDGE, link);
    }

    /** {@return all flows of the switch, one a line} */
    public String flows() {
        return ofctl("dump-flows", "--names", "--no-stats", BRIDGE);
    }

    /**
     * All flows with their counters.
     *
     * @return the flows, one a line
     */
    public String flowsWithCounters() {
        return ofctl("dump-flows", "--names", BRIDGE);
    }

    /**
     * Adds a flow as another application would.
     *
     * @param flow in the syntax of ovs-ofctl
     */
    public void addFlow(final String flow) {
        ofctl("add-flow", BRIDGE, flow);
    }

    /**
     * Removes flows.
     *
     * @param flow which, in the syntax of ovs-ofctl
     */
    public void removeFlows(final String flow) {
        ofctl("del-flows", BRIDGE, flow);
    }

    /**
     * Ends the switch as a power failure would and starts it again. Its flows are lost; its ports and its controller
     * are not.
     */
    public void restart() {
        datapath.kill();
        datapath = startDatapath();
    }

    /** {@return the environment in which Open vSwitch's commands speak to this instance} */
    public Map<String, String> environment() {
        return Map.of("OVS_RUNDIR", folder.toString(), "OVS_LOGDIR", folder.toString(),
            "OVS_DBDIR", folder.toString(), "OVS_SYSCONFDIR", folder.toString());
    }

    @Override
    public void close() {
        if (datapath.isAlive()) {
            vsctl("--if-exists", "del-br", BRIDGE);
        }
        datapath.close();
        database.close();
    }

    private Daemon startDatapath() {
        return Daemon.start(folder.resolve("ovs-vswitchd.log"), command("ovs-vswitchd", "unix:" + file("db.sock"),
            "--unixctl=" + file("ovs-vswitchd.ctl"))).awaitReady(PATIENCE,
                () -> command("ovs-appctl", "--target=" + file("ovs-vswitchd.ctl"), "version").attempt().ok());
    }

    private String vsctl(final String... arguments) {
        return ovs(List.of("ovs-vsctl", "--timeout=20"), arguments);
    }

    private String ofctl(final String... arguments) {
        return ovs(List.of("ovs-ofctl", "-O", "OpenFlow13"), arguments);
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
