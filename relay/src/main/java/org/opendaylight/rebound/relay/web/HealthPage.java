/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.opendaylight.rebound.relay.store.NoticeStore;

/** Says whether the relay is well: its store can be used, and nothing has been pending for too long. */
final class HealthPage implements Page {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final NoticeStore store;
    private final Supplier<String> smtp;
    private final Duration unhealthyAfter;
    private final Clock clock;

    HealthPage(final NoticeStore store, final Supplier<String> smtp, final Duration unhealthyAfter,
            final Clock clock) {
        this.store = requireNonNull(store);
        this.smtp = requireNonNull(smtp);
        this.unhealthyAfter = requireNonNull(unhealthyAfter);
        this.clock = requireNonNull(clock);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Answer answer(final Request request, final Body body) {
        final var stock = store.stock();
        final boolean storeOk = !store.broken().isDone();
        final var oldest = stock.oldestPending();
        final var age = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        final boolean ok = storeOk && age.compareTo(unhealthyAfter) <= 0;
        final var json = new JsonObject();
        json.addProperty("status", ok ? "ok" : "failing");
        json.addProperty("store", storeOk ? "ok" : "broken");
        json.addProperty("smtp", smtp.get());
        json.addProperty("pending", stock.pending());
        json.addProperty("oldest-pending-seconds", Math.max(0, age.toSeconds()));
        json.addProperty("failed", stock.failed());
        json.addProperty("unknown", stock.unknown());
        return Answer.json(ok ? OK : UNAVAILABLE, json);
    }
}
