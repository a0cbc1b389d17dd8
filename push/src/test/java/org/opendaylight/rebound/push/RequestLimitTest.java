/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Ticker ticker = new Ticker() {
        @Override
        public long read() {
            return nanos.get();
        }
    };

    @Test
    void eachAddressMayMakeSoManyRequestsAMinute() throws Exception {
        final var limit = new RequestLimit(ticker);
        final var one = InetAddress.getByName("192.0.2.1");
        assertTrue(limit.admits(one, 2) && limit.admits(one, 2));
        assertFalse(limit.admits(one, 2));
        assertTrue(limit.admits(InetAddress.getByName("192.0.2.2"), 2));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertTrue(limit.admits(one, 2));
    }

    @Test
    void networkOfIpv6CountsAsOne() throws Exception {
        final var limit = new RequestLimit(ticker);
        assertTrue(limit.admits(InetAddress.getByName("2001:db8::1"), 1));
        assertFalse(limit.admits(InetAddress.getByName("2001:db8::2"), 1));
        assertTrue(limit.admits(InetAddress.getByName("2001:db8:0:1::1"), 1));
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        final var limit = new RequestLimit(ticker);
        for (int i = 0; i < 1000; i++) {
            assertTrue(limit.admits(InetAddress.getByName("192.0.2.1"), 0));
        }
    }
}
