/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.util.List;

/**
 * A tagged network (IEEE 802.1Q): between two switches that nobody controls, one for its clients and one for its port
 * of the router, the frames pass the switch with their tag. The machines know nothing of it. Its networks are
 * {@code 10.99.100.0/24} and {@code fd99:20::/64}.
 *
 * <p>Linux could tag itself, if its kernel was built for it; Open vSwitch always can.
 */
public final class Vlan implements AutoCloseable {
    /** What its IPv4 addresses begin with; 24 bits. */
    static final String V4_PREFIX = "10.99.100.";
    /** What its IPv6 addresses begin with; 64 bits. */
    static final String V6_PREFIX = "fd99:20::";
    /** The router's IPv4 address in it. */
    static final String ROUTER_V4 = V4_PREFIX + 1;
    /** The router's IPv6 address in it. */
    static final String ROUTER_V6 = V6_PREFIX + 1;

    private static final int TAG = 100;

    private final Network network;
    private final Switch ofClients;
    private final Switch ofRouter;

    /**
     * Makes it. There can be one at a time.
     *
     * @param network the network that it is to be a part of
     */
    public Vlan(final Network network) {
        this.network = network;
        ofClients = network.extend(network.bridge());
        ofRouter = network.extend(network.bridge());
        for (var access : List.of(ofClients, ofRouter)) {
            access.addFlow("priority=0,actions=NORMAL");
        }
        network.router().joinVlan(ofRouter, TAG);
    }

    /**
     * A new machine in it.
     *
     * @return the machine, with addresses that no other had before
     */
    public Machine client() {
        final int number = network.nextTagged();
        return Machine.tagged("rbt-v" + number, V4_PREFIX + (1 + number), V6_PREFIX
            + Integer.toHexString(0x100 + number), ofClients, TAG, network.folder());
    }

    @Override
    public void close() {
        network.router().leaveVlan(ofRouter);
        network.remove(ofRouter, network.bridge());
        network.remove(ofClients, network.bridge());
    }
}
