/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many requests an address makes in a minute, which begins with its first one. Thread-safe.
 */
public final class RequestLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** How many addresses are remembered; of more, those not seen for the longest time are let in anew. */
    private static final int ADDRESSES = 10_000;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final LoadingCache<ByteBuffer, AtomicInteger> counts;

    /**
     * A limit.
     *
     * @param ticker the monotonic time
     */
    public RequestLimit(final Ticker ticker) {
        counts = CacheBuilder.newBuilder().expireAfterWrite(WINDOW).maximumSize(ADDRESSES).ticker(ticker)
            .build(CacheLoader.from(() -> new AtomicInteger()));
    }

    /**
     * Counts a request.
     *
     * @param from who makes it: an IPv4 address, or an IPv6 address, whose /64 counts
     * @param rate how many are allowed; 0 for no limit
     * @return whether it is allowed
     */
    public boolean admits(final InetAddress from, final int rate) {
        if (rate == 0) {
            return true;
        }
        final var bytes = from.getAddress();
        final var key = ByteBuffer.wrap(bytes, 0, bytes.length == IPV4_BYTES ? IPV4_BYTES : IPV6_NETWORK_BYTES);
        return counts.getUnchecked(key).incrementAndGet() <= rate;
    }
}
