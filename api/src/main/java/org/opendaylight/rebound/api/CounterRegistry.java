/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All counters of a process, by stage and outcome. Thread-safe.
 */
public final class CounterRegistry implements Counters {
    private final ConcurrentMap<Name, AdderCounter> counters = new ConcurrentHashMap<>();

    @Override
    public Counter counter(final String stage, final String outcome) {
        return counters.computeIfAbsent(new Name(stage, outcome), name -> new AdderCounter());
    }

    /**
     * What all counters say now.
     *
     * @return a copy, sorted by stage and outcome
     */
    public SortedMap<Name, Long> snapshot() {
        final var ret = new TreeMap<Name, Long>();
        counters.forEach((name, counter) -> ret.put(name, counter.value()));
        return ret;
    }

    /**
     * A counter's name.
     *
     * @param stage the part of Rebound
     * @param outcome what happened
     */
    public record Name(String stage, String outcome) implements Comparable<Name> {
        @Override
        public int compareTo(final Name other) {
            final int cmp = stage.compareTo(other.stage);
            return cmp != 0 ? cmp : outcome.compareTo(other.outcome);
        }
    }

    private static final class AdderCounter implements Counter {
        private final LongAdder adder = new LongAdder();

        @Override
        public void add(final long count) {
            adder.add(count);
        }

        @Override
        public long value() {
            return adder.sum();
        }
    }
}
