/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

class OutboxPrunerTest {
    private static final Instant NOW = Instant.now();
    private static final RetentionPolicy POLICY = new RetentionPolicy(Duration.ofDays(7), Duration.ofDays(30));

    private final CounterRegistry counters = new CounterRegistry();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicReference<RetentionPolicy> policy = new AtomicReference<>(POLICY);
    private final OutboxPruner pruner = new OutboxPruner(this::remove, policy::get, Clock.systemUTC(), counters,
        executor);

    private CompletableFuture<Void> remove(final String id) {
        if (faults.getAndDecrement() > 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("not now"));
        }
        removed.add(id);
        return CompletableFuture.completedFuture(null);
    }

    private static OutboxEntry entry(final String id, final State state, final int daysOld,
            final @Nullable Integer sentDaysAgo) {
        final var created = NOW.minus(Duration.ofDays(daysOld));
        return new OutboxEntry(new Notice(id, new ServiceKey("web", Protocol.TCP, 80), 1,
            IpAddress.parse("10.99.0.1"), "mail", "a@example.com", null, null, created, created), id, state, 1, created,
            null, sentDaysAgo == null ? null : NOW.minus(Duration.ofDays(sentDaysAgo)), null);
    }

    private void awaitPruned(final int count) {
        await().until(() -> counters.counter("notice", "pruned").value() == count);
    }

    @AfterEach
    void stop() {
        pruner.close();
        executor.shutdownNow();
    }

    @Test
    void whatWasKeptForLongEnoughGoesTheOldestFirstAndTheRestStays() {
        pruner.changed(List.of(entry("pending", State.PENDING, 400, null)));
        pruner.changed(List.of(entry("sent late", State.SENT, 400, 6)));
        pruner.changed(List.of(entry("failed lately", State.FAILED, 29, null)));
        pruner.changed(List.of(entry("sent", State.SENT, 9, 8)));
        pruner.changed(List.of(entry("failed", State.FAILED, 31, null)));
        pruner.changed(List.of(entry("sent before", State.SENT, 9, 9)));
        awaitPruned(3);
        assertEquals(Set.of("failed", "sent", "sent before"), Set.copyOf(removed));
        assertEquals(List.of("sent before", "sent"), removed.stream().filter(id -> id.startsWith("sent")).toList());
    }

    @Test
    void whatIsResentOrDeletedIsNotRemoved() {
        pruner.changed(List.of(entry("resent", State.FAILED, 29, null)));
        pruner.changed(List.of(entry("deleted", State.FAILED, 29, null)));
        pruner.changed(List.of(entry("old", State.FAILED, 29, null)));
        pruner.changed(List.of(entry("resent", State.PENDING, 29, null)));
        pruner.removed("deleted");
        policy.set(new RetentionPolicy(Duration.ZERO, Duration.ZERO));
        awaitPruned(1);
        assertEquals(List.of("old"), removed);
    }

    @Test
    void whatCouldNotBeRemovedIsRemovedLater() {
        faults.set(1);
        pruner.changed(List.of(entry("old", State.SENT, 30, 30)));
        awaitPruned(1);
        assertEquals(List.of("old"), removed);
    }
}
