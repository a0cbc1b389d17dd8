/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * The router between the clients' network and the servers: a network namespace that forwards. Each server has a link
 * of its own, and what the router does with a server's packets can be set.
 */
public final class Router implements AutoCloseable {
    /** Its IPv4 address in the clients' network. */
    public static final String V4 = "10.99.0.1";
    /** Its IPv6 address in the clients' network. */
    public static final String V6 = "fd99:18::1";
    /** Its link-local IPv6 address towards every server. */
    static final String LINK_LOCAL = "fe80::1";

    private static final String NAME = "rbt-router";
    private static final String PORT = "rbt-router-p";

    private static final String VLAN_PORT = "rbt-router-v";
    private static final String FILTER = "rebound";

    private final Namespace namespace;
    private final Switch bridge;

    Router(final Switch bridge, final Path folder) {
        this.bridge = bridge;
        namespace = Namespace.create(NAME, folder);
        Machine.link(PORT, namespace, "eth0");
        bridge.attach(PORT);
        namespace.sysctl("net/ipv4/ip_forward", 1);
        namespace.sysctl("net/ipv6/conf/all/forwarding", 1);
        // Every attempt gets its ICMP error, not one a second.
        namespace.sysctl("net/ipv4/icmp_ratelimit", 0);
        namespace.sysctl("net/ipv6/icmp/ratelimit", 0);
        namespace.ip("addr add " + V4 + Network.CLIENTS + " dev eth0");
        namespace.ip("-6 addr add " + V6 + "/64 dev eth0 nodad");
        namespace.ip("link set eth0 up");
    }

    /**
     * Answers packets to a server with ICMP host unreachable (type 3 code 1; ICMPv6 type 1 code 3).
     *
     * @param server the server
     */
    public void makeUnreachable(final Machine server) {
        route("unreachable", server, "");
    }

    /**
     * Answers packets to a server with ICMP communication administratively prohibited (type 3 code 13; ICMPv6 type 1
     * code 1).
     *
     * @param server the server
     */
    public void prohibit(final Machine server) {
        route("prohibit", server, "");
    }

    /**
     * Drops packets to a server silently.
     *
     * @param server the server
     */
    public void swallow(final Machine server) {
        route("blackhole", server, "");
    }

    /**
     * Forwards packets to a server, as in the beginning.
     *
     * @param server the server
     */
    public void restore(final Machine server) {
        route("unicast", server, " dev " + server.name());
    }

    /**
     * Forgets the way to a server: answers packets to it with ICMP net unreachable (type 3 code 0; ICMPv6 type 1
     * code 0).
     *
     * @param server the server
     */
    public void forget(final Machine server) {
        forEachFamily(server, (family, address) -> namespace.ip(family + "route del " + address));
    }

    /**
     * Answers every packet from one machine to another with ICMP destination unreachable (type 3).
     *
     * @param from the one machine
     * @param to the other
     * @param code the code of the answer
     */
    public void reject(final Machine from, final Machine to, final int code) {
        filter("ip saddr " + from.v4() + " ip daddr " + to.v4() + " reject with icmp " + code);
    }

    /**
     * Answers every IPv6 packet from one machine to another with ICMPv6 destination unreachable (type 1).
     *
     * @param from the one machine
     * @param to the other
     * @param code the code of the answer
     */
    public void rejectIpv6(final Machine from, final Machine to, final int code) {
        filter("ip6 saddr " + from.v6() + " ip6 daddr " + to.v6() + " reject with icmpv6 " + code);
    }

    /**
     * Drops every IPv4 packet from one machine to another.
     *
     * @param from the one machine
     * @param to the other
     */
    public void cut(final Machine from, final Machine to) {
        filter("ip saddr " + from.v4() + " ip daddr " + to.v4() + " drop");
    }

    /**
     * Lets everything pass again that was rejected or cut.
     */
    public void letAllPass() {
        namespace.command("nft", "delete", "table", "inet", FILTER).attempt();
    }

    /** {@return the namespace that it is} */
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public void close() {
        bridge.detach(PORT);
        namespace.close();
    }

    /**
     * Plugs it into the tagged network.
     *
     * @param access the switch where
     * @param tag the network's tag
     */
    void joinVlan(final Switch access, final int tag) {
        Machine.link(VLAN_PORT, namespace, "eth1");
        access.attach(VLAN_PORT, tag);
        namespace.ip("addr add " + Vlan.ROUTER_V4 + "/24 dev eth1");
        namespace.ip("-6 addr add " + Vlan.ROUTER_V6 + "/64 dev eth1 nodad");
        namespace.ip("link set eth1 up");
    }

    /**
     * Pulls it out of the tagged network.
     *
     * @param access the switch where it is plugged in
     */
    void leaveVlan(final Switch access) {
        access.detach(VLAN_PORT);
        Command.of("ip", "link", "del", VLAN_PORT).attempt();
    }

    private void filter(final String rule) {
        namespace.run("nft", "add table inet " + FILTER + "; add chain inet " + FILTER
            + " forward { type filter hook forward priority 0; }; add rule inet " + FILTER + " forward " + rule);
    }

    private void route(final String kind, final Machine server, final String via) {
        forEachFamily(server, (family, address) -> {
            // In IPv6, replace compares the kind of route too, and would add a second one.
            Command.of(("ip -n " + NAME + " " + family + "route del " + address).split(" ")).attempt();
            namespace.ip(family + "route add " + kind + " " + address + via);
        });
    }

    private static void forEachFamily(final Machine server, final BiConsumer<String, String> action) {
        action.accept("", server.v4() + "/32");
        action.accept("-6 ", server.v6() + "/128");
    }
}
