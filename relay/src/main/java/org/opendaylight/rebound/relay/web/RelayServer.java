/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.rebound.relay.config.ListenSettings;
import org.opendaylight.rebound.relay.config.RelaySettings;
import org.opendaylight.rebound.relay.store.Intake;
import org.opendaylight.rebound.relay.store.NoticeStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All doors of HTTP: that for lists, and that for the operator; they may be the same, and each may be absent. */
public final class RelayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayServer.class);

    private final List<Listener> listeners = new ArrayList<>();

    /**
     * What the pages show.
     *
     * @param intake takes lists
     * @param store the store
     * @param smtp says how sending mail goes
     * @param counters all counters; requests are counted in stage {@code http}
     * @param clock the wall clock
     */
    public record Sources(Intake intake, NoticeStore store, Supplier<String> smtp, CounterRegistry counters,
            Clock clock) {
        // what it takes
    }

    /**
     * Begins to serve.
     *
     * @param settings the settings
     * @param sources what is shown
     * @throws IOException if it cannot be listened where the settings say; the message says where
     */
    public RelayServer(final RelaySettings settings, final Sources sources) throws IOException {
        final var own = settings.metrics();
        boolean complete = false;
        try {
            if (settings.listen() != null) {
                listeners.add(listen(settings.listen(), pages(settings, sources), sources));
            }
            if (own != null) {
                listeners.add(listen(new ListenSettings(own, null, 0), operator(settings, sources), sources));
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private static Map<String, Page> pages(final RelaySettings settings, final Sources sources) {
        final var gate = new Gate(settings.credentials(), sources.clock);
        final var ret = new HashMap<>(notices(sources, gate));
        ret.put("/v1/recoveries", new RecoveriesPage(gate, sources.intake));
        if (settings.metrics() == null) {
            ret.putAll(state(settings, sources));
        }
        return ret;
    }

    private static Map<String, Page> operator(final RelaySettings settings, final Sources sources) {
        final var ret = new HashMap<>(state(settings, sources));
        ret.putAll(notices(sources, null));
        return ret;
    }

    private static Map<String, Page> state(final RelaySettings settings, final Sources sources) {
        return Map.of(
            "/healthz", new HealthPage(sources.store, sources.smtp, settings.store().unhealthyAfter(), sources.clock),
            "/metrics", new MetricsPage(sources.counters, sources.store, sources.clock));
    }

    private static Map<String, Page> notices(final Sources sources, final @Nullable Gate gate) {
        return Map.of(
            "/v1/unknown", new NoticesPage(sources.store, NoticeStore::isUnknown, gate),
            "/v1/failed", new NoticesPage(sources.store, RelayServer::isFailed, gate));
    }

    private static boolean isFailed(final OutboxEntry entry) {
        return entry.state() == State.FAILED && !NoticeStore.isUnknown(entry);
    }

    private static Listener listen(final ListenSettings settings, final Map<String, Page> pages,
            final Sources sources) throws IOException {
        try {
            final var ret = new Listener(settings, pages, sources.counters);
            LOG.info("Serving {} on {}", settings.tls() == null ? "HTTP" : "HTTPS", ret.address());
            return ret;
        } catch (IOException e) {
            throw new IOException("cannot listen on " + settings.endpoint() + ": " + e.getMessage(), e);
        }
    }

    /** Takes no more requests, and waits a second for those that are being answered. */
    @Override
    public void close() {
        listeners.forEach(Listener::close);
    }
}
