/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.relay.store.NoticeStore;

/** All counters and the state of the store in Prometheus' text format. */
final class MetricsPage implements Page {
    private static final int OK = 200;
    private static final double MILLIS = 1000;

    private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();
    private final CounterRegistry counters;
    private final NoticeStore store;
    private final Clock clock;

    MetricsPage(final CounterRegistry counters, final NoticeStore store, final Clock clock) {
        this.counters = requireNonNull(counters);
        this.store = requireNonNull(store);
        this.clock = requireNonNull(clock);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Answer answer(final Request request, final Body body) throws IOException {
        final var out = new ByteArrayOutputStream();
        format.write(out, snapshots());
        return new Answer(OK, PrometheusTextFormatWriter.CONTENT_TYPE, out.toString(UTF_8), Map.of());
    }

    private MetricSnapshots snapshots() {
        final var events = CounterSnapshot.builder().name("rebound_relay_events")
            .help("What happened, by stage and outcome");
        counters.snapshot().forEach((name, value) -> events.dataPoint(CounterDataPointSnapshot.builder()
            .labels(Labels.of("stage", name.stage(), "outcome", name.outcome())).value(value).build()));
        final var stock = store.stock();
        final var notices = GaugeSnapshot.builder().name("rebound_relay_notices")
            .help("Notices that are kept, by state; unknown: the client is not in the table");
        Map.of("pending", stock.pending(), "sent", stock.sent(), "failed", stock.failed(), "unknown", stock.unknown())
            .forEach((state, count) -> notices.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of("state", state)).value(count).build()));
        final var oldest = stock.oldestPending();
        return MetricSnapshots.of(events.build(), notices.build(),
            gauge("rebound_relay_oldest_pending_seconds", "Age of the oldest pending notice; 0 when there is none",
                oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / MILLIS)),
            gauge("rebound_relay_store_ok", "1 while the store can be used", store.broken().isDone() ? 0 : 1));
    }

    private static GaugeSnapshot gauge(final String name, final String help, final double value) {
        return GaugeSnapshot.builder().name(name).help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build()).build();
    }
}
