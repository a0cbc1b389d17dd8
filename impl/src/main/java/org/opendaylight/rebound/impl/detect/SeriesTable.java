/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.IpAddress;

/**
 * All series, found by client and endpoint, within the limits. Finding, adding and removing take constant time; the
 * clients are hostile, so their addresses are mixed with a number that they do not know.
 *
 * <p>Where a limit is reached, the greediest pays: a client that has its full share gets no more; of a service that has
 * its full share, and of the one with the most series when all are too many, the oldest goes, and one of a client of
 * which a single packet was seen before one that has shown itself twice. So a flood of forged addresses pushes out
 * itself.
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
    private final ClientSketch perClient;
    private Collection<WatchedService> services = List.of();
    private int size;
    private @Nullable Series spare;
    private int spares;

    SeriesTable(final DetectorLimits limits, final DetectCounters counters, final TimerWheel wheel,
            final long secret) {
        this.limits = limits;
        this.counters = counters;
        this.wheel = wheel;
        this.secret = secret;
        perClient = new ClientSketch(secret);
        // The smallest power of two that is not less
        buckets = new @Nullable Series[limits.series() == 1 ? 1 : Integer.highestOneBit(limits.series() - 1) << 1];
    }

    int size() {
        return size;
    }

    /** Says whose series there may be. */
    void services(final Collection<WatchedService> newServices) {
        services = newServices;
    }

    /**
     * The series of this client at this endpoint, or null.
     */
    @Nullable Series find(final IpAddress client, final Endpoint endpoint) {
        final int hash = hash(client, endpoint);
        var series = buckets[hash & buckets.length - 1];
        while (series != null && (series.hash != hash || series.endpoint != endpoint || !series.isOf(client))) {
            series = series.nextInBucket;
        }
        return series;
    }

    /**
     * Adds a series that is not there yet, if the client has not its full share already.
     *
     * @return the series, or null
     */
    @Nullable Series add(final IpAddress client, final Endpoint endpoint) {
        if (perClient.count(client) >= limits.perClient()) {
            counters.clientLimit.increment();
            return null;
        }
        final var service = endpoint.service;
        if (service.size() >= limits.perService()) {
            evict(service, counters.evictedService);
        }
        if (size >= limits.series()) {
            evict(greediest(service), counters.evictedTotal);
        }

        final var series = take(client, endpoint);
        series.hash = hash(client, endpoint);
        final int bucket = series.hash & buckets.length - 1;
        series.nextInBucket = buckets[bucket];
        buckets[bucket] = series;
        service.unproven.add(series);
        perClient.add(client, 1);
        size++;
        return series;
    }

    /** The client has shown itself twice. */
    void prove(final Series series) {
        if (!series.proven) {
            series.endpoint.service.unproven.remove(series);
            series.proven = true;
            series.endpoint.service.proven.add(series);
        }
    }

    /**
     * Forgets a series. It must not be used any more: the object may become another series.
     */
    void remove(final Series series) {
        wheel.cancel(series);
        unlink(series);
        final var service = series.endpoint.service;
        service.listOf(series).remove(series);
        perClient.add(series.client(), -1);
        size--;
        if (spares < MAX_SPARE) {
            series.nextInBucket = spare;
            spare = series;
            spares++;
        }
    }

    /**
     * Forgets all series of a client. Looks at every series: not for every day.
     */
    void removeClient(final IpAddress client) {
        services.forEach(service -> service.forEach(series -> {
            if (series.isOf(client)) {
                remove(series);
            }
        }));
    }

    /**
     * Forgets the series of a service whose endpoint is not to stay.
     */
    void removeEndpoints(final WatchedService service, final Predicate<Endpoint> stays) {
        service.forEach(series -> {
            if (!stays.test(series.endpoint)) {
                remove(series);
            }
        });
    }

    private void evict(final WatchedService service, final Counter counter) {
        final var first = service.unproven.first();
        final var oldest = first == null ? service.proven.first() : first;
        if (oldest != null) {
            remove(oldest);
            counter.increment();
        }
    }

    private WatchedService greediest(final WatchedService any) {
        var ret = any;
        for (var service : services) {
            if (service.size() > ret.size()) {
                ret = service;
            }
        }
        return ret;
    }

    private Series take(final IpAddress client, final Endpoint endpoint) {
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
        // The secret comes in before each of the two rounds
        return (int) Mixer.mix(Mixer.mix(client.high() ^ secret) + client.low() ^ (secret + endpoint.id));
    }
}
