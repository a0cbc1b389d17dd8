/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.opendaylight.rebound.api.Counters;

/** Counters that a test can ask. */
final class TestCounters implements Counters {
    private final ConcurrentMap<String, AtomicLong> values = new ConcurrentHashMap<>();

    @Override
    public Counter counter(final String stage, final String outcome) {
        final var value = values.computeIfAbsent(stage + ' ' + outcome, name -> new AtomicLong());
        return new Counter() {
            @Override
            public void add(final long count) {
                value.addAndGet(count);
            }

            @Override
            public long value() {
                return value.get();
            }
        };
    }

    long mail(final String outcome) {
        return counter("mail", outcome).value();
    }
}
