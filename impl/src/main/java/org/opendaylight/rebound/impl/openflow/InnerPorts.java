/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.opendaylight.rebound.api.ServerService;

/**
 * Says which ports need not be observed, because what comes in there has been observed where it entered the network.
 * Pure.
 */
final class InnerPorts {
    private InnerPorts() {
        // hidden on purpose
    }

    /**
     * The ports that lead to a switch which observes everything that this one does. A link counts only if it is known
     * in both directions: a host may forge an LLDP frame, but cannot receive one at the other end.
     *
     * @param links the links between switches
     * @param settings how is observed
     * @param services what is observed
     * @param settled whether a switch is connected and has its flows
     * @return the ports by their switch
     */
    static Map<String, Set<String>> of(final Set<TopologyLink> links, final ObservationSettings settings,
            final Collection<ServerService> services, final Predicate<String> settled) {
        if (!settings.edgeOnly()) {
            return Map.of();
        }
        final var ret = new HashMap<String, Set<String>>();
        for (var link : links) {
            if (!link.fromSwitch().equals(link.toSwitch()) && links.contains(link.reverse())
                    && settled.test(link.fromSwitch()) && settled.test(link.toSwitch())
                    && observes(link.toSwitch(), link.fromSwitch(), settings, services)) {
                ret.computeIfAbsent(link.fromSwitch(), key -> new HashSet<>()).add(link.fromPort());
            }
        }
        return ret;
    }

    /** Whether one switch observes all that another does. */
    private static boolean observes(final String one, final String other, final ObservationSettings settings,
            final Collection<ServerService> services) {
        return settings.covers(one) && services.stream()
            .allMatch(service -> service.isObservedBy(one) || !service.isObservedBy(other));
    }
}
