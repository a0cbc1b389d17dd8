/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits how many requests an address makes in a minute, which begins with its first one. Thread-safe. */
final class RequestLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** How many addresses are remembered; of more, those not seen for the longest time are let in anew. */
    private static final int ADDRESSES = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final LoadingCache<ByteBuffer, AtomicInteger> counts;
    private final int rate;

    /**
     * A limit.
     *
     * @param rate how many requests; 0 for no limit
     * @param ticker the monotonic time
     */
    RequestLimit(final int rate, final Ticker ticker) {
        this.rate = rate;
        counts = CacheBuilder.newBuilder().expireAfterWrite(WINDOW).maximumSize(ADDRESSES).ticker(ticker)
            .build(CacheLoader.from(() -> new AtomicInteger()));
    }

    /**
     * Counts a request.
     *
     * @param from who makes it: an IPv4 address, or an IPv6 address, whose /64 counts
     * @return whether it is allowed
     */
    boolean admits(final InetAddress from) {
        if (rate == 0) {
            return true;
        }
        final var bytes = from.getAddress();
        final var key = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
        return counts.getUnchecked(key).incrementAndGet() <= rate;
    }
}
