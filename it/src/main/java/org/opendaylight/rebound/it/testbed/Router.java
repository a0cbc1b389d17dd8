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
 * The router between the clients' network and the servers: a network namespace that forwards. Each server has a link
 * of its own, and what the router does with a server's packets can be set.
 */
public final class Router implements AutoCloseable {
    /** Its IPv4 address in the clients' network. */
    public static final String V4 = "198.18.0.1";
    /** Its IPv6 address in the clients' network. */
    public static final String V6 = "2001:db8:18::1";
    /** Its link-local IPv6 address towards every server. */
    static final String LINK_LOCAL = "fe80::1";

    private static final String NAME = "rbt-router";
    private static final String PORT = "rbt-router-p";

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
        namespace.ip("addr add " + V4 + "/16 dev eth0");
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

    /** {@return the namespace that it is} */
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public void close() {
        bridge.detach(PORT);
        namespace.close();
    }

    private void route(final String kind, final Machine server, final String via) {
        List.of(server.v4() + "/32", server.v6() + "/128").forEach(to -> {
            final var family = to.contains(":") ? "-6 " : "";
            // In IPv6, replace compares the kind of route too, and would add a second one.
            Command.of(("ip -n " + NAME + " " + family + "route del " + to).split(" ")).attempt();
            namespace.ip(family + "route add " + kind + " " + to + via);
        });
    }
}
