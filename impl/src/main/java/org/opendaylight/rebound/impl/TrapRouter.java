/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.recover.TrapPolicy;
import org.opendaylight.rebound.impl.table.SignalBoard;
import org.opendaylight.rebound.snmp.Trap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the servers that a trap speaks for: those whose {@code trap-source} it came from and whose {@link TrapPolicy}
 * accepts it. A trap from anybody else speaks for nobody; a proxy's comes from the agent that it names.
 */
final class TrapRouter {
    private static final Logger LOG = LoggerFactory.getLogger(TrapRouter.class);

    private final Map<String, RecoverySignal> underWay = new ConcurrentHashMap<>();
    private final SignalBoard board;
    private final Clock clock;
    private final Counters.Counter signal;
    private final Counters.Counter foreign;
    private final Counters.Counter otherOid;
    private volatile Map<String, TrapPolicy> policies = Map.of();
    private volatile Set<IpAddress> proxies = Set.of();

    TrapRouter(final SignalBoard board, final Counters counters, final Clock clock) {
        this.board = requireNonNull(board);
        this.clock = requireNonNull(clock);
        signal = counters.counter("trap", "signal");
        foreign = counters.counter("trap", "foreign-source");
        otherOid = counters.counter("trap", "other-oid");
    }

    /**
     * Replaces what is believed.
     *
     * @param newPolicies what each server's traps are
     * @param newProxies whose word is taken for which agent a trap comes from
     */
    void configure(final Map<String, TrapPolicy> newPolicies, final Set<IpAddress> newProxies) {
        proxies = requireNonNull(newProxies);
        policies = requireNonNull(newPolicies);
    }

    /**
     * Takes a trap. Does not wait.
     *
     * @param trap the trap
     */
    void received(final Trap trap) {
        final var agent = trap.agentAddress();
        final var source = agent != null && proxies.contains(trap.source()) ? agent : trap.source();
        final var speaksFor = policies.entrySet().stream()
            .filter(entry -> entry.getValue().sources().contains(source))
            .toList();
        if (speaksFor.isEmpty()) {
            foreign.increment();
            LOG.debug("A trap from {} speaks for no server", source);
            return;
        }
        final var servers = speaksFor.stream()
            .filter(entry -> entry.getValue().accepts(trap.oid(), trap.varbinds()))
            .map(Map.Entry::getKey)
            .toList();
        if (servers.isEmpty()) {
            otherOid.increment();
            return;
        }
        put(servers, trap, source);
    }

    private void put(final List<String> servers, final Trap trap, final IpAddress source) {
        for (var server : servers) {
            signal.increment();
            final var received = new RecoverySignal(server, SignalKind.TRAP,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "SNMP" + trap.version().name().toLowerCase(Locale.ROOT) + (trap.inform() ? " inform " : " trap ")
                    + trap.oid() + " from " + source + (source.equals(trap.source()) ? "" : " by " + trap.source()));
            // While one is being written, of those that follow only the newest matters.
            if (underWay.put(server, received) == null) {
                write(received);
            }
        }
    }

    private void write(final RecoverySignal received) {
        board.put(received, null).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("A trap that says that {} is back could not be saved", received.server(), fault);
            }
            if (!underWay.remove(received.server(), received)) {
                final var newer = underWay.get(received.server());
                if (newer != null) {
                    write(newer);
                }
            }
        });
    }
}
