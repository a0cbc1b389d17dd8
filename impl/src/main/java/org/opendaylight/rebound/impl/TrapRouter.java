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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.table.SignalBoard;
import org.opendaylight.rebound.snmp.Trap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the servers that a trap speaks for: those whose {@code trap-source} it came from and whose {@code trap-oid} it
 * carries. A trap from anybody else speaks for nobody.
 */
final class TrapRouter {
    private static final Logger LOG = LoggerFactory.getLogger(TrapRouter.class);

    private final Map<String, RecoverySignal> underWay = new ConcurrentHashMap<>();
    private final SignalBoard board;
    private final Clock clock;
    private final Counters.Counter signal;
    private final Counters.Counter foreign;
    private final Counters.Counter otherOid;
    private volatile Map<String, RecoveryPolicy> policies = Map.of();

    TrapRouter(final SignalBoard board, final Counters counters, final Clock clock) {
        this.board = requireNonNull(board);
        this.clock = requireNonNull(clock);
        signal = counters.counter("trap", "signal");
        foreign = counters.counter("trap", "foreign-source");
        otherOid = counters.counter("trap", "other-oid");
    }

    void services(final Collection<ServerService> services) {
        final var all = new HashMap<String, RecoveryPolicy>();
        services.forEach(service -> all.put(service.key().server(), service.recovery()));
        policies = Map.copyOf(all);
    }

    void received(final Trap trap) {
        final var speaksFor = policies.entrySet().stream()
            .filter(entry -> entry.getValue().trapSources().contains(trap.source()))
            .toList();
        if (speaksFor.isEmpty()) {
            foreign.increment();
            LOG.debug("A trap from {} speaks for no server", trap.source());
            return;
        }
        final var servers = speaksFor.stream()
            .filter(entry -> entry.getValue().signals().contains(SignalKind.TRAP)
                && entry.getValue().trapOids().contains(trap.oid()))
            .map(Map.Entry::getKey)
            .toList();
        if (servers.isEmpty()) {
            otherOid.increment();
            return;
        }
        put(servers, trap);
    }

    private void put(final List<String> servers, final Trap trap) {
        for (var server : servers) {
            signal.increment();
            final var received = new RecoverySignal(server, SignalKind.TRAP,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "SNMP" + trap.version().name().toLowerCase(Locale.ROOT) + (trap.inform() ? " inform " : " trap ")
                    + trap.oid() + " from " + trap.source());
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
