/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import java.time.Instant;
import java.util.List;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry;

/** Puts a pending notice into a store. */
public final class Pending {
    private Pending() {
        // static only
    }

    /**
     * Adds a notice.
     *
     * @param store where to
     * @param time when it was taken
     * @throws IntakeException if the store does not take it
     */
    public static void add(final NoticeStore store, final Instant time) throws IntakeException {
        put(store, "id", time);
    }

    /**
     * Adds another notice, which is one more than may be pending after the first.
     *
     * @param store where to
     * @param time when it was taken
     * @throws IntakeException because the store does not take it
     */
    public static void addAnother(final NoticeStore store, final Instant time) throws IntakeException {
        put(store, "other", time);
    }

    private static void put(final NoticeStore store, final String id, final Instant time) throws IntakeException {
        store.add(List.of(OutboxEntry.pending(new Notice(id, new ServiceKey("web", Protocol.TCP, 80), 1,
            IpAddress.parse("192.0.2.7"), NoticeStore.CHANNEL, "a@b.c", null, null, time, time), id, time)), 1);
    }
}
