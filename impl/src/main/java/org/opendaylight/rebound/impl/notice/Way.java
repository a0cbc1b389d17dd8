/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A way by which the clients of a server are told.
 *
 * @param channel the name of the channel
 * @param destination who is given the list of all of them, and tells them; null: each is told where the client mail
 *     address table says
 */
public record Way(String channel, @Nullable String destination) {
    /** By mail, each client at its address. */
    public static final Way MAIL = new Way("mail", null);

    /** The name of the channel by which servers are told. */
    public static final String SERVER = "server";
    /** The name of the channel by which network management stations are told. */
    public static final String MANAGEMENT = "network-management";

    public Way {
        requireNonNull(channel);
    }

    /**
     * By the server itself.
     *
     * @param server its name
     * @return the way
     */
    public static Way byServer(final String server) {
        return new Way(SERVER, server);
    }

    /**
     * By a network management station.
     *
     * @param manager its name
     * @return the way
     */
    public static Way byManager(final String manager) {
        return new Way(MANAGEMENT, manager);
    }

    /** {@return what distinguishes the notices to one client that go different ways; what their ids end with} */
    String suffix() {
        return channel.equals(MANAGEMENT) ? channel + '/' + destination : channel;
    }
}
