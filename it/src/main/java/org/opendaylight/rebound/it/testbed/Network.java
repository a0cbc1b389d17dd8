/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.nio.file.Path;

/**
 * The network of the tests: clients on a switch, and servers behind a router.
 *
 * <pre>
 *   client 198.18.1.1 ──┐
 *   client 198.18.1.2 ──┤ switch ├── router 198.18.0.1 ─┬─ server 198.19.1.1
 *   controller .0.254 ──┘                               └─ server 198.19.1.2
 * </pre>
 *
 * <p>Servers are behind a router because on one subnet a client that gets no answer to its ARP request never sends
 * what Rebound looks for. The addresses are those of RFC 2544 and RFC 3849, which nobody uses; in IPv6,
 * {@code 2001:db8:18::/64} is the clients' and {@code 2001:db8:19::/64} the servers'. The controller and the mail
 * server are in the machine's own network, which is a host on the switch.
 */
public final class Network implements AutoCloseable {
    /** The controller's IPv4 address. */
    public static final String CONTROLLER = "198.18.0.254";
    /** The controller's IPv6 address. */
    public static final String CONTROLLER6 = "2001:db8:18::fe";
    /** The controller's interface on the switch, in the machine's own network. */
    public static final String CONTROLLER_LINK = "rbt-ctl";

    private static final int PER_BLOCK = 250;

    private final Path folder;
    private final Switch bridge;
    private final Router router;

    private int clients;
    private int servers;

    private Network(final Path folder) {
        this.folder = folder;
        bridge = Switch.start(folder.resolve("ovs"));
        controllerLink();
        router = new Router(bridge, folder);
        Command.of("ip", "route", "replace", "198.19.0.0/16", "via", Router.V4).run();
        Command.of("ip", "-6", "route", "replace", "2001:db8:19::/64", "via", Router.V6).run();
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
     * A new machine on the switch.
     *
     * @return the machine, with addresses that no other had before
     */
    public Machine client() {
        final int number = clients++;
        final var suffix = 1 + number / PER_BLOCK + "." + (1 + number % PER_BLOCK);
        return Machine.onSwitch("rbt-c" + (number + 1), "198.18." + suffix,
            "2001:db8:18::" + Integer.toHexString(0x100 + number), bridge, folder);
    }

    /**
     * A new machine behind the router.
     *
     * @return the machine, with addresses that no other had before
     */
    public Machine server() {
        final int number = servers++;
        final var suffix = 1 + number / PER_BLOCK + "." + (1 + number % PER_BLOCK);
        return Machine.behind(router, "rbt-s" + (number + 1), "198.19." + suffix,
            "2001:db8:19::" + Integer.toHexString(0x100 + number), folder);
    }

    @Override
    public void close() {
        router.close();
        bridge.close();
        Command.of("ip", "link", "del", CONTROLLER_LINK).attempt();
    }

    private void controllerLink() {
        final var port = CONTROLLER_LINK + "-p";
        Command.of("ip", "link", "del", CONTROLLER_LINK).attempt();
        Command.of("ip", "link", "add", CONTROLLER_LINK, "type", "veth", "peer", "name", port).run();
        Command.of("sysctl", "-qw", "net/ipv6/conf/" + CONTROLLER_LINK + "/accept_dad=0").run();
        Command.of("ethtool", "-K", CONTROLLER_LINK, "tx", "off").run();
        Command.of("ip", "addr", "add", CONTROLLER + "/16", "dev", CONTROLLER_LINK).run();
        Command.of("ip", "-6", "addr", "add", CONTROLLER6 + "/64", "dev", CONTROLLER_LINK, "nodad").run();
        Command.of("ip", "link", "set", CONTROLLER_LINK, "up").run();
        Command.of("ip", "link", "set", port, "up").run();
        bridge.attach(port);
    }
}
