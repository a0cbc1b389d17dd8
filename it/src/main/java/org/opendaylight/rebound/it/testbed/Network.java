/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.nio.file.Path;
import java.util.List;

/**
 * The network of the tests: clients on a switch, and servers behind a router.
 *
 * <pre>
 *   client 10.99.1.1 ───┐
 *   client 10.99.1.2 ───┤ switch ├── router 10.99.0.1 ─┬─ server 10.99.129.1
 *   controller .0.254 ──┘                              └─ server 10.99.129.2
 * </pre>
 *
 * <p>Servers are behind a router because on one subnet a client that gets no answer to its ARP request never sends
 * what Rebound looks for. {@code 10.99.0.0/18} and {@code fd99:18::/64} are the clients', {@code 10.99.128.0/17} and
 * {@code fd99:19::/64} the servers'. The controller and the mail
 * server are in the machine's own network, which is a host on the switch.
 */
public final class Network implements AutoCloseable {
    /** The controller's IPv4 address. */
    public static final String CONTROLLER = "10.99.0.254";
    /** The controller's IPv6 address. */
    public static final String CONTROLLER6 = "fd99:18::fe";
    /** The controller's interface on the switch, in the machine's own network. */
    public static final String CONTROLLER_LINK = "rbt-ctl";

    /** The prefix length of the clients' network. */
    static final String CLIENTS = "/18";

    private static final int PER_BLOCK = 250;

    private static final int FIRST_SWITCH = 161;

    private final Path folder;
    private final OpenVSwitch switches;
    private final Switch bridge;
    private final Router router;

    private int clients;
    private int servers;
    private int tagged;
    private int extensions;

    private Network(final Path folder) {
        this.folder = folder;
        switches = new OpenVSwitch(folder.resolve("ovs"));
        bridge = new Switch(switches, "rbt-bridge", FIRST_SWITCH);
        controllerLink();
        router = new Router(bridge, folder);
        Command.of("ip", "route", "replace", "10.99.128.0/17", "via", Router.V4).run();
        Command.of("ip", "-6", "route", "replace", "fd99:19::/64", "via", Router.V6).run();
    }

    /**
     * Builds the network, without a client or server yet.
     *
     * @param folder where its files go
     * @return the network
     */
    public static Network create(final Path folder) {
        return new Network(folder);
    }

    /** {@return where its files go} */
    public Path folder() {
        return folder;
    }

    /** {@return the switch} */
    public Switch bridge() {
        return bridge;
    }

    /** {@return the router} */
    public Router router() {
        return router;
    }

    /**
     * A new switch, with a cable to another one. It has no controller yet.
     *
     * @param neighbour the other one
     * @return the switch
     */
    public Switch extend(final Switch neighbour) {
        final int number = ++extensions;
        final var ret = new Switch(switches, "rbt-bridge" + number, FIRST_SWITCH + number);
        final var here = "rbt-x" + number;
        final var there = here + "-p";
        Command.of("ip", "link", "del", here).attempt();
        Command.of("ip", "link", "add", here, "type", "veth", "peer", "name", there).run();
        for (var end : List.of(here, there)) {
            // Or this machine would speak on the cable, too.
            Command.of("sysctl", "-qw", "net/ipv6/conf/" + end + "/disable_ipv6=1").run();
            Command.of("ip", "link", "set", end, "up").run();
        }
        neighbour.attach(here);
        ret.attach(there);
        return ret;
    }

    /**
     * Takes a switch away that {@link #extend} made, with its cable.
     *
     * @param extension the switch
     * @param neighbour the one that it was cabled to
     */
    public void remove(final Switch extension, final Switch neighbour) {
        final var cable = "rbt-x" + extension.name().substring("rbt-bridge".length());
        extension.close();
        neighbour.detach(cable);
        Command.of("ip", "link", "del", cable).attempt();
    }

    /**
     * A new machine on the switch.
     *
     * @return the machine, with addresses that no other had before
     */
    public Machine client() {
        return client(bridge);
    }

    /**
     * A new machine on a switch.
     *
     * @param on the switch
     * @return the machine, with addresses that no other had before
     */
    public Machine client(final Switch on) {
        final int number = clients++;
        final var suffix = 1 + number / PER_BLOCK + "." + (1 + number % PER_BLOCK);
        return Machine.onSwitch("rbt-c" + (number + 1), "10.99." + suffix,
            "fd99:18::" + Integer.toHexString(0x100 + number), on, folder);
    }

    /**
     * A new machine behind the router.
     *
     * @return the machine, with addresses that no other had before
     */
    public Machine server() {
        final int number = servers++;
        final var suffix = 129 + number / PER_BLOCK + "." + (1 + number % PER_BLOCK);
        return Machine.behind(router, "rbt-s" + (number + 1), "10.99." + suffix,
            "fd99:19::" + Integer.toHexString(0x100 + number), folder);
    }

    @Override
    public void close() {
        router.close();
        bridge.close();
        switches.close();
        Command.of("ip", "link", "del", CONTROLLER_LINK).attempt();
    }

    /** {@return the number of the next machine in a tagged network, from 1} */
    int nextTagged() {
        return ++tagged;
    }

    private void controllerLink() {
        final var port = CONTROLLER_LINK + "-p";
        Command.of("ip", "link", "del", CONTROLLER_LINK).attempt();
        Command.of("ip", "link", "add", CONTROLLER_LINK, "type", "veth", "peer", "name", port).run();
        Command.of("sysctl", "-qw", "net/ipv6/conf/" + CONTROLLER_LINK + "/accept_dad=0").run();
        Command.of("ethtool", "-K", CONTROLLER_LINK, "tx", "off").run();
        Command.of("ip", "addr", "add", CONTROLLER + CLIENTS, "dev", CONTROLLER_LINK).run();
        Command.of("ip", "-6", "addr", "add", CONTROLLER6 + "/64", "dev", CONTROLLER_LINK, "nodad").run();
        Command.of("ip", "link", "set", CONTROLLER_LINK, "up").run();
        Command.of("ip", "link", "set", port, "up").run();
        bridge.attach(port);
    }
}
