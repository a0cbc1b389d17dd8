/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how often something happens in an hour, which begins with the first time. Thread-safe.
 *
 * @param <K> to whom or what it happens
 */
final class HourlyLimit<K> {
    /** How many are remembered; of more, those not seen for the longest time begin anew. */
    private static final int REMEMBERED = 20_000;

    private final LoadingCache<K, AtomicInteger> counts;
    private final int most;

    /**
     * A limit.
     *
     * @param most how often it may happen
     * @param ticker the monotonic time
     */
    HourlyLimit(final int most, final Ticker ticker) {
        this.most = most;
        counts = CacheBuilder.newBuilder().expireAfterWrite(Duration.ofHours(1)).maximumSize(REMEMBERED).ticker(ticker)
            .build(CacheLoader.from(() -> new AtomicInteger()));
    }

    /**
     * Counts.
     *
     * @param key to whom it happens
     * @return whether it may
     */
    boolean admits(final K key) {
        return counts.getUnchecked(key).incrementAndGet() <= most;
    }
}
