/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry;

class SmtpWatchTest {
    private static final Notice NOTICE = new Notice("id", new ServiceKey("web", Protocol.TCP, 80), 1,
        IpAddress.parse("192.0.2.7"), "mail", "a@b.c", null, null, Instant.EPOCH, Instant.EPOCH);

    private SendOutcome next = new SendOutcome.Sent();
    private final SmtpWatch watch = new SmtpWatch(new NoticeChannel() {
        @Override
        public String name() {
            return "mail";
        }

        @Override
        public int parallelism() {
            return 4;
        }

        @Override
        public SendOutcome send(final Delivery delivery) {
            return next;
        }
    });

    @Test
    void stateIsThatOfTheLastMail() throws Exception {
        assertEquals("unknown", watch.state());
        next = new SendOutcome.Retry("421 bye\nFAKE LOG");
        watch.send(Delivery.of(NOTICE));
        assertEquals("failing: 421 bye?FAKE LOG", watch.state());
        next = new SendOutcome.Rejected("550 nobody");
        watch.send(Delivery.of(NOTICE));
        assertEquals("ok", watch.state());
    }

    @Test
    void drainWaitsUntilTheOutcomeIsSavedAndBeginsNothing() throws Exception {
        watch.send(Delivery.of(NOTICE));
        assertFalse(watch.drain(Duration.ofMillis(1)));
        assertEquals(0, watch.parallelism());
        final var drained = CompletableFuture.supplyAsync(() -> watch.drain(Duration.ofMinutes(1)));
        watch.saving(entries -> CompletableFuture.completedFuture(null))
            .update(List.of(OutboxEntry.pending(NOTICE, NOTICE.id(), Instant.EPOCH)));
        await().until(drained::isDone);
        assertTrue(drained.join());
    }
}
