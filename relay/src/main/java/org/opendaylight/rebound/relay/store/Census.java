/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import com.google.common.collect.TreeMultiset;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

/** Counts what is in the store, as it comes and goes. For one thread at a time. */
final class Census {
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private final TreeMultiset<Instant> pendingSince = TreeMultiset.create();
    private int unknown;

    void count(final @Nullable OutboxEntry before, final @Nullable OutboxEntry after) {
        if (before != null) {
            add(before, -1);
        }
        if (after != null) {
            add(after, 1);
        }
    }

    private void add(final OutboxEntry entry, final int count) {
        counts.merge(entry.state(), count, Integer::sum);
        if (NoticeStore.isUnknown(entry)) {
            unknown += count;
        }
        if (entry.state() == State.PENDING) {
            pendingSince.setCount(entry.created(), pendingSince.count(entry.created()) + count);
        }
    }

    int pending() {
        return pendingSince.size();
    }

    Stock stock() {
        return new Stock(pending(), counts.getOrDefault(State.SENT, 0),
            counts.getOrDefault(State.FAILED, 0) - unknown, unknown,
            pendingSince.isEmpty() ? null : pendingSince.firstEntry().getElement());
    }
}
