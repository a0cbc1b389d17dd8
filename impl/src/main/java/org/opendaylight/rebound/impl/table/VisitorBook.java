/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.Confirmation;
import org.opendaylight.rebound.impl.notice.ConfirmationChannel;
import org.opendaylight.rebound.impl.notice.ConfirmationDesk;
import org.opendaylight.rebound.impl.notice.MailAddresses;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.standin.Visitor;
import org.opendaylight.rebound.impl.standin.VisitorDesk;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;

/**
 * The visitors of the stand-in in the failed-client table: what they answer, and whether the addresses that they give
 * are theirs. An address that is not confirmed yet is asked by a mail, whose notice is written in the same transaction
 * as the answer, so that a crash loses neither; an address is asked once in an outage for each client that gives it.
 */
public final class VisitorBook implements VisitorDesk, ConfirmationDesk {
    /** Enough of a hash that no two addresses of one client have the same. */
    private static final int HASH_DIGITS = 16;

    private final DatastoreWriter writer;
    private final FailedClientTable table;
    private final FailureRecorder recorder;
    private final EventPublisher events;
    private final Function<IpAddress, @Nullable Recipient> recipients;
    private final Predicate<String> unsubscribed;
    private final BooleanSupplier confirms;
    private final Clock clock;

    /**
     * A book.
     *
     * @param writer writes the table and the outbox
     * @param table the table's mirror
     * @param recorder records visitors that are not in the table
     * @param events tells of clients that are new in the table
     * @param recipients gives where the client mail address table has a client told, or null
     * @param unsubscribed says whether a mail address is to be left alone
     * @param confirms says whether an address that a visitor gives is to be confirmed
     * @param clock the wall clock
     */
    public VisitorBook(final DatastoreWriter writer, final FailedClientTable table, final FailureRecorder recorder,
            final EventPublisher events, final Function<IpAddress, @Nullable Recipient> recipients,
            final Predicate<String> unsubscribed, final BooleanSupplier confirms, final Clock clock) {
        this.writer = requireNonNull(writer);
        this.table = requireNonNull(table);
        this.recorder = requireNonNull(recorder);
        this.events = requireNonNull(events);
        this.recipients = requireNonNull(recipients);
        this.unsubscribed = requireNonNull(unsubscribed);
        this.confirms = requireNonNull(confirms);
        this.clock = requireNonNull(clock);
    }

    @Override
    public Visitor find(final ServiceKey service, final IpAddress client) {
        final var known = recipients.apply(client);
        return new Visitor(known == null || unsubscribed.test(known.destination()) ? null : known.destination(),
            table.find(service, client).map(FailedClient::answer).orElse(null));
    }

    @Override
    public void visited(final ServiceKey service, final IpAddress client) {
        if (!table.contains(service, client)) {
            recorder.failed(service, client, Evidence.STAND_IN, now());
        }
    }

    @Override
    public CompletableFuture<Void> answer(final ServiceKey service, final IpAddress client,
            final ClientAnswer answer) {
        final var given = answer.wish() ? answer.destination() : null;
        try {
            // The datastore's types say what is an address and what a language: not on the writer's thread
            TableMapper.languageOrNull(answer.language());
            if (given != null) {
                new MailAddress(given);
            }
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        final var now = now();
        final var path = FailureRecorder.pathOf(service, client);
        final var created = new AtomicReference<@Nullable FailedClient>();
        return writer.submit(2, entries -> {
            final var found = entries.read(path);
            final var before = found == null
                ? new FailedClient(service, client, now, now, 1, Set.of(Evidence.STAND_IN))
                : TableMapper.fromYang(found);
            created.set(found == null ? before : null);
            final var after = new ClientAnswer(answer.wish(), given,
                given == null || isKnown(client, given) || wasConfirmed(before.answer(), given), answer.language());
            entries.put(path, TableMapper.toYang(before.withAnswer(after)));
            if (given != null && !after.confirmed() && confirms.getAsBoolean()) {
                final var last = entries.read(RecoveryTable.pathOf(service));
                final var question = question(before, last == null ? 1 : last.getOutage().toJava() + 1, given,
                    answer.language(), now);
                final var questionPath = OutboxTable.pathOf(question.notice().id());
                final var asked = entries.read(questionPath);
                // Whoever answers ten times has one mail sent; one that could not be sent is tried again
                if (asked == null || OutboxTable.fromYang(asked).state() == OutboxEntry.State.FAILED) {
                    entries.put(questionPath, OutboxTable.toYang(question));
                }
            }
        }).thenRun(() -> {
            final var isNew = created.get();
            if (isNew != null) {
                events.clientFailed(isNew);
            }
        });
    }

    @Override
    public Confirmation confirmation(final ServiceKey service, final IpAddress client, final String mailAddress) {
        return of(table.find(service, client).orElse(null), mailAddress);
    }

    @Override
    public CompletableFuture<Confirmation> confirm(final ServiceKey service, final IpAddress client,
            final String mailAddress) {
        final var path = FailureRecorder.pathOf(service, client);
        final var ret = new AtomicReference<Confirmation>();
        return writer.submit(1, entries -> {
            final var found = entries.read(path);
            final var entry = found == null ? null : TableMapper.fromYang(found);
            final var before = of(entry, mailAddress);
            if (before == Confirmation.AWAITED && entry != null) {
                final var answer = requireNonNull(entry.answer());
                entries.put(path, TableMapper.toYang(entry.withAnswer(
                    new ClientAnswer(true, answer.destination(), true, answer.language()))));
            }
            ret.set(before == Confirmation.AWAITED ? Confirmation.CONFIRMED : before);
        }).thenApply(done -> requireNonNull(ret.get()));
    }

    private static Confirmation of(final @Nullable FailedClient entry, final String mailAddress) {
        if (entry == null) {
            return Confirmation.OVER;
        }
        final var answer = entry.answer();
        final var given = answer == null ? null : answer.destination();
        if (answer == null || !answer.wish() || given == null || !MailAddresses.areSame(given, mailAddress)) {
            return Confirmation.REPLACED;
        }
        return answer.confirmed() ? Confirmation.CONFIRMED : Confirmation.AWAITED;
    }

    private boolean isKnown(final IpAddress client, final String given) {
        final var known = recipients.apply(client);
        return known != null && MailAddresses.areSame(known.destination(), given);
    }

    private static boolean wasConfirmed(final @Nullable ClientAnswer before, final String given) {
        final var destination = before == null ? null : before.destination();
        return destination != null && before.confirmed() && MailAddresses.areSame(destination, given);
    }

    /** The mail that asks: the same for the same address in one outage. */
    private static OutboxEntry question(final FailedClient client, final long outage, final String to,
            final @Nullable String language, final Instant now) {
        final var id = client.service() + "/" + outage + '/' + client.client() + '/' + ConfirmationChannel.NAME + '/'
            + Hashing.sha256().hashString(MailAddresses.canonical(to), UTF_8).toString().substring(0, HASH_DIGITS);
        return OutboxEntry.pending(new Notice(id, client.service(), outage, client.client(), ConfirmationChannel.NAME,
            to, null, language, client.firstFailure(), now, true), id, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
