/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.OutboxEntry.State;
import org.opendaylight.rebound.impl.ops.CounterRegistry;

class NoticeDispatcherTest {
    private static final int PARALLEL = 3;

    private final FakeChannel channel = new FakeChannel();
    private final ConcurrentMap<String, OutboxEntry> outbox = new ConcurrentHashMap<>();
    private final NoticeDispatcher dispatcher = new NoticeDispatcher(this::save,
        name -> name.equals("mail") ? channel : null,
        () -> new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1)),
        Clock.systemUTC(), new CounterRegistry());

    /** Answers as told, then always Sent; remembers what it was given and how many at the same time. */
    private static final class FakeChannel implements NoticeChannel {
        final Deque<SendOutcome> answers = new ConcurrentLinkedDeque<>();
        final List<String> given = new CopyOnWriteArrayList<>();
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
        public SendOutcome send(final Notice notice) throws InterruptedException {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            given.add(notice.id());
            gate.await();
            now.decrementAndGet();
            final var answer = answers.poll();
            return answer == null ? new SendOutcome.Sent() : answer;
        }
    }

    private CompletableFuture<Void> save(final OutboxEntry entry) {
        outbox.computeIfPresent(entry.notice().id(), (id, old) -> entry);
        dispatcher.changed(entry);
        return CompletableFuture.completedFuture(null);
    }

    private static OutboxEntry entry(final String id) {
        final var now = Instant.now();
        return new OutboxEntry(new Notice(id, new ServiceKey("web", Protocol.TCP, 80), 1,
            IpAddress.parse("10.99.0.1"), "mail", "a@example.com", null, now, now), State.PENDING, 0, now, null, null,
            null);
    }

    private void offer(final OutboxEntry entry) {
        outbox.put(entry.notice().id(), entry);
        dispatcher.changed(entry);
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
        dispatcher.changed(entry);
        dispatcher.changed(entry("n"));
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
        dispatcher.changed(entry("withdrawn"));
        dispatcher.removed("withdrawn");
        offer(entry("last"));
        channel.gate.countDown();
        await().until(() -> all(State.SENT));
        assertTrue(!channel.given.contains("withdrawn"), () -> "given: " + channel.given);
    }

    @Test
    void aNewConfigurationDoesNotWaitForTheNextTry() {
        channel.answers.add(new SendOutcome.Retry("mail is not configured"));
        try (var patient = new NoticeDispatcher(entry -> {
            outbox.put(entry.notice().id(), entry);
            return CompletableFuture.completedFuture(null);
        }, name -> channel, () -> new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(5)),
            Clock.systemUTC(), new CounterRegistry())) {
            final var entry = entry("n");
            patient.changed(entry);
            await().until(() -> outbox.containsKey("n") && outbox.get("n").tries() == 1);
            patient.retryNow();
            await().until(() -> outbox.get("n").state() == State.SENT);
        }
    }
}
