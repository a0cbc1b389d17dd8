/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * All series, found by client and endpoint, within the limits. Finding, adding and removing take constant time; the
 * clients are hostile, so their addresses are mixed with a number that they do not know.
 */
@SuppressFBWarnings(value = { "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR", "NP_STORE_INTO_NONNULL_FIELD" },
    justification = "SpotBugs does not see that the type is @Nullable")
final class SeriesTable {
    /** How many objects of forgotten series are kept for new ones: enough for what comes and goes within a tick. */
    private static final int MAX_SPARE = 4096;

    private final DetectorLimits limits;
    private final DetectCounters counters;
    private final TimerWheel wheel;
    private final long secret;
    private final @Nullable Series[] buckets;
    private final SeriesList all = new SeriesList(SeriesList.Kind.ALL);
    /** Java's map stays logarithmic in the worst case, because addresses are comparable. */
    private final Map<IpAddress, Client> clients = new HashMap<>();
    private @Nullable Series spare;
    private int spares;

    SeriesTable(final DetectorLimits limits, final DetectCounters counters, final TimerWheel wheel,
            final long secret) {
        this.limits = limits;
        this.counters = counters;
        this.wheel = wheel;
        this.secret = secret;
        // The smallest power of two that is not less
        buckets = new @Nullable Series[limits.series() == 1 ? 1 : Integer.highestOneBit(limits.series() - 1) << 1];
    }

    int size() {
        return all.size();
    }

    /**
     * The series of this client at this endpoint, or null.
     */
    @Nullable Series find(final IpAddress client, final Endpoint endpoint) {
        final int hash = hash(client, endpoint);
        var series = buckets[hash & buckets.length - 1];
        while (series != null && (series.hash != hash || series.endpoint != endpoint
                || !series.client.address.equals(client))) {
            series = series.nextInBucket;
        }
        return series;
    }

    /**
     * Adds a series that is not there yet. Where a limit is reached, the oldest series under it goes first.
     */
    Series add(final IpAddress address, final Endpoint endpoint) {
        var client = clients.get(address);
        if (client != null && client.series.size() >= limits.perClient()) {
            evict(client.series);
            counters.evictedClient.increment();
        }
        if (endpoint.service.series.size() >= limits.perService()) {
            evict(endpoint.service.series);
            counters.evictedService.increment();
        }
        if (all.size() >= limits.series()) {
            evict(all);
            counters.evictedTotal.increment();
        }

        if (client == null || client.series.size() == 0) {
            client = clients.computeIfAbsent(address, Client::new);
        }
        final var series = take(client, endpoint);
        series.hash = hash(address, endpoint);
        final int bucket = series.hash & buckets.length - 1;
        series.nextInBucket = buckets[bucket];
        buckets[bucket] = series;
        client.series.add(series);
        endpoint.service.series.add(series);
        all.add(series);
        return series;
    }

    /**
     * Forgets a series. It must not be used any more: the object may become another series.
     */
    void remove(final Series series) {
        wheel.cancel(series);
        unlink(series);
        all.remove(series);
        series.endpoint.service.series.remove(series);
        final var client = series.client;
        client.series.remove(series);
        if (client.series.size() == 0) {
            clients.remove(client.address);
        }
        if (spares < MAX_SPARE) {
            series.nextInBucket = spare;
            spare = series;
            spares++;
        }
    }

    /**
     * Forgets all series of a client.
     */
    void removeClient(final IpAddress address) {
        final var client = clients.get(address);
        if (client != null) {
            forEach(client.series, this::remove);
        }
    }

    /**
     * Forgets the series of a service whose endpoint is not to stay.
     */
    void removeEndpoints(final WatchedService service, final Predicate<Endpoint> stays) {
        forEach(service.series, series -> {
            if (!stays.test(series.endpoint)) {
                remove(series);
            }
        });
    }

    private void evict(final SeriesList list) {
        final var oldest = list.first();
        if (oldest != null) {
            remove(oldest);
        }
    }

    private Series take(final Client client, final Endpoint endpoint) {
        final var series = spare;
        if (series == null) {
            return new Series(client, endpoint);
        }
        spare = series.nextInBucket;
        spares--;
        series.reset(client, endpoint);
        return series;
    }

    private void unlink(final Series series) {
        final int bucket = series.hash & buckets.length - 1;
        var before = buckets[bucket];
        if (before == series) {
            buckets[bucket] = series.nextInBucket;
        } else {
            while (before.nextInBucket != series) {
                before = before.nextInBucket;
            }
            before.nextInBucket = series.nextInBucket;
        }
        series.nextInBucket = null;
    }

    private int hash(final IpAddress client, final Endpoint endpoint) {
        // Two rounds of the finalizer of splitmix64; the secret comes in before each of them
        return (int) mix(mix(client.high() ^ secret) + client.low() ^ (secret + endpoint.id));
    }

    private static long mix(final long value) {
        long ret = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        ret = (ret ^ ret >>> 27) * 0x94D049BB133111EBL;
        return ret ^ ret >>> 31;
    }

    private static void forEach(final SeriesList list, final Consumer<Series> action) {
        var series = list.first();
        while (series != null) {
            final var next = list.next(series);
            action.accept(series);
            series = next;
        }
    }
}
