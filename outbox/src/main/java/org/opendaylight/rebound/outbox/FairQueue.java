/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Deliveries in the order in which they are sent: servers take turns, so that one with ten thousand clients does not
 * keep those of another waiting, and among the deliveries about one server the destinations' queues, so that a slow one
 * holds up only its own; within a queue, what has been due longest is first. Pure; for one thread.
 */
final class FairQueue {
    /**
     * A place in the queue.
     *
     * @param due when it may be sent
     * @param delivery the delivery's id
     */
    record Ticket(Instant due, String delivery) {
    }

    /** The queues of one server, in the order of their turns. */
    private static final class Turns {
        final Map<String, PriorityQueue<Ticket>> queues = new HashMap<>();
        final Deque<String> order = new ArrayDeque<>();
    }

    private final Map<String, Turns> servers = new HashMap<>();
    private final Deque<String> order = new ArrayDeque<>();

    /**
     * Adds a delivery.
     *
     * @param server the server that it is about
     * @param queue the queue of its destination
     * @param ticket the delivery, and when it is due
     */
    void add(final String server, final String queue, final Ticket ticket) {
        final var turns = servers.computeIfAbsent(server, key -> {
            order.addLast(key);
            return new Turns();
        });
        turns.queues.computeIfAbsent(queue, key -> {
            turns.order.addLast(key);
            return new PriorityQueue<>(Comparator.comparing(Ticket::due).thenComparing(Ticket::delivery));
        }).add(ticket);
    }

    /**
     * Takes the next one that may go.
     *
     * @param now the time
     * @param isCurrent whether a ticket still stands for its delivery; one that does not is dropped
     * @param admits whether a delivery of a queue may go now; asked only when there is one
     * @return the next one, or null if none may go now
     */
    @Nullable Ticket poll(final Instant now, final Predicate<Ticket> isCurrent, final Predicate<String> admits) {
        for (int i = order.size(); i > 0; i--) {
            final var server = order.removeFirst();
            final var turns = servers.get(server);
            final var found = poll(turns, now, isCurrent, admits);
            if (turns.order.isEmpty()) {
                servers.remove(server);
            } else {
                order.addLast(server);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Ticket poll(final Turns turns, final Instant now, final Predicate<Ticket> isCurrent,
            final Predicate<String> admits) {
        for (int i = turns.order.size(); i > 0; i--) {
            final var name = turns.order.removeFirst();
            final var queue = turns.queues.get(name);
            while (!queue.isEmpty() && !isCurrent.test(queue.peek())) {
                queue.remove();
            }
            final var first = queue.peek();
            final var found = first != null && !first.due.isAfter(now) && admits.test(name) ? queue.remove() : null;
            if (queue.isEmpty()) {
                turns.queues.remove(name);
            } else {
                turns.order.addLast(name);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
