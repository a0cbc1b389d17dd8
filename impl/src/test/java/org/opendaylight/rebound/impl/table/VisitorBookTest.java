/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.notice.Confirmation;
import org.opendaylight.rebound.impl.notice.NoticePlanner;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.standin.Visitor;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ClientFailed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Notices;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * Visitors of the stand-in, on a real in-memory datastore.
 */
class VisitorBookTest {
    private static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    private static final IpAddress ANNA = IpAddress.parse("10.99.0.1");
    private static final IpAddress BERT = IpAddress.parse("fd99::2");
    private static final Instant FAILED_AT = Instant.parse("2026-11-24T12:00:00.250Z");
    private static final Instant NOW = Instant.parse("2026-11-24T12:05:00Z");

    private final CounterRegistry counters = new CounterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final FakePublisher published = new FakePublisher();
    private final EventPublisher events = new EventPublisher(published, counters);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Map<IpAddress, Recipient> clients = new HashMap<>();
    private final Set<String> unsubscribed = new HashSet<>();
    private boolean confirms = true;
    private DataBroker broker;
    private DatastoreWriter writer;
    private FailedClientTable table;
    private FailureRecorder recorder;
    private OutboxTable outbox;
    private VisitorBook book;

    /** The test broker of MD-SAL, used by having it rather than by being it. */
    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        writer = keep(DatastoreWriter.ofTables(broker, counters));
        table = keep(new FailedClientTable(broker));
        recorder = new FailureRecorder(writer, keep(DatastoreWriter.ofState(broker, counters)), table, events);
        outbox = new OutboxTable(broker, writer, events, clock);
        book = new VisitorBook(writer, table, recorder, events, clients::get, unsubscribed::contains, () -> confirms,
            clock);
    }

    @AfterEach
    void stop() throws Exception {
        for (var closeable : open.reversed()) {
            closeable.close();
        }
    }

    private <T extends AutoCloseable> T keep(final T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static <T> T done(final CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private void answer(final IpAddress client, final boolean wish, final String destination) throws Exception {
        // whatever the page claims, the book decides what is confirmed
        final var given = new ClientAnswer(wish, destination, true, "ja");
        done(book.answer(WEB, client, given));
    }

    private FailedClient entry(final IpAddress client) throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.CONFIGURATION, FailureRecorder.pathOf(WEB, client)).get()
                .map(TableMapper::fromYang).orElse(null);
        }
    }

    private List<OutboxEntry> notices() throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(Notices.class).build())
                .get().map(all -> all.nonnullNotice().values().stream().map(OutboxTable::fromYang).toList())
                .orElse(List.of());
        }
    }

    private void fail(final IpAddress client) {
        recorder.failed(WEB, client, Evidence.NO_REPLY, FAILED_AT);
        await().until(() -> table.contains(WEB, client));
    }

    private void recover(final int outage) throws Exception {
        final var planner = new NoticePlanner(server -> List.of(Way.MAIL), clients::get, unsubscribed::contains,
            () -> Duration.ZERO, (service, time) -> Optional.empty());
        final var recoveries = new RecoveryTable(broker, writer, table, planner, events, clock);
        final var recovery = new Recovery(WEB, outage, FAILED_AT, NOW.plusSeconds(60), SignalKind.TRAP);
        done(recoveries.begin(recovery));
        done(recoveries.move(recovery));
    }

    @Test
    void aVisitorIsRecordedOnceAndOneThatFailedStaysAsItIs() throws Exception {
        book.visited(WEB, BERT);
        await().until(() -> table.contains(WEB, BERT));
        assertEquals(new FailedClient(WEB, BERT, NOW, NOW, 1, Set.of(Evidence.STAND_IN)), entry(BERT));
        assertEquals(1, published.count(ClientFailed.class));
        fail(ANNA);
        final var before = entry(ANNA);
        book.visited(WEB, ANNA);
        // also where the mirror does not know it yet
        recorder.failed(WEB, ANNA, Evidence.STAND_IN, NOW);
        fail(IpAddress.parse("10.99.0.3"));
        assertEquals(before, entry(ANNA));
        assertEquals(3, published.count(ClientFailed.class));
    }

    @Test
    void whatIsKnownOfAVisitorIsShown() throws Exception {
        assertEquals(new Visitor(null, null), book.find(WEB, ANNA));
        clients.put(ANNA, new Recipient("anna@example.com", "Anna", null));
        assertEquals(new Visitor("anna@example.com", null), book.find(WEB, ANNA));
        unsubscribed.add("anna@example.com");
        answer(ANNA, false, null);
        await().untilAsserted(() -> assertEquals(new Visitor(null, new ClientAnswer(false, null, true, "ja")),
            book.find(WEB, ANNA)));
    }

    @Test
    void anAnswerIsInTheTableAndAnAddressIsAskedByAMail() throws Exception {
        fail(ANNA);
        answer(ANNA, true, "anna@example.com");
        assertEquals(new ClientAnswer(true, "anna@example.com", false, "ja"), entry(ANNA).answer());
        assertEquals(Set.of(Evidence.NO_REPLY), entry(ANNA).evidence());
        final var entry = notices().getFirst();
        assertEquals(State.PENDING, entry.state());
        assertEquals(entry.notice().id(), entry.delivery());
        assertTrue(entry.notice().id().matches("web/tcp/80/1/10\\.99\\.0\\.1/confirmation/[0-9a-f]{16}"),
            entry.notice().id());
        assertEquals("confirmation", entry.notice().channel());
        assertEquals("anna@example.com", entry.notice().destination());
        assertEquals("ja", entry.notice().language());
        assertEquals(FAILED_AT, entry.notice().failedSince());
    }

    @Test
    void whoIsNotInTheTableYetIsWithItsAnswer() throws Exception {
        answer(BERT, false, null);
        assertEquals(new FailedClient(WEB, BERT, NOW, NOW, 1, Set.of(Evidence.STAND_IN),
            new ClientAnswer(false, null, true, "ja")), entry(BERT));
        assertEquals(1, published.count(ClientFailed.class));
    }

    @Test
    void oneAddressIsAskedOnceAndAnotherOneToo() throws Exception {
        answer(ANNA, true, "anna@example.com");
        answer(ANNA, false, null);
        answer(ANNA, true, "anna@EXAMPLE.com");
        assertEquals(1, notices().size());
        answer(ANNA, true, "anna@example.org");
        assertEquals(2, notices().size());
    }

    @Test
    void aMailThatCouldNotBeSentIsTriedAgainWithTheNextAnswer() throws Exception {
        answer(ANNA, true, "anna@example.com");
        final var asked = notices().getFirst();
        done(outbox.update(List.of(new OutboxEntry(asked.notice(), asked.delivery(), State.FAILED, 1, asked.created(),
            null, null, "550 no such user"))));
        answer(ANNA, true, "anna@example.com");
        assertEquals(State.PENDING, notices().getFirst().state());
    }

    @Test
    void whatNeedsNoConfirmationIsNotAsked() throws Exception {
        clients.put(ANNA, new Recipient("anna@example.com", "Anna", null));
        answer(ANNA, true, "anna@EXAMPLE.com");
        assertTrue(entry(ANNA).answer().confirmed());
        answer(ANNA, true, null);
        assertEquals(new ClientAnswer(true, null, true, "ja"), entry(ANNA).answer());
        answer(ANNA, false, "other@example.com");
        assertEquals(new ClientAnswer(false, null, true, "ja"), entry(ANNA).answer());
        confirms = false;
        answer(BERT, true, "bert@example.com");
        assertEquals(List.of(), notices());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "anna", "anna@example.com\r\nBcc: bert@example.com", "a@b@c", "a b@example.com" })
    void whatIsNoAddressIsRefusedAndChangesNothing(final String destination) throws Exception {
        final var future = book.answer(WEB, ANNA, new ClientAnswer(true, destination, false, "en"));
        assertInstanceOf(IllegalArgumentException.class,
            assertThrows(ExecutionException.class, () -> done(future)).getCause());
        assertTrue(book.answer(WEB, ANNA, new ClientAnswer(true, null, true, "<b>")).isCompletedExceptionally());
        fail(BERT);
        assertNull(entry(ANNA));
        assertEquals(List.of(), notices());
    }

    @Test
    void anAddressIsConfirmedByItsOwner() throws Exception {
        answer(ANNA, true, "anna@example.com");
        await().until(() -> book.confirmation(WEB, ANNA, "anna@example.com") == Confirmation.AWAITED);
        assertEquals(Confirmation.CONFIRMED, done(book.confirm(WEB, ANNA, "anna@EXAMPLE.com")));
        assertTrue(entry(ANNA).answer().confirmed());
        assertEquals("ja", entry(ANNA).answer().language());
        assertEquals(Confirmation.CONFIRMED, done(book.confirm(WEB, ANNA, "anna@example.com")));
        await().until(() -> book.confirmation(WEB, ANNA, "anna@example.com") == Confirmation.CONFIRMED);
        // the same answer again stays confirmed
        answer(ANNA, true, "anna@example.com");
        assertTrue(entry(ANNA).answer().confirmed());
    }

    @Test
    void anOldLinkConfirmsNothingElse() throws Exception {
        assertEquals(Confirmation.OVER, book.confirmation(WEB, ANNA, "anna@example.com"));
        assertEquals(Confirmation.OVER, done(book.confirm(WEB, ANNA, "anna@example.com")));
        assertNull(entry(ANNA));
        answer(ANNA, true, "other@example.com");
        assertEquals(Confirmation.REPLACED, done(book.confirm(WEB, ANNA, "anna@example.com")));
        assertFalse(entry(ANNA).answer().confirmed());
        answer(ANNA, false, null);
        assertEquals(Confirmation.REPLACED, done(book.confirm(WEB, ANNA, "other@example.com")));
        assertFalse(entry(ANNA).answer().wish());
    }

    @Test
    void anAnswerOutlivesFurtherFailuresAndWhatTheClientReachesElsewhere() throws Exception {
        final var ssh = new ServiceKey("web", Protocol.TCP, 22);
        recorder.failed(WEB, ANNA, Evidence.UNRESOLVED, FAILED_AT);
        recorder.failed(WEB, BERT, Evidence.UNRESOLVED, FAILED_AT);
        await().until(() -> table.count(WEB) == 2);
        answer(ANNA, true, "anna@example.com");
        recorder.reached(ssh, ANNA, NOW);
        recorder.reached(ssh, BERT, NOW);
        recorder.failed(WEB, ANNA, Evidence.NO_REPLY, NOW);
        await().until(() -> table.find(WEB, ANNA).filter(entry -> entry.failures() == 2).isPresent()
            && !table.contains(WEB, BERT));
        assertEquals("anna@example.com", entry(ANNA).answer().destination());
    }

    /** From the answers to the outbox. */
    @Test
    void whoSaidNoGetsNothingAndWhoConfirmedIsToldThere() throws Exception {
        fail(ANNA);
        fail(BERT);
        answer(ANNA, true, "anna@example.org");
        done(book.confirm(WEB, ANNA, "anna@example.org"));
        answer(BERT, false, null);
        await().until(() -> table.find(WEB, BERT).filter(entry -> entry.answer() != null).isPresent());
        recover(1);
        await().until(() -> table.count(WEB) == 0);
        final var mails = notices().stream().filter(entry -> entry.notice().channel().equals("mail")).toList();
        assertEquals(1, mails.size());
        assertEquals("web/tcp/80/1/10.99.0.1/mail", mails.getFirst().notice().id());
        assertEquals("anna@example.org", mails.getFirst().notice().destination());
        // it is not forgotten where to when it is sent again
        clients.put(ANNA, new Recipient("anna@example.com", "Anna", null));
        done(outbox.resend("web/tcp/80/1/10.99.0.1/mail", notice -> clients.get(notice.client())));
        assertTrue(notices().stream().anyMatch(entry -> entry.notice().equals(mails.getFirst().notice())
            && entry.created().isAfter(NOW)));
        // the next outage has a question of its own
        fail(ANNA);
        answer(ANNA, true, "anna@example.org");
        assertTrue(notices().stream().anyMatch(entry ->
            entry.notice().id().startsWith("web/tcp/80/2/10.99.0.1/confirmation/")));
    }
}
