/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.opendaylight.rebound.impl.probe.ProbeSource;

/**
 * How the switches are made to show what Rebound needs to see; mirrors container {@code observation} of
 * {@code rebound.yang}.
 *
 * @param table the table of the observation flows, 0 to 253
 * @param puntTable the table that makes the controller's copy with {@link Forwarding#NORMAL}, larger than {@code table}
 * @param priority the priority of the observation flows, 1 to 65500
 * @param forwarding who forwards
 * @param nextTable where observed packets go on to with {@link Forwarding#GOTO_TABLE}, larger than {@code table}
 * @param puntRate copies a second that a switch may send, at most; 0 for no limit
 * @param switches the switches to observe on, for example {@code openflow:161}; empty for every connected one
 * @param edgeOnly whether a packet is copied only where it enters the network, and not on every switch it passes
 * @param probeSources the addresses that Rebound asks servers from through a switch
 */
public record ObservationSettings(int table, int puntTable, int priority, Forwarding forwarding, int nextTable,
        long puntRate, Set<String> switches, boolean edgeOnly, List<ProbeSource> probeSources) {
    private static final int MAX_TABLE = 253;
    private static final int MAX_PRIORITY = 65500;
    private static final long MAX_RATE = 1_000_000;

    public ObservationSettings {
        requireNonNull(forwarding);
        switches = Set.copyOf(switches);
        probeSources = List.copyOf(probeSources);
        checkRange("table", table, 0, MAX_TABLE);
        checkRange("priority", priority, 1, MAX_PRIORITY);
        checkRange("punt-rate", puntRate, 0, MAX_RATE);
        // a packet can only go on to a larger table (OpenFlow 1.3.5 section 5.1)
        if (forwarding == Forwarding.NORMAL) {
            checkRange("punt-table", puntTable, table + 1, MAX_TABLE);
        } else {
            checkRange("next-table", nextTable, table + 1, MAX_TABLE);
        }
    }

    /**
     * Settings without addresses to ask from.
     *
     * @param table the table of the observation flows, 0 to 253
     * @param puntTable the table that makes the controller's copy, see above
     * @param priority the priority of the observation flows, 1 to 65500
     * @param forwarding who forwards
     * @param nextTable where observed packets go on to, see above
     * @param puntRate copies a second that a switch may send, at most; 0 for no limit
     * @param switches the switches to observe on; empty for every connected one
     * @param edgeOnly whether a packet is copied only where it enters the network
     */
    public ObservationSettings(final int table, final int puntTable, final int priority, final Forwarding forwarding,
            final int nextTable, final long puntRate, final Set<String> switches, final boolean edgeOnly) {
        this(table, puntTable, priority, forwarding, nextTable, puntRate, switches, edgeOnly, List.of());
    }

    /**
     * What of this is for one switch.
     *
     * @param switchId the switch
     * @return the same, with the addresses that belong to that switch only
     */
    ObservationSettings at(final String switchId) {
        return probeSources.isEmpty() ? this : new ObservationSettings(table, puntTable, priority, forwarding,
            nextTable, puntRate, switches, edgeOnly,
            probeSources.stream().filter(source -> source.switchId().equals(switchId)).toList());
    }

    /**
     * Whether a switch is to be observed on.
     *
     * @param switchId the switch, for example {@code openflow:161}
     * @return true if it is listed, or none is
     */
    public boolean covers(final String switchId) {
        return switches.isEmpty() || switches.contains(switchId);
    }

    private static void checkRange(final String what, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ' ' + value + " is not " + min + " to " + max);
        }
    }
}
