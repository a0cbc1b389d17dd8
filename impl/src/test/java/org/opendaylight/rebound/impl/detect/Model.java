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
    private static final long ASKS_AGAIN = 1_500_000_000L;
    private static final long QUIET = 2_500_000_000L;

    private record Tcp(int port, int sequence) {
    }

    private record Early(boolean refused, long time) {
    }

    private static final class Attempts {
        final List<Long> counted = new ArrayList<>();
        final Map<Tcp, Long> open = new HashMap<>();
        final Map<Tcp, Long> failed = new HashMap<>();
        final Map<Tcp, Long> failedAt = new HashMap<>();
        final Map<Tcp, Early> early = new HashMap<>();
        final Set<Tcp> givenUp = new HashSet<>();
        boolean repeated;
        boolean content;
        boolean tried;
        long last;
        long answered = Long.MIN_VALUE / 2;
    }

    final List<String> found = new ArrayList<>();
    private final boolean udp;
    private final int attempts;
    private final long timeout;
    private final long lifetime;
    private boolean answers;
    private int content;
    private boolean somebodyRepeats;
    private boolean notObserved;
    /** Whether the outcome of the last tick depends on the order of the clients, which is nobody's business. */
    boolean ambiguous;
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
        final var early = of.early.remove(connection);
        if (early != null) {
            takeEarly(client, of, connection, early, now);
            return;
        }
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
            of.repeated |= open != null && of.counted.size() > 1;
        }
    }

    private void takeEarly(final int client, final Attempts of, final Tcp connection, final Early early,
            final long now) {
        if (now < early.time + COPY) {
            seen();
            if (!early.refused) {
                found.add("answered");
                found.add("reached " + client);
                clients.remove(client);
                return;
            }
            of.givenUp.add(connection);
            of.open.put(connection, now);
            fail(client, of.counted.isEmpty() ? now : of.counted.get(0), Evidence.REFUSED, now);
        } else {
            of.open.put(connection, now);
            of.last = now;
            of.counted.add(now);
        }
    }

    private static List<Tcp> samePort(final Attempts of, final int port) {
        final var ret = new ArrayList<Tcp>();
        ret.addAll(of.open.keySet());
        ret.addAll(of.failed.keySet());
        ret.addAll(of.early.keySet());
        ret.removeIf(connection -> connection.port != port);
        return ret;
    }

    private static void remember(final Attempts of, final Tcp connection, final Early early) {
        if (!of.tried && of.early.isEmpty()) {
            of.last = early.time;
        }
        of.early.put(connection, early);
    }

    /** The service has shown that its replies can be seen. */
    private void seen() {
        answers = true;
        content = 0;
        somebodyRepeats = false;
        notObserved = false;
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
        final var samePort = samePort(of, port);
        if (samePort.isEmpty()) {
            remember(of, new Tcp(port, acknowledgement - 1), new Early(false, now));
            return;
        }
        final var answered = samePort.stream().filter(connection -> connection.sequence + 1 == acknowledgement)
            .findFirst();
        if (answered.isEmpty() || of.early.containsKey(answered.orElseThrow())) {
            return;
        }
        seen();
        found.add("answered");
        if (!of.givenUp.contains(answered.orElseThrow())) {
            clients.remove(client);
            found.add("reached " + client);
        }
    }

    void refusal(final int client, final int port, final int sequence, final Evidence evidence, final long now) {
        final var of = of(client);
        final var open = of.open.get(new Tcp(port, sequence));
        final var connection = new Tcp(port, sequence);
        final var last = open != null ? open : of.failed.get(connection);
        if (!udp && evidence == Evidence.REFUSED) {
            if (samePort(of, port).isEmpty()) {
                remember(of, connection, new Early(true, now));
            } else if (last != null) {
                seen();
            }
        }
        if (!udp && last != null && now <= last + lifetime) {
            of.givenUp.add(connection);
        }
        if (open != null && now <= open + lifetime) {
            fail(client, of.counted.isEmpty() ? open : of.counted.get(0), evidence, now);
        }
    }

    void loss() {
        clients.values().forEach(Model::forget);
    }

    private static void forget(final Attempts of) {
        of.counted.clear();
        of.repeated = false;
    }

    void tick(final long now) {
        // In an order that the detector's wheel does not have: the test compares sorted
        final int contentBefore = content;
        final var judged = new int[1];
        clients.forEach((client, of) -> {
            final var counted = of.counted;
            if (counted.size() >= attempts && now >= counted.get(0) + timeout
                    && now >= counted.get(attempts - 1) + timeout / 2) {
                if (udp || of.repeated) {
                    judged[0]++;
                    somebodyRepeats = true;
                    silent(client, of, now);
                } else if (now >= counted.get(attempts - 1) + ASKS_AGAIN) {
                    judged[0]++;
                    if (!of.content) {
                        of.content = true;
                        content++;
                        notObserved |= !somebodyRepeats && content >= (answers ? 8 : 3);
                    }
                    if (answers) {
                        silent(client, of, now);
                    } else {
                        forget(of);
                    }
                }
            } else if (counted.size() < attempts && now >= of.last + lifetime) {
                forget(of);
                of.open.clear();
                of.failed.clear();
                of.failedAt.clear();
                of.givenUp.clear();
                of.early.clear();
                of.content = false;
                of.tried = false;
            }
            if (!of.tried && now >= of.last + COPY) {
                of.early.clear();
            }
            if (now >= of.answered + QUIET && of.open.isEmpty() && of.failed.isEmpty()) {
                of.tried = false;
            }
        });
        ambiguous = judged[0] > 1 && content != contentBefore && content >= (answers ? 8 : 3);
    }

    private void silent(final int client, final Attempts of, final long now) {
        if (notObserved) {
            forget(of);
        } else {
            fail(client, of.counted.get(0), Evidence.NO_REPLY, now);
        }
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
        forget(of);
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
