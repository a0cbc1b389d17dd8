/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Notice;

/**
 * Notices that wait for others to the same destination, to go with them as one message. Pure; for one thread.
 */
public final class Gathering {
    /** How many notices go in one message, at most. */
    public static final int MOST = 100;

    private record Destination(String channel, @Nullable String address) {
    }

    private final Map<Destination, Map<String, OutboxEntry>> waiting = new LinkedHashMap<>();
    private final Map<String, Destination> destinations = new HashMap<>();

    /**
     * Lets a notice wait, or replaces it as it waits.
     *
     * @param entry the entry
     */
    void add(final OutboxEntry entry) {
        final var notice = entry.notice();
        final var destination = new Destination(notice.channel(), notice.destination());
        if (!destination.equals(destinations.get(notice.id()))) {
            remove(notice.id());
        }
        destinations.put(notice.id(), destination);
        waiting.computeIfAbsent(destination, key -> new LinkedHashMap<>()).put(notice.id(), entry);
    }

    /**
     * Forgets a notice.
     *
     * @param id its id
     */
    void remove(final String id) {
        final var destination = destinations.remove(id);
        if (destination != null) {
            waiting.computeIfPresent(destination, (key, entries) -> {
                entries.remove(id);
                return entries.isEmpty() ? null : entries;
            });
        }
    }

    /**
     * Takes out those that have waited long enough, each with the others to its destination.
     *
     * @param madeUntil those made until then have
     * @return the notices of one message each, 1 to {@value #MOST}, oldest first
     */
    List<List<OutboxEntry>> take(final Instant madeUntil) {
        final var ret = new ArrayList<List<OutboxEntry>>();
        for (var entries : List.copyOf(waiting.values())) {
            if (entries.values().stream().anyMatch(entry -> !entry.created().isAfter(madeUntil))) {
                final var together = entries.values().stream().limit(MOST).toList();
                together.forEach(entry -> remove(entry.notice().id()));
                ret.add(together);
            }
        }
        return ret;
    }

    /**
     * Lets entries go together from the beginning: those that are pending are one delivery.
     *
     * @param entries entries with the same channel and destination, at most {@value #MOST}
     * @return the same, with their delivery
     */
    public static List<OutboxEntry> together(final List<OutboxEntry> entries) {
        final var pending = entries.stream().filter(entry -> entry.state() == OutboxEntry.State.PENDING)
            .map(OutboxEntry::notice).toList();
        if (pending.isEmpty()) {
            return entries;
        }
        final var delivery = deliveryOf(pending);
        return entries.stream()
            .map(entry -> entry.state() == OutboxEntry.State.PENDING ? entry.inDelivery(delivery) : entry)
            .toList();
    }

    /**
     * The id of the message in which notices go together. It is kept with each before the first try, so that what is
     * sent again after a crash is the same message with the same id.
     *
     * @param notices the notices
     * @return the notice's own id if it is one; otherwise one that no notice and no other message has
     */
    static String deliveryOf(final Collection<Notice> notices) {
        final var first = notices.iterator().next().id();
        return notices.size() == 1 ? first : first + "/and-" + (notices.size() - 1) + "-more";
    }
}
