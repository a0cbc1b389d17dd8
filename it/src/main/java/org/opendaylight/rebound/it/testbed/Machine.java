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
 * A machine with one network card: a network namespace with an IPv4 and an IPv6 address.
 */
public final class Machine implements AutoCloseable {
    private static final String CARD = "eth0";

    private final Namespace namespace;
    private final Runnable addresses;
    private final Runnable unplug;
    private final String v4;
    private final String v6;

    private Machine(final Namespace namespace, final String v4, final String v6, final Runnable addresses,
            final Runnable unplug) {
        this.namespace = namespace;
        this.v4 = v4;
        this.v6 = v6;
        this.addresses = addresses;
        this.unplug = unplug;
        powerOn();
    }

    static Machine onSwitch(final String name, final String v4, final String v6, final Switch bridge,
            final Path folder) {
        final var namespace = Namespace.create(name, folder);
        link(name, namespace, CARD);
        bridge.attach(name);
        return new Machine(namespace, v4, v6, () -> {
            namespace.ip("addr replace " + v4 + Network.CLIENTS + " dev " + CARD);
            namespace.ip("route replace default via " + Router.V4);
            namespace.ip("-6 addr replace " + v6 + "/64 dev " + CARD + " nodad");
            namespace.ip("-6 route replace default via " + Router.V6);
        }, () -> bridge.detach(name));
    }

    static Machine tagged(final String name, final String v4, final String v6, final Switch access, final int tag,
            final Path folder) {
        final var namespace = Namespace.create(name, folder);
        link(name, namespace, CARD);
        access.attach(name, tag);
        return new Machine(namespace, v4, v6, () -> {
            namespace.ip("addr replace " + v4 + "/24 dev " + CARD);
            namespace.ip("route replace default via " + Vlan.ROUTER_V4);
            namespace.ip("-6 addr replace " + v6 + "/64 dev " + CARD + " nodad");
            namespace.ip("-6 route replace default via " + Vlan.ROUTER_V6);
        }, () -> access.detach(name));
    }

    static Machine behind(final Router router, final String name, final String v4, final String v6,
            final Path folder) {
        final var namespace = Namespace.create(name, folder);
        // The router's end has the machine's name.
        Command.of("ip", "-n", router.namespace().name(), "link", "del", name).attempt();
        Command.of("ip", "link", "add", name, "netns", router.namespace().name(), "type", "veth", "peer", "name", CARD,
            "netns", namespace.name()).run();
        prepare(namespace, CARD);
        prepare(router.namespace(), name);
        router.namespace().sysctl("net/ipv4/neigh/" + name + "/mcast_solicit", 1);
        router.namespace().ip("-6 addr add " + Router.LINK_LOCAL + "/64 dev " + name + " nodad");
        router.namespace().ip("link set " + name + " up");
        router.namespace().ip("route add " + v4 + "/32 dev " + name);
        router.namespace().ip("-6 route add " + v6 + "/128 dev " + name);
        return new Machine(namespace, v4, v6, () -> {
            namespace.ip("addr replace " + v4 + "/32 dev " + CARD);
            namespace.ip("route replace " + Router.V4 + "/32 dev " + CARD);
            namespace.ip("route replace default via " + Router.V4 + " src " + v4);
            namespace.ip("-6 addr replace " + v6 + "/128 dev " + CARD + " nodad");
            namespace.ip("-6 route replace default via " + Router.LINK_LOCAL + " dev " + CARD + " src " + v6);
        }, () -> Command.of("ip", "-n", router.namespace().name(), "link", "del", name).attempt());
    }

    /** {@return its name} */
    public String name() {
        return namespace.name();
    }

    /** {@return its IPv4 address} */
    public String v4() {
        return v4;
    }

    /** {@return its IPv6 address, in the form of RFC 5952} */
    public String v6() {
        return v6;
    }

    /** {@return the namespace that it is} */
    public Namespace namespace() {
        return namespace;
    }

    /**
     * Switches it off: its processes end and its link goes down.
     */
    public void powerOff() {
        namespace.endAll();
        namespace.ip("link set " + CARD + " down");
    }

    /**
     * Switches it on again, with its addresses. Its processes are not started.
     */
    public void powerOn() {
        namespace.ip("link set " + CARD + " up");
        addresses.run();
    }

    /**
     * Gives the machine one more address.
     *
     * @param address an IPv4 address
     */
    public void alsoHas(final String address) {
        namespace.ip("addr add " + address + "/32 dev " + CARD);
    }

    /**
     * Lays a cable from this machine straight to another one, past the switch and the router. What this machine sends
     * to the other one's IPv4 address takes it; what comes back does not.
     *
     * @param other the other machine
     */
    public void answersPastTheSwitch(final Machine other) {
        final var here = "past-" + other.name();
        final var there = "past-" + name();
        Command.of("ip", "link", "add", here, "netns", name(), "type", "veth", "peer", "name", there, "netns",
            other.name()).run();
        prepare(namespace, here);
        prepare(other.namespace, there);
        // The other one takes what comes from where it would not send to.
        other.namespace.sysctl("net/ipv4/conf/all/rp_filter", 0);
        other.namespace.sysctl("net/ipv4/conf/" + there + "/rp_filter", 0);
        namespace.ip("link set " + here + " up");
        other.namespace.ip("link set " + there + " up");
        namespace.ip("route add " + other.v4 + "/32 dev " + here + " src " + v4);
    }

    @Override
    public void close() {
        unplug.run();
        namespace.close();
    }

    /**
     * Makes a link from this machine into a namespace.
     *
     * @param here its name on this machine
     * @param there the namespace
     * @param name its name in there
     */
    static void link(final String here, final Namespace there, final String name) {
        Command.of("ip", "link", "del", here).attempt();
        Command.of("ip", "link", "add", here, "type", "veth", "peer", "name", name, "netns", there.name()).run();
        Command.of("ip", "link", "set", here, "up").run();
        prepare(there, name);
    }

    private static void prepare(final Namespace namespace, final String link) {
        // A veth leaves checksums to a network card that is not there, and a userspace switch drops what is wrong.
        namespace.run("ethtool", "-K", link, "tx", "off");
        // No waiting for duplicate address detection.
        namespace.sysctl("net/ipv6/conf/" + link + "/accept_dad", 0);
    }
}
