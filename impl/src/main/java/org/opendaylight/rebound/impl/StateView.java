/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.rebound.impl.ops.ObserverState;
import org.opendaylight.rebound.impl.ops.ServiceState;
import org.opendaylight.rebound.impl.ops.StateBoard;
import org.opendaylight.rebound.impl.ops.SwitchState;
import org.opendaylight.rebound.impl.recover.ServiceStatus;
import org.opendaylight.rebound.impl.table.FailedClientTable;

/**
 * Brings what the judgement and the flows say of themselves to where the operator sees it.
 */
final class StateView {
    private final Set<String> shownSwitches = new HashSet<>();
    private final StateBoard board;
    private final FailedClientTable table;
    private volatile List<ServiceStatus> statuses = List.of();

    StateView(final StateBoard board, final FailedClientTable table) {
        this.board = requireNonNull(board);
        this.table = requireNonNull(table);
    }

    /** All services as they are judged now; called by the judgement's thread. */
    void services(final Collection<ServiceStatus> all) {
        statuses = List.copyOf(all);
        board.retainServices(all.stream().map(ServiceStatus::service).collect(Collectors.toUnmodifiableSet()));
        refresh();
    }

    /** Shows the services again, with as many failed clients as there are now. */
    void refresh() {
        for (var status : statuses) {
            board.showService(new ServiceState(status.service(), conditionOf(status), status.since(),
                status.outage(), table.count(status.service()), status.lastSignal(), status.reason()));
        }
    }

    private static ServiceState.Condition conditionOf(final ServiceStatus status) {
        return switch (status.state()) {
            case AVAILABLE -> ServiceState.Condition.AVAILABLE;
            case FAILED -> ServiceState.Condition.FAILED;
            case PARTIAL -> ServiceState.Condition.PARTIAL;
            case RECOVERING -> ServiceState.Condition.RECOVERING;
        };
    }

    /** How well this node observes. */
    void observer(final ObserverState state) {
        board.showObserver(state);
    }

    /** The switches with our flows; called by one thread. */
    void switches(final Map<String, Integer> flowCounts, final Set<String> connected) {
        flowCounts.forEach((node, flows) -> board.showSwitch(new SwitchState(node, connected.contains(node), flows)));
        final var gone = new HashSet<>(shownSwitches);
        gone.removeAll(flowCounts.keySet());
        gone.forEach(board::removeSwitch);
        shownSwitches.clear();
        shownSwitches.addAll(flowCounts.keySet());
    }
}
