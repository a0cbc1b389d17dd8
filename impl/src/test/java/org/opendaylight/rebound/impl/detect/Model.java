/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.rebound.api.Evidence;

/**
 * What the detector has to find about one service, said as plainly as possible: everything is kept in lists and maps,
 * and looked through again at every tick. Times are nanoseconds.
 */
final class Model {
    private static final long COPY = 250_000_000L;
    private static final long QUIET = 2_500_000_000L;

    private record Tcp(int port, int sequence) {
    }

    private static final class Attempts {
        final List<Long> counted = new ArrayList<>();
        final Map<Tcp, Long> open = new HashMap<>();
        final Map<Tcp, Long> failed = new HashMap<>();
        final Map<Tcp, Long> failedAt = new HashMap<>();
        final Set<Tcp> givenUp = new HashSet<>();
        boolean tried;
        long last;
        long answered = Long.MIN_VALUE / 2;
    }

    final List<String> found = new ArrayList<>();
    private final boolean udp;
    private final int attempts;
    private final long timeout;
    private final long lifetime;
    private final Map<Integer, Attempts> clients = new HashMap<>();

    Model(final boolean udp, final int attempts, final long timeout) {
        this.udp = udp;
        this.attempts = attempts;
        this.timeout = timeout;
        lifetime = Math.max(10 * timeout, 60_000_000_000L);
    }

    void packet(final int client, final int port, final int sequence, final long now) {
        final var of = of(client);
        of.tried = true;
        final var connection = new Tcp(port, sequence);
        final var failed = of.failed.get(connection);
        if (failed != null) {
            if (!udp || now < of.failedAt.get(connection) + lifetime) {
                of.failed.put(connection, now);
                of.last = now;
                return;
            }
            if (now < failed + COPY) {
                return;
            }
            of.failed.remove(connection);
        }
        final var open = of.open.get(connection);
        if (open != null && now < open + COPY) {
            return;
        }
        of.open.put(connection, now);
        of.last = now;
        if (!udp || now >= of.answered + QUIET) {
            of.counted.add(now);
        }
    }

    void answer(final int client, final int port, final int acknowledgement, final long now) {
        final var of = of(client);
        final boolean hasTried = of.tried;
        if (udp) {
            if (hasTried) {
                found.add("answered");
                found.add("reached " + client);
            }
            clients.remove(client);
            of(client).answered = now;
            of(client).last = now;
            of(client).tried = hasTried;
            return;
        }
        final var samePort = new ArrayList<Tcp>();
        samePort.addAll(of.open.keySet());
        samePort.addAll(of.failed.keySet());
        samePort.removeIf(connection -> connection.port != port);
        final var answered = samePort.stream().filter(connection -> connection.sequence + 1 == acknowledgement)
            .findFirst();
        if (!hasTried || !samePort.isEmpty() && answered.isEmpty()) {
            return;
        }
        found.add("answered");
        if (answered.filter(of.givenUp::contains).isEmpty()) {
            clients.remove(client);
            found.add("reached " + client);
        }
    }

    void refusal(final int client, final int port, final int sequence, final Evidence evidence, final long now) {
        final var of = of(client);
        final var open = of.open.get(new Tcp(port, sequence));
        final var connection = new Tcp(port, sequence);
        final var last = open != null ? open : of.failed.get(connection);
        if (!udp && last != null && now <= last + lifetime) {
            of.givenUp.add(connection);
        }
        if (open != null && now <= open + lifetime) {
            fail(client, of.counted.isEmpty() ? open : of.counted.get(0), evidence, now);
        }
    }

    void loss() {
        clients.values().forEach(of -> of.counted.clear());
    }

    void tick(final long now) {
        // In an order that the detector's wheel does not have: the test compares sorted
        clients.forEach((client, of) -> {
            final var counted = of.counted;
            if (counted.size() >= attempts && now >= counted.get(0) + timeout
                    && now >= counted.get(attempts - 1) + timeout / 2) {
                fail(client, counted.get(0), Evidence.NO_REPLY, now);
            } else if (counted.size() < attempts && now >= of.last + lifetime) {
                counted.clear();
                of.open.clear();
                of.failed.clear();
                of.failedAt.clear();
                of.givenUp.clear();
                of.tried = false;
            }
            if (now >= of.answered + QUIET && of.open.isEmpty() && of.failed.isEmpty()) {
                of.tried = false;
            }
        });
    }

    List<String> takeFound() {
        final var ret = new ArrayList<>(found);
        found.clear();
        ret.sort(Comparator.naturalOrder());
        return ret;
    }

    private void fail(final int client, final long since, final Evidence evidence, final long now) {
        final var of = of(client);
        found.add(client + " " + evidence + " " + Math.max(1, of.counted.size()) + " "
            + (now - since));
        of.counted.clear();
        of.open.forEach((connection, last) -> {
            of.failed.put(connection, last);
            of.failedAt.put(connection, now);
        });
        of.open.clear();
        of.last = now;
    }

    private Attempts of(final int client) {
        return clients.computeIfAbsent(client, key -> new Attempts());
    }
}
