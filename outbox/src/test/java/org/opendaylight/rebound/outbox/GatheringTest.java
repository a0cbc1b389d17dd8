/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;

class GatheringTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final Gathering gathering = new Gathering();

    private static OutboxEntry entry(final String id, final String destination, final int secondsAgo) {
        final var created = NOW.minusSeconds(secondsAgo);
        return OutboxEntry.pending(new Notice(id, new ServiceKey("web", Protocol.TCP, 80), 1,
            IpAddress.parse("10.99.0.1"), "mail", destination, null, null, created, created), null, created);
    }

    private List<List<String>> take(final int secondsAgo) {
        return gathering.take(NOW.minusSeconds(secondsAgo)).stream()
            .map(together -> together.stream().map(entry -> entry.notice().id()).toList())
            .toList();
    }

    @Test
    void theFirstNoticeSetsTheTimeForAllToItsDestination() {
        gathering.add(entry("a1", "a@example.com", 5));
        gathering.add(entry("a2", "a@example.com", 1));
        gathering.add(entry("b", "b@example.com", 4));
        assertEquals(List.of(), take(6));
        assertEquals(List.of(List.of("a1", "a2")), take(5));
        assertEquals(List.of(List.of("b")), take(0));
    }

    @Test
    void whatWasWithdrawnOrMovedDoesNotGoWithTheOthers() {
        gathering.add(entry("a1", "a@example.com", 5));
        gathering.add(entry("a2", "a@example.com", 5));
        gathering.add(entry("a3", "a@example.com", 5));
        gathering.remove("a1");
        gathering.add(entry("a2", "b@example.com", 5));
        assertEquals(List.of(List.of("a3"), List.of("a2")), take(5));
        assertEquals(List.of(), take(0));
    }

    @Test
    void aMessageHasNoMoreThanAHundredNotices() {
        IntStream.range(0, 150).forEach(i -> gathering.add(entry("n" + i, "a@example.com", 5)));
        assertEquals(List.of(100), take(5).stream().map(List::size).toList());
        assertEquals(List.of(50), take(5).stream().map(List::size).toList());
    }

    @Test
    void theIdOfADeliveryIsNotThatOfALoneNotice() {
        final var one = entry("a", "a@example.com", 0).notice();
        final var other = entry("b", "a@example.com", 0).notice();
        assertEquals("a", Gathering.deliveryOf(List.of(one)));
        assertNotEquals("a", Gathering.deliveryOf(List.of(one, other)));
    }
}
