/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.opendaylight.rebound.api.IpAddress;

/**
 * Lets one line a minute a source into the log. No more than {@value #MAX_SOURCES} sources are remembered; while all of
 * them were heard within the minute no further source gets a line, so forged sources cannot flood the log either. Safe
 * for use by many threads.
 */
final class LogLimit {
    static final int MAX_SOURCES = 256;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    // in the order of their last line, which is the order in which they fall due
    private final Map<IpAddress, Long> lines = new LinkedHashMap<>();
    private final LongSupplier nanos;

    LogLimit(final LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Asks for a line.
     *
     * @param source who causes it
     * @return true if it may be written now
     */
    synchronized boolean permits(final IpAddress source) {
        final long now = nanos.getAsLong();
        final var eldest = lines.entrySet().iterator();
        while (eldest.hasNext() && now - eldest.next().getValue() >= MINUTE) {
            eldest.remove();
        }
        return lines.size() < MAX_SOURCES && lines.putIfAbsent(source, now) == null;
    }
}
