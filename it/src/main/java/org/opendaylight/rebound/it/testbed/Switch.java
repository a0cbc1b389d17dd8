/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A switch: a bridge of Open vSwitch.
 */
public final class Switch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A flow that Rebound observes with: its counter, and the upper half of its cookie, "rebo". */
    private static final Pattern OBSERVATION = Pattern.compile(
        "cookie=0x7265626f[0-9a-f]{8}, .*table=(\\d+), n_packets=(\\d+),.*");

    /** A flow that Rebound keeps: its cookie, whose upper half is "rebn" or "rebo". */
    private static final Pattern KEPT = Pattern.compile("cookie=(0x7265626[ef][0-9a-f]{8}),.*");

    private final OpenVSwitch instance;
    private final String name;
    private final int number;

    /**
     * Makes a switch without a controller.
     *
     * @param instance the Open vSwitch that it belongs to
     * @param name its name
     * @param number its datapath id
     */
    Switch(final OpenVSwitch instance, final String name, final int number) {
        this.instance = instance;
        this.name = name;
        this.number = number;
        instance.vsctl("add-br", name, "--", "set", "bridge", name, "datapath_type=netdev",
            "protocols=OpenFlow13", "fail-mode=secure", "other-config:datapath-id=%016x".formatted(number),
            "other-config:disable-in-band=true");
    }

    /** {@return its name in Open vSwitch} */
    public String name() {
        return name;
    }

    /** {@return its name in OpenDaylight's inventory} */
    public String node() {
        return "openflow:" + number;
    }

    /**
     * Tells the switch its controller, and waits until it is connected. Setting the first one empties the flow table.
     *
     * @param controller for example {@code tcp:127.0.0.1:6653}
     */
    public void connect(final String controller) {
        instance.vsctl("set-controller", name, controller);
        // Without this the switch waits up to 8 s between two tries after a restart of the controller.
        instance.vsctl("set", "controller", name, "max_backoff=1000");
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
        return instance.vsctl("get", "controller", name, "is_connected").contains("true");
    }

    /**
     * Takes the connection to the controller away, and waits until it is gone. The flows stay.
     */
    public void cutFromController() {
        instance.vsctl("set-controller", name, "tcp:127.0.0.1:1");
        Awaitility.await("the switch disconnects").atMost(PATIENCE).until(() -> !isConnected());
    }

    /**
     * Attaches an interface of this machine.
     *
     * @param link the interface
     */
    public void attach(final String link) {
        instance.vsctl("--may-exist", "add-port", name, link);
    }

    /**
     * Attaches an interface of this machine, whose frames get a tag when they come in and lose it when they go out.
     *
     * @param link the interface
     * @param vlan the tag
     */
    public void attach(final String link, final int vlan) {
        instance.vsctl("--may-exist", "add-port", name, link, "tag=" + vlan);
    }

    /**
     * Detaches an interface.
     *
     * @param link the interface
     */
    public void detach(final String link) {
        instance.vsctl("--if-exists", "del-port", name, link);
    }

    /** {@return all flows of the switch, one a line} */
    public String flows() {
        return instance.ofctl("dump-flows", "--names", "--no-stats", name);
    }

    /**
     * All flows with their counters.
     *
     * @return the flows, one a line
     */
    public String flowsWithCounters() {
        return instance.ofctl("dump-flows", "--names", name);
    }

    /** {@return the cookies of the flows that Rebound keeps on the switch} */
    public Set<Long> keptFlows() {
        return flows().lines().map(String::strip).map(KEPT::matcher).filter(Matcher::matches)
            .map(flow -> Long.decode(flow.group(1))).collect(Collectors.toSet());
    }

    /**
     * How many packets the switch has copied to Rebound: the counter of the flow that makes the copies.
     *
     * @param puntTable the table of that flow
     * @return the number of packets, 0 as long as there is no such flow
     */
    public long copied(final int puntTable) {
        instance.settleCounters();
        return flowsWithCounters().lines().map(String::strip).map(OBSERVATION::matcher)
            .filter(flow -> flow.matches() && Integer.parseInt(flow.group(1)) == puntTable)
            .mapToLong(flow -> Long.parseLong(flow.group(2))).sum();
    }

    /**
     * Adds a flow as another application would.
     *
     * @param flow in the syntax of ovs-ofctl
     */
    public void addFlow(final String flow) {
        instance.ofctl("add-flow", name, flow);
    }

    /**
     * Removes flows.
     *
     * @param flow which, in the syntax of ovs-ofctl
     */
    public void removeFlows(final String flow) {
        instance.ofctl("del-flows", name, flow);
    }

    /**
     * Ends the switch as a power failure would, with all others of its Open vSwitch, and starts it again. Its flows
     * are lost; its ports and its controller are not.
     */
    public void restart() {
        instance.restart();
    }

    /** {@return the environment in which Open vSwitch's commands speak to this instance} */
    public Map<String, String> environment() {
        return instance.environment();
    }

    @Override
    public void close() {
        if (instance.isAlive()) {
            instance.vsctl("--if-exists", "del-br", name);
        }
    }
}
