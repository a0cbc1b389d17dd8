/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

/** A receiver on a port of the loopback that the system chose, what it counted and what it handed on. */
final class Rig implements AutoCloseable, Counters {
    static final Listener ANY_PORT = new Listener(IpAddress.parse("127.0.0.1"), 0);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final BlockingQueue<Trap> traps = new LinkedBlockingQueue<>();
    private final AtomicLong elapsed = new AtomicLong();
    private final TrapReceiver receiver;

    Rig(final Path engineFile) {
        receiver = new TrapReceiver(this, traps::add, engineFile, () -> System.nanoTime() + elapsed.get());
    }

    /** A receiver that asks before it answers. What is accepted is handed on too. */
    Rig(final Path engineFile, final InformConsumer consumer) {
        receiver = TrapReceiver.confirming(this, (trap, content) -> {
            final var ret = consumer.accept(trap, content);
            if (ret) {
                traps.add(trap);
            }
            return ret;
        }, engineFile, () -> System.nanoTime() + elapsed.get());
    }

    @Override
    public Counter counter(final String stage, final String outcome) {
        assertEquals("snmp", stage);
        final var adder = counts.computeIfAbsent(outcome, key -> new LongAdder());
        return new Counter() {
            @Override
            public void add(final long count) {
                adder.add(count);
            }

            @Override
            public long value() {
                return adder.sum();
            }
        };
    }

    TrapReceiver receiver() {
        return receiver;
    }

    void accept(final Set<String> communities, final UsmUser... users) {
        assertEquals(Map.of(), receiver.configure(new SnmpSettings(Set.of(ANY_PORT), communities, List.of(users))));
    }

    InetSocketAddress address() {
        final var ret = receiver.listening().get(ANY_PORT);
        assertNotNull(ret);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ret.getPort());
    }

    /** As if the clock had gone on. */
    void pass(final Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    long count(final Outcome outcome) {
        return counts.get(outcome.label()).sum();
    }

    long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Trap take() throws InterruptedException {
        final var ret = traps.poll(10, TimeUnit.SECONDS);
        assertNotNull(ret, () -> "No trap; counted " + counts);
        return ret;
    }

    void awaitCount(final Outcome outcome, final long count) {
        await().atMost(10, TimeUnit.SECONDS).pollInterval(5, TimeUnit.MILLISECONDS)
            .untilAsserted(() -> assertEquals(count, count(outcome), () -> "counted " + counts));
    }

    void awaitTotal(final long count) {
        await().atMost(10, TimeUnit.SECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
            .untilAsserted(() -> assertEquals(count, total(), () -> "counted " + counts));
    }

    /** Waits until one message was refused for this reason, and makes sure that nothing was handed on. */
    void awaitRefusal(final Outcome outcome) {
        awaitCount(outcome, 1);
        assertTrue(traps.isEmpty());
        assertEquals(0, count(Outcome.ACCEPTED) + count(Outcome.INFORM_ACCEPTED));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
