/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.outbox.Outbox;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.rebound.outbox.OutboxWatcher;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Notices;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.NoticeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.NoticeKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * The outbox in the datastore.
 */
public final class OutboxTable implements Outbox {
    private final DataBroker broker;
    private final DatastoreWriter writer;
    private final EventPublisher events;
    private final Clock clock;

    /**
     * The outbox of this datastore.
     *
     * @param broker tells of changes
     * @param writer writes
     * @param events tells what became of notices
     * @param clock the wall clock
     */
    public OutboxTable(final DataBroker broker, final DatastoreWriter writer, final EventPublisher events,
            final Clock clock) {
        this.broker = requireNonNull(broker);
        this.writer = requireNonNull(writer);
        this.events = requireNonNull(events);
        this.clock = requireNonNull(clock);
    }

    /**
     * Tells of every entry, those that are there and those that come.
     *
     * @param watchers who is told
     * @return close it to stop
     */
    public Registration feed(final OutboxWatcher... watchers) {
        return broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(Notices.class).child(Notice.class).build(), new Feed(List.of(watchers)));
    }

    private record Feed(List<OutboxWatcher> watchers) implements DataTreeChangeListener<Notice> {
        @Override
        public void onDataTreeChanged(final List<DataTreeModification<Notice>> changes) {
            final var changed = changes.stream().map(change -> change.getRootNode().dataAfter())
                .filter(Objects::nonNull)
                .map(OutboxTable::fromYang)
                .toList();
            watchers.forEach(watcher -> watcher.changed(changed));
            for (var change : changes) {
                final var before = change.getRootNode().dataBefore();
                if (change.getRootNode().dataAfter() == null && before != null) {
                    watchers.forEach(watcher -> watcher.removed(before.getId()));
                }
            }
        }
    }

    @Override
    public CompletableFuture<Void> update(final List<OutboxEntry> updates) {
        return writer.submit(updates.size(), entries -> {
            for (var update : updates) {
                final var path = pathOf(update.notice().id());
                if (entries.read(path) != null) {
                    entries.put(path, toYang(update));
                }
            }
        }).thenRun(() -> updates.forEach(events::noticed));
    }

    /**
     * Makes a notice pending again, whatever became of it, to where its client is told now; one whose client said where
     * it goes stays with that.
     *
     * @param id the notice's id
     * @param recipients gives where another notice goes now, or null
     * @return completes when it is safe; fails with {@link NoSuchElementException} if there is no such notice, and with
     *     {@link IllegalStateException} if nothing says where to send it
     */
    public CompletableFuture<Void> resend(final String id,
            final Function<org.opendaylight.rebound.api.Notice, @Nullable Recipient> recipients) {
        final var path = pathOf(id);
        return writer.submit(1, entries -> {
            final var found = entries.read(path);
            if (found == null) {
                throw refused(new NoSuchElementException("id: there is no notice " + id));
            }
            final var entry = fromYang(found);
            final var notice = entry.notice();
            final var created = laterOf(entry.created().plusMillis(1), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            // Alone, and at once
            entries.put(path, toYang(OutboxEntry.pending(
                notice.destinationGiven() ? notice : sentTo(notice, recipients), id, created)));
        });
    }

    private static org.opendaylight.rebound.api.Notice sentTo(final org.opendaylight.rebound.api.Notice notice,
            final Function<org.opendaylight.rebound.api.Notice, @Nullable Recipient> recipients)
            throws ExecutionException {
        final var recipient = recipients.apply(notice);
        if (recipient == null) {
            throw refused(new IllegalStateException("the client mail address table has no entry for "
                + notice.client()));
        }
        return new org.opendaylight.rebound.api.Notice(notice.id(), notice.service(), notice.outage(), notice.client(),
            notice.channel(), recipient.destination(), recipient.name(), recipient.language(), notice.failedSince(),
            notice.recovered());
    }

    /**
     * Removes a notice, unless it is gone or pending.
     *
     * @param id the notice's id
     * @return completes when it is safe
     */
    public CompletableFuture<Void> removeFinished(final String id) {
        final var path = pathOf(id);
        return writer.submit(1, entries -> {
            final var entry = entries.read(path);
            if (entry != null && entry.getState() != Notice.State.Pending) {
                entries.delete(path);
            }
        });
    }

    /** For a clock that was put back. */
    private static Instant laterOf(final Instant one, final Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static ExecutionException refused(final RuntimeException reason) {
        return new ExecutionException(reason);
    }

    static DataObjectIdentifier<Notice> pathOf(final String id) {
        return DataObjectIdentifier.builder(Notices.class).child(Notice.class, new NoticeKey(id)).build();
    }

    static Notice toYang(final OutboxEntry entry) {
        final var notice = entry.notice();
        return new NoticeBuilder()
            .withKey(new NoticeKey(notice.id()))
            .setServer(TableMapper.nameOf(notice.service()))
            .setProtocol(TableMapper.toYang(notice.service().protocol()))
            .setPort(TableMapper.portOf(notice.service()))
            .setClient(TableMapper.toYang(notice.client()))
            .setOutage(Uint32.saturatedOf(notice.outage()))
            .setChannel(notice.channel())
            .setDestination(notice.destination())
            .setDestinationGiven(notice.destinationGiven() ? Boolean.TRUE : null)
            .setRecipientName(TableMapper.lineOrNull(notice.recipientName()))
            .setLanguage(TableMapper.languageOrNull(notice.language()))
            .setFailedSince(TableMapper.toYang(notice.failedSince()))
            .setRecovered(TableMapper.toYang(notice.recovered()))
            .setDelivery(entry.delivery())
            .setState(toYang(entry.state()))
            .setTries(Uint16.saturatedOf(entry.tries()))
            .setCreated(TableMapper.toYang(entry.created()))
            .setNextTry(TableMapper.timeOrNull(entry.nextTry()))
            .setSent(TableMapper.timeOrNull(entry.sent()))
            .setLastError(entry.lastError())
            .build();
    }

    private static Notice.State toYang(final State state) {
        return switch (state) {
            case PENDING -> Notice.State.Pending;
            case SENT -> Notice.State.Sent;
            case FAILED -> Notice.State.Failed;
        };
    }

    static OutboxEntry fromYang(final Notice entry) {
        return new OutboxEntry(TableMapper.fromYang(entry), entry.getDelivery(), fromYang(entry.getState()),
            entry.getTries().toJava(), TableMapper.fromYang(entry.getCreated()), instantOrNull(entry.getNextTry()),
            instantOrNull(entry.getSent()), entry.getLastError());
    }

    private static State fromYang(final Notice.State state) {
        return switch (state) {
            case Pending -> State.PENDING;
            case Sent -> State.SENT;
            case Failed -> State.FAILED;
        };
    }

    private static @Nullable Instant instantOrNull(final org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang
            .ietf.yang.types.rev130715.@Nullable DateAndTime time) {
        return time == null ? null : TableMapper.fromYang(time);
    }
}
