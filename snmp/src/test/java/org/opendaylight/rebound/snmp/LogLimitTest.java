/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;

class LogLimitTest {
    private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
    private final LogLimit limit = new LogLimit(() -> now);

    private boolean permits(final int host) {
        return limit.permits(IpAddress.ofIpv4(host));
    }

    private void pass(final int seconds) {
        // System.nanoTime() may overflow, and does here
        now += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void oneLineInAMinuteForEachSource() {
        assertTrue(permits(1));
        assertFalse(permits(1));
        assertTrue(permits(2));
        pass(59);
        assertFalse(permits(1));
        pass(1);
        assertTrue(permits(1));
        assertFalse(permits(1));
    }

    @Test
    void forgedSourcesCannotFloodTheLog() {
        for (int i = 0; i < LogLimit.MAX_SOURCES; i++) {
            assertTrue(permits(i));
        }
        assertFalse(permits(-1));
        pass(60);
        assertTrue(permits(-1));
    }
}
