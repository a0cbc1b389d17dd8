/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.relay.store.NoticeStore;
import org.opendaylight.rebound.relay.store.Pending;

class HealthPageTest {
    private static final Instant TAKEN = Instant.parse("2026-03-04T06:00:00Z");
    private static final Request REQUEST = new Request("GET", "/", name -> null, false);

    @TempDir
    private Path folder;

    private static Answer health(final NoticeStore store, final Duration later) {
        return new HealthPage(store, () -> "ok", Duration.ofHours(1),
            Clock.fixed(TAKEN.plus(later), ZoneOffset.UTC)).answer(REQUEST, most -> new byte[0]);
    }

    @Test
    void relayIsUnhealthyWhenANoticeHasWaitedForTooLong() throws Exception {
        try (var store = NoticeStore.open(folder)) {
            assertEquals(200, health(store, Duration.ofDays(1)).status());
            Pending.add(store, TAKEN);
            assertEquals(200, health(store, Duration.ofHours(1)).status());
            final var answer = health(store, Duration.ofSeconds(3601));
            assertEquals(503, answer.status());
            assertEquals("{\"status\":\"failing\",\"store\":\"ok\",\"smtp\":\"ok\",\"pending\":1,"
                + "\"oldest-pending-seconds\":3601,\"failed\":0,\"unknown\":0}\n", answer.body());
        }
    }

    @Test
    void metricsSayWhatIsThereAndWhatHappened() throws Exception {
        final var counters = new CounterRegistry();
        counters.counter("http", "stale").add(3);
        try (var store = NoticeStore.open(folder)) {
            Pending.add(store, TAKEN);
            final var text = new MetricsPage(counters, store,
                Clock.fixed(TAKEN.plusMillis(1500), ZoneOffset.UTC)).answer(REQUEST, most -> new byte[0]).body();
            for (var line : List.of("rebound_relay_events_total{outcome=\"stale\",stage=\"http\"} 3.0",
                    "rebound_relay_notices{state=\"pending\"} 1.0", "rebound_relay_notices{state=\"unknown\"} 0.0",
                    "rebound_relay_oldest_pending_seconds 1.5", "rebound_relay_store_ok 1.0")) {
                assertTrue(text.lines().anyMatch(line::equals), line + " is not in " + text);
            }
        }
    }
}
