/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * How the switches are made to show what Rebound needs to see.
 *
 * @param table the table that the observation flows are in, 0 to 252
 * @param puntTable the table that makes the controller's copy, larger than {@code table}
 * @param priority the priority of the observation flows, 1 to 65500
 * @param forwarding who forwards the packets
 * @param nextTable where observed packets go on to with {@link Forwarding#GOTO_TABLE}, larger than {@code table}
 * @param puntRate how many copies a switch may send, in packets per second; 0 for no limit
 * @param switches the switches to observe on, for example {@code openflow:161}; empty for every connected one
 */
public record ObservationSettings(int table, int puntTable, int priority, Forwarding forwarding, int nextTable,
        long puntRate, Set<String> switches) {
    public ObservationSettings {
        requireNonNull(forwarding);
        switches = Set.copyOf(switches);
    }

    /** Who forwards the packets. */
    public enum Forwarding {
        /** The switch, like an ordinary bridge. */
        NORMAL,
        /** Another application, from {@code nextTable} on. */
        GOTO_TABLE
    }
}
