/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.outbox.FairQueue.Ticket;

class FairQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final FairQueue queue = new FairQueue();

    private void add(final String server, final String domain, final int secondsAgo, final String delivery) {
        queue.add(server, domain, new Ticket(NOW.minusSeconds(secondsAgo), delivery));
    }

    private List<String> all(final Predicate<Ticket> isCurrent, final Predicate<String> admits) {
        final var ret = new ArrayList<String>();
        for (var next = queue.poll(NOW, isCurrent, admits); next != null; next = queue.poll(NOW, isCurrent, admits)) {
            ret.add(next.delivery());
        }
        return ret;
    }

    @Test
    void serversTakeTurnsAndWithinAServerItsDomainsAndWithinADomainTheOldestIsFirst() {
        add("web", "a.example", 1, "web a new");
        add("web", "a.example", 9, "web a old");
        add("web", "b.example", 1, "web b");
        add("dns", "a.example", 1, "dns a");
        assertEquals(List.of("web a old", "dns a", "web b", "web a new"), all(ticket -> true, domain -> true));
        assertNull(queue.poll(NOW, ticket -> true, domain -> true));
    }

    @Test
    void whatIsNotDueOrNotCurrentIsNotGiven() {
        add("web", "a.example", -1, "later");
        add("web", "a.example", 5, "stale");
        add("web", "a.example", 4, "due");
        assertEquals(List.of("due"), all(ticket -> !ticket.delivery().equals("stale"), domain -> true));
        assertEquals("later", queue.poll(NOW.plusSeconds(1), ticket -> true, domain -> true).delivery());
    }

    @Test
    void aDomainIsAskedForOnlyWhenSomethingIsDueForIt() {
        final var asked = new ArrayList<String>();
        add("web", "a.example", -1, "later");
        add("web", "b.example", 1, "now");
        assertEquals(List.of("now"), all(ticket -> true, domain -> asked.add(domain)));
        assertEquals(List.of("b.example"), asked);
    }
}
