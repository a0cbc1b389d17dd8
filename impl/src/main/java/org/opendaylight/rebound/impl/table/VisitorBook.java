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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.ConfirmationChannel;
import org.opendaylight.rebound.impl.notice.MailAddresses;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.standin.Visitor;
import org.opendaylight.rebound.impl.standin.VisitorDesk;
import org.opendaylight.rebound.outbox.OutboxEntry;

/**
 * What visitors of the stand-in say, in the failed-client table.
 */
public final class VisitorBook implements VisitorDesk {
    private final DatastoreWriter writer;
    private final FailedClientTable table;
    private final FailureRecorder recorder;
    private final Function<IpAddress, @Nullable Recipient> recipients;
    private final Predicate<String> unsubscribed;
    private final Clock clock;

    /**
     * A book over the table.
     *
     * @param writer writes the table and the outbox
     * @param table the table's mirror
     * @param recorder records who came
     * @param recipients gives where a client is told, or null
     * @param unsubscribed says whether a mail address is to be left alone
     * @param clock the wall clock
     */
    public VisitorBook(final DatastoreWriter writer, final FailedClientTable table, final FailureRecorder recorder,
            final Function<IpAddress, @Nullable Recipient> recipients, final Predicate<String> unsubscribed,
            final Clock clock) {
        this.writer = requireNonNull(writer);
        this.table = requireNonNull(table);
        this.recorder = requireNonNull(recorder);
        this.recipients = requireNonNull(recipients);
        this.unsubscribed = requireNonNull(unsubscribed);
        this.clock = requireNonNull(clock);
    }

    @Override
    public Visitor find(final ServiceKey service, final IpAddress client) {
        final var entry = table.find(service, client);
        final var recipient = recipients.apply(client);
        return new Visitor(recipient == null || unsubscribed.test(recipient.destination()) ? null
            : recipient.destination(), entry == null ? null : entry.answer());
    }

    @Override
    public void visited(final ServiceKey service, final IpAddress client) {
        if (!table.contains(service, client)) {
            recorder.failed(service, client, Evidence.STAND_IN, now());
        }
    }

    @Override
    public CompletableFuture<Void> answer(final ServiceKey service, final IpAddress client, final ClientAnswer answer) {
        final var path = FailureRecorder.pathOf(service, client);
        final var now = now();
        return writer.submit(2, entries -> {
            final var found = entries.read(path);
            final var before = found == null
                ? new FailedClient(service, client, now, now, 1, Set.of(Evidence.STAND_IN))
                : TableMapper.fromYang(found);
            entries.put(path, TableMapper.toYang(withAnswer(before, answer)));
            if (answer.destination() != null && !answer.confirmed()) {
                final var question = question(before, answer, now);
                entries.put(OutboxTable.pathOf(question.notice().id()), OutboxTable.toYang(question));
            }
        });
    }

    /**
     * The link was followed that was mailed to an address.
     *
     * @param service the service that a client wanted
     * @param client the client
     * @param address the address that it gave
     * @return completes with whether it is still to be told there: false if the service is back already, or the client
     *     has given another answer since
     */
    public CompletableFuture<Boolean> confirm(final ServiceKey service, final IpAddress client, final String address) {
        final var path = FailureRecorder.pathOf(service, client);
        final var done = new AtomicBoolean();
        return writer.submit(1, entries -> {
            final var found = entries.read(path);
            final var before = found == null ? null : TableMapper.fromYang(found);
            final var answer = before == null ? null : before.answer();
            done.set(answer != null && answer.wish() && answer.destination() != null
                && MailAddresses.canonical(answer.destination()).equals(MailAddresses.canonical(address)));
            if (done.get()) {
                entries.put(path, TableMapper.toYang(withAnswer(before,
                    new ClientAnswer(true, answer.destination(), true, answer.language()))));
            }
        }).thenApply(saved -> done.get());
    }

    private static FailedClient withAnswer(final FailedClient client, final ClientAnswer answer) {
        return new FailedClient(client.service(), client.client(), client.firstFailure(), client.lastFailure(),
            client.failures(), client.evidence(), answer);
    }

    private static OutboxEntry question(final FailedClient client, final ClientAnswer answer, final Instant now) {
        final var id = client.service() + "/" + now.toEpochMilli() + '/' + client.client() + '/'
            + ConfirmationChannel.NAME;
        return OutboxEntry.pending(new Notice(id, client.service(), 0, client.client(), ConfirmationChannel.NAME,
            answer.destination(), null, answer.language(), client.firstFailure(), now), id, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
