/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Something that is watched: its settings in the detector's terms, its series, and how it answers.
 */
final class WatchedService {
    /** What it is that answers. */
    enum Kind {
        /** A TCP service: a SYN asks. */
        TCP,
        /** A UDP service: a datagram asks. */
        UDP,
        /** A server's host, which all its services need: an ARP request or a neighbour solicitation asks. */
        HOST
    }

    /** How long a series is remembered that makes no failure, in response timeouts. */
    private static final int LIFETIME_TIMEOUTS = 10;
    /** How long it is remembered at least: TCP sends again after 1, 3, 7, 15, 31 and 63 s (RFC 6298). */
    private static final long MIN_LIFETIME = 60_000_000_000L;
    /** How many clients may seem unanswered and not ask again, before it is believed that the answers go unseen. */
    private static final int UNSEEN = 3;
    /** The same for a service that was seen to answer before. */
    private static final int UNSEEN_AFTER_ANSWERS = 8;

    final Kind kind;
    /** Series of clients that may be forged: one packet is all that was seen of them. */
    final SeriesList unproven = new SeriesList.OfService();
    final SeriesList proven = new SeriesList.OfService();

    /** Goes up when what was seen of it proves nothing any more. */
    int generation;
    /** Until when it may be asked, and answer, unseen; only if {@link #quiet}. */
    int quietUntil;
    boolean quiet;
    /** How many packets that asked it each switch copied in this second. */
    final Map<String, Integer> asked = new HashMap<>();

    private List<ServiceKey> keys = List.of();
    private int responseTimeout;
    private int lifetime;
    private int attempts;
    private boolean policyUnreachable;

    /** Whether it was ever seen to answer. */
    private boolean answers;
    /** How many clients were unanswered, and did not repeat, since it was seen to answer. */
    private int unrepeated;
    /** Whether any was repeated since then. */
    private boolean repeated;
    private boolean repliesNotObserved;

    WatchedService(final Kind kind) {
        this.kind = kind;
    }

    /**
     * Takes over new settings; what is remembered stays.
     *
     * @param settings those of one of its services
     * @param newKeys the services that fail with it
     */
    void configure(final ServerService settings, final List<ServiceKey> newKeys) {
        keys = List.copyOf(newKeys);
        responseTimeout = Moments.units(settings.responseTimeout().toNanos());
        lifetime = Math.max(LIFETIME_TIMEOUTS * responseTimeout, Moments.units(MIN_LIFETIME));
        attempts = settings.attempts();
        policyUnreachable = settings.policyUnreachable();
    }

    /** The service it is, or those that need this host. */
    List<ServiceKey> keys() {
        return keys;
    }

    /** The service that it is; not for a host. */
    ServiceKey key() {
        return keys.getFirst();
    }

    /** The response timeout in moments. */
    int responseTimeout() {
        return responseTimeout;
    }

    /** How long a series is remembered after its last packet, in moments. */
    int lifetime() {
        return lifetime;
    }

    /** How many unanswered packets make a failure. */
    int attempts() {
        return attempts;
    }

    /** Whether a filter's message is a failure. */
    boolean policyUnreachable() {
        return policyUnreachable;
    }

    int size() {
        return unproven.size() + proven.size();
    }

    SeriesList listOf(final Series series) {
        return series.proven ? proven : unproven;
    }

    void forEach(final Consumer<Series> action) {
        forEach(unproven, action);
        forEach(proven, action);
    }

    private static void forEach(final SeriesList list, final Consumer<Series> action) {
        var series = list.first();
        while (series != null) {
            final var next = list.next(series);
            action.accept(series);
            series = next;
        }
    }

    /**
     * It was seen to answer, or to refuse.
     *
     * @return whether that changes {@link #repliesNotObserved}
     */
    boolean answered() {
        final boolean before = repliesNotObserved;
        answers = true;
        unrepeated = 0;
        repeated = false;
        repliesNotObserved = false;
        return before;
    }

    /** Whether it was ever seen to answer. */
    boolean answers() {
        return answers;
    }

    /** A series is unanswered for long enough, and its client asked again. */
    void silentAndRepeated() {
        repeated = true;
    }

    /**
     * A series is unanswered for long enough, and its client seems to be content: if there is no end of such, and not
     * one client asks again, then they are answered, on a way that nobody observes.
     *
     * @return whether that changes {@link #repliesNotObserved}
     */
    boolean silentAndContent() {
        unrepeated++;
        if (repliesNotObserved || repeated || unrepeated < (answers ? UNSEEN_AFTER_ANSWERS : UNSEEN)) {
            return false;
        }
        repliesNotObserved = true;
        return true;
    }

    /** Whether its replies seem to go where nobody observes them. */
    boolean repliesNotObserved() {
        return repliesNotObserved;
    }
}
