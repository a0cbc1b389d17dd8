/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.HashMultiset;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.rebound.relay.config.Client;
import org.opendaylight.rebound.relay.config.ClientTable;
import org.opendaylight.rebound.relay.config.RelaySettings;
import org.opendaylight.rebound.relay.config.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes notices of lists: looks each client up, and keeps those that nobody is known for until the table has them.
 *
 * <p>Counted in stage {@value #STAGE}: {@code lists}, {@code accepted}, {@code duplicate}, {@code unknown},
 * {@code found-later}, {@code not-taken}.
 */
public final class Desk implements Intake {
    /** The stage that notices are counted in. */
    public static final String STAGE = "intake";

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int MILLIS_PER_TENTH = 100;
    private static final String UNKNOWN = "the client is not in the client mail address table";

    private final NoticeStore store;
    private final StoreSettings settings;
    private final boolean isGathering;
    private final Clock clock;
    private final Counters counters;
    private ClientTable table;

    /**
     * Takes lists.
     *
     * @param store where notices are kept
     * @param relay the limits, and whether notices wait for others
     * @param table the client mail address table
     * @param clock the wall clock
     * @param counters counts in stage {@value #STAGE}
     */
    public Desk(final NoticeStore store, final RelaySettings relay, final ClientTable table, final Clock clock,
            final Counters counters) {
        this.store = requireNonNull(store);
        settings = relay.store();
        isGathering = relay.mail().groupWait().isPositive();
        this.clock = requireNonNull(clock);
        this.counters = requireNonNull(counters);
        this.table = requireNonNull(table);
        // the table may have changed since the relay ran the last time
        findUnknown();
    }

    @Override
    public synchronized Accepted accept(final RecoveryList list) throws IntakeException {
        final var now = now();
        final var known = table;
        final var entries = alone(list.clients().stream()
            .map(client -> entry(list, client, known.find(client.address()), now)).toList());
        final int unknown;
        final int fresh;
        try {
            final var added = store.add(entries, settings.mostPending());
            fresh = added.size();
            unknown = (int) added.stream().filter(NoticeStore::isUnknown).count();
        } catch (IntakeException e) {
            counters.counter(STAGE, "not-taken").increment();
            throw e;
        }
        final var ret = new Accepted(fresh - unknown, entries.size() - fresh, unknown);
        counters.counter(STAGE, "lists").increment();
        counters.counter(STAGE, "accepted").add(ret.accepted());
        counters.counter(STAGE, "duplicate").add(ret.duplicates());
        counters.counter(STAGE, "unknown").add(ret.unknown());
        if (unknown > 0) {
            LOG.info("{} of the clients of list {} are not in the table", unknown, list.id());
        }
        return ret;
    }

    /** What nothing can go with goes alone: that need not be found out, and saved, later. */
    private List<OutboxEntry> alone(final List<OutboxEntry> entries) {
        if (isGathering) {
            return entries;
        }
        final var receivers = HashMultiset.create();
        entries.forEach(entry -> receivers.add(entry.notice().destination()));
        return entries.stream().map(entry -> entry.state() == State.PENDING
            && receivers.count(entry.notice().destination()) == 1
            ? OutboxEntry.pending(entry.notice(), entry.notice().id(), entry.created()) : entry).toList();
    }

    private static OutboxEntry entry(final RecoveryList list, final RecoveryList.Client client,
            final @Nullable Client found, final Instant now) {
        // With the time, for a controller that is installed anew counts its outages from the beginning; in tenths of a
        // second, so that a list that comes by HTTP and by SNMP, which cuts off the rest, is the same
        final var time = list.recovered().toEpochMilli();
        final var id = list.service() + "/" + list.outage() + '@' + (time - Math.floorMod(time, MILLIS_PER_TENTH))
            + '/' + client.address();
        final var notice = found == null
            ? new Notice(id, list.service(), list.outage(), client.address(), NoticeStore.CHANNEL, null, null, null,
                client.failedSince(), list.recovered())
            : new Notice(id, list.service(), list.outage(), client.address(), NoticeStore.CHANNEL, found.mail(),
                found.name(), found.language(), client.failedSince(), list.recovered());
        return found == null ? OutboxEntry.unsendable(notice, now, UNKNOWN) : OutboxEntry.pending(notice, null, now);
    }

    /**
     * Takes a new table. Clients that were unknown, and for not too long, are told now.
     *
     * @param newTable the table
     */
    public synchronized void use(final ClientTable newTable) {
        table = requireNonNull(newTable);
        findUnknown();
    }

    private synchronized void findUnknown() {
        final var now = now();
        final var since = now.minus(settings.unknownWait());
        final var found = new ArrayList<OutboxEntry>();
        for (var entry : store.find(entry -> NoticeStore.isUnknown(entry) && entry.created().isAfter(since))) {
            final var client = table.find(entry.notice().client());
            if (client != null) {
                final var old = entry.notice();
                found.add(OutboxEntry.pending(new Notice(old.id(), old.service(), old.outage(), old.client(),
                    old.channel(), client.mail(), client.name(), client.language(), old.failedSince(),
                    old.recovered()), null, now));
            }
        }
        if (!found.isEmpty()) {
            LOG.info("{} notices of clients that were unknown go to those that the table now has", found.size());
            store.update(alone(found)).whenComplete((done, fault) -> {
                if (fault == null) {
                    counters.counter(STAGE, "found-later").add(found.size());
                }
            });
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
