/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

class NoticeDispatcherTest {
    private static final int PARALLEL = 3;

    private volatile Duration groupWait = Duration.ZERO;
    private final FakeChannel channel = new FakeChannel();
    private final ConcurrentMap<String, OutboxEntry> outbox = new ConcurrentHashMap<>();
    private final NoticeDispatcher dispatcher = new NoticeDispatcher(this::save,
        name -> name.equals("mail") ? channel : null,
        () -> new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1)),
        () -> groupWait, Clock.systemUTC(), new CounterRegistry());

    /** Answers as told, then always Sent; remembers what it was given and how many at the same time. */
    private static final class FakeChannel implements NoticeChannel {
        final Deque<SendOutcome> answers = new ConcurrentLinkedDeque<>();
        final List<String> given = new CopyOnWriteArrayList<>();
        final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        final Set<String> closed = ConcurrentHashMap.newKeySet();
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public String name() {
            return "mail";
        }

        @Override
        public int parallelism() {
            return PARALLEL;
        }

        @Override
        public String queueOf(final Notice notice) {
            return notice.destination().replaceFirst(".*@", "");
        }

        @Override
        public boolean admits(final String queue) {
            return !closed.contains(queue);
        }

        @Override
        public SendOutcome send(final Delivery delivery) throws InterruptedException {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            given.add(delivery.id());
            deliveries.add(delivery);
            gate.await();
            now.decrementAndGet();
            final var answer = answers.poll();
            return answer == null ? new SendOutcome.Sent() : answer;
        }
    }

    private CompletableFuture<Void> save(final List<OutboxEntry> entries) {
        entries.forEach(entry -> outbox.computeIfPresent(entry.notice().id(), (id, old) -> entry));
        dispatcher.changed(entries);
        return CompletableFuture.completedFuture(null);
    }

    private static OutboxEntry entry(final String id) {
        final var now = Instant.now();
        return entry("web", id, "a@example.com", id, now);
    }

    private static OutboxEntry entry(final String server, final String id, final String destination,
            final @Nullable String delivery, final Instant created) {
        return OutboxEntry.pending(new Notice(id, new ServiceKey(server, Protocol.TCP, 80), 1,
            IpAddress.parse("10.99.0.1"), "mail", destination, null, null, created, created), delivery, created);
    }

    private void offer(final OutboxEntry entry) {
        outbox.put(entry.notice().id(), entry);
        dispatcher.changed(List.of(entry));
    }

    private boolean all(final State state) {
        return outbox.values().stream().allMatch(entry -> entry.state() == state);
    }

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    @Test
    void everyNoticeIsSentOnceAFewAtTheSameTime() {
        final var ids = IntStream.range(0, 200).mapToObj(i -> "n" + i).toList();
        ids.forEach(id -> offer(entry(id)));
        await().until(() -> all(State.SENT));
        assertEquals(ids, channel.given.stream().sorted(java.util.Comparator.comparingInt(
            id -> Integer.parseInt(id.substring(1)))).toList());
        assertTrue(channel.most.get() <= PARALLEL, "at the same time: " + channel.most);
    }

    @Test
    void aNoticeThatWasNotTakenIsTriedAgainUntilItIs() {
        channel.answers.add(new SendOutcome.Retry("451 later"));
        channel.answers.add(new SendOutcome.Retry("connection refused"));
        offer(entry("n"));
        await().until(() -> all(State.SENT));
        assertEquals(List.of("n", "n", "n"), channel.given);
        assertEquals(3, outbox.get("n").tries());
    }

    @Test
    void aRefusedNoticeIsKeptAndNotTriedAgainUntilAskedTo() {
        channel.answers.add(new SendOutcome.Rejected("550 no such user"));
        offer(entry("n"));
        await().until(() -> all(State.FAILED));
        offer(entry("m"));
        await().until(() -> outbox.get("m").state() == State.SENT);
        assertEquals(List.of("n", "m"), channel.given);
        offer(entry("n"));
        await().until(() -> outbox.get("n").state() == State.SENT);
        assertEquals(List.of("n", "m", "n"), channel.given);
    }

    @Test
    void anEntryThatChangesWhileItIsBeingSentIsNotGivenTwiceAtOnce() {
        channel.gate = new CountDownLatch(1);
        final var entry = entry("n");
        offer(entry);
        await().until(() -> channel.now.get() == 1);
        dispatcher.changed(List.of(entry));
        dispatcher.changed(List.of(entry("n")));
        offer(entry("m"));
        await().until(() -> channel.now.get() == 2);
        assertEquals(List.of("n", "m"), channel.given);
        channel.gate.countDown();
        await().until(() -> all(State.SENT));
    }

    @Test
    void aWithdrawnNoticeIsNotSent() {
        channel.gate = new CountDownLatch(1);
        IntStream.range(0, PARALLEL).forEach(i -> offer(entry("n" + i)));
        await().until(() -> channel.now.get() == PARALLEL);
        dispatcher.changed(List.of(entry("withdrawn")));
        dispatcher.removed("withdrawn");
        offer(entry("last"));
        channel.gate.countDown();
        await().until(() -> all(State.SENT));
        assertTrue(!channel.given.contains("withdrawn"), () -> "given: " + channel.given);
    }

    @Test
    void aNewConfigurationDoesNotWaitForTheNextTry() {
        channel.answers.add(new SendOutcome.Retry("mail is not configured"));
        try (var patient = new NoticeDispatcher(entries -> {
            entries.forEach(entry -> outbox.put(entry.notice().id(), entry));
            return CompletableFuture.completedFuture(null);
        }, name -> channel, () -> new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(5)),
            () -> Duration.ZERO, Clock.systemUTC(), new CounterRegistry())) {
            final var entry = entry("n");
            patient.changed(List.of(entry));
            await().until(() -> outbox.containsKey("n") && outbox.get("n").tries() == 1);
            patient.retryNow();
            await().until(() -> outbox.get("n").state() == State.SENT);
        }
    }

    private static List<String> idsOf(final Delivery delivery) {
        return delivery.notices().stream().map(Notice::id).toList();
    }

    @Test
    void whatComesBackWithinGroupWaitIsOneMessageToAPerson() {
        groupWait = Duration.ofMillis(300);
        final var now = Instant.now();
        offer(entry("web", "w", "anna@example.com", null, now));
        offer(entry("mail", "m", "anna@example.com", null, now));
        offer(entry("mail", "b", "bert@example.com", null, now));
        await().until(() -> all(State.SENT));
        assertEquals(Set.of(List.of("w", "m"), List.of("b")),
            channel.deliveries.stream().map(NoticeDispatcherTest::idsOf).collect(Collectors.toSet()));
        assertEquals(outbox.get("w").delivery(), outbox.get("m").delivery());
        assertEquals(channel.given.stream().sorted().toList(),
            Stream.of(outbox.get("w").delivery(), "b").sorted().toList());
    }

    @Test
    void whoGoesTogetherIsSavedBeforeTheFirstTry() {
        groupWait = Duration.ofMillis(50);
        final var saved = new CompletableFuture<Void>();
        final var toSave = new CopyOnWriteArrayList<OutboxEntry>();
        try (var slow = new NoticeDispatcher(entries -> {
            toSave.addAll(entries);
            return saved;
        }, name -> channel, () -> new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(5)),
            () -> groupWait, Clock.systemUTC(), new CounterRegistry())) {
            slow.changed(List.of(entry("web", "w", "anna@example.com", null, Instant.now()),
                entry("mail", "m", "anna@example.com", null, Instant.now())));
            await().until(() -> toSave.size() == 2);
            // What comes now is another message
            slow.changed(List.of(entry("dns", "d", "anna@example.com", null, Instant.now())));
            await().until(() -> toSave.size() == 3);
            assertEquals(List.of(), channel.given);
            saved.complete(null);
            await().until(() -> channel.given.size() == 2);
            assertEquals(toSave.stream().limit(3).map(OutboxEntry::delivery).collect(Collectors.toSet()),
                Set.copyOf(channel.given));
        }
    }

    @Test
    void aDeliveryThatACrashLeftIsTheSameOneAgain() {
        channel.answers.add(new SendOutcome.Retry("451 later"));
        final var entries = List.of(entry("web", "w", "anna@example.com", "together", Instant.now()),
            entry("mail", "m", "anna@example.com", "together", Instant.now()));
        entries.forEach(entry -> outbox.put(entry.notice().id(), entry));
        dispatcher.changed(entries);
        await().until(() -> all(State.SENT));
        assertEquals(List.of("together", "together"), channel.given);
        channel.deliveries.forEach(delivery -> assertEquals(List.of("w", "m"), idsOf(delivery)));
    }

    @Test
    void aGroupThatCouldNotBeSavedIsTriedAgain() {
        groupWait = Duration.ofMillis(10);
        final var faults = new AtomicInteger(1);
        try (var other = new NoticeDispatcher(entries -> {
            if (faults.getAndDecrement() > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("the shard is busy"));
            }
            entries.forEach(entry -> outbox.put(entry.notice().id(), entry));
            return CompletableFuture.completedFuture(null);
        }, name -> channel, () -> new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(5)),
            () -> groupWait, Clock.systemUTC(), new CounterRegistry())) {
            other.changed(List.of(entry("web", "w", "anna@example.com", null, Instant.now())));
            await().until(() -> outbox.containsKey("w") && outbox.get("w").state() == State.SENT);
        }
        assertEquals(List.of("w"), channel.given);
    }

    @Test
    void aServerWithManyClientsDoesNotKeepAnotherOnesWaiting() {
        channel.gate = new CountDownLatch(1);
        IntStream.range(0, 1000).forEach(i -> offer(entry("big", "b" + i, "a@example.com", "b" + i, Instant.now())));
        offer(entry("small", "s", "a@example.com", "s", Instant.now()));
        await().until(() -> channel.now.get() == PARALLEL);
        channel.gate.countDown();
        await().until(() -> all(State.SENT));
        assertTrue(channel.given.indexOf("s") < 3 * PARALLEL, () -> "its turn: " + channel.given.indexOf("s"));
    }

    @Test
    void aDomainThatHasToWaitHoldsUpNoOther() {
        channel.closed.add("slow.example.com");
        offer(entry("web", "n1", "anna@slow.example.com", "n1", Instant.now()));
        offer(entry("web", "n2", "bert@example.com", "n2", Instant.now()));
        await().until(() -> outbox.get("n2").state() == State.SENT);
        assertEquals(List.of("n2"), channel.given);
        channel.closed.clear();
        await().until(() -> all(State.SENT));
    }

    @Test
    void whatTheOutboxSaysLateOfAnEarlierTryIsNotTakenForNews() {
        channel.answers.add(new SendOutcome.Retry("451 later"));
        final var echoes = new CopyOnWriteArrayList<List<OutboxEntry>>();
        try (var other = new NoticeDispatcher(entries -> {
            echoes.add(entries);
            return CompletableFuture.completedFuture(null);
        }, name -> channel, () -> new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(5)),
            () -> groupWait, Clock.systemUTC(), new CounterRegistry())) {
            final var made = entry("n");
            other.changed(List.of(made));
            await().until(() -> echoes.size() == 2);
            assertEquals(State.SENT, echoes.getLast().getFirst().state());
            other.changed(List.of(made));
            other.changed(echoes.getFirst());
            other.changed(echoes.getLast());
            // A later one than what is over is the operator's word
            other.changed(List.of(OutboxEntry.pending(made.notice(), "again", made.created().plusMillis(1))));
            await().until(() -> channel.given.contains("again"));
        }
        assertEquals(List.of("n", "n", "again"), channel.given);
    }
}
