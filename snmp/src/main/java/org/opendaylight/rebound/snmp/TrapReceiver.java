/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.ReadResult.Believed;
import org.opendaylight.rebound.snmp.ReadResult.Refused;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.OctetString;

/**
 * Receives SNMP traps and informs: SNMPv1, SNMPv2c, and SNMPv3 with the User-based Security Model at authNoPriv and
 * authPriv. It starts with {@link SnmpSettings#NONE}, and follows changes of its settings without restart.
 *
 * <p>An SNMPv3 trap is authenticated with its sender's engine ID, and is subject to the sender's time window (RFC 3414
 * section 3.2.7): one that is older than the last by 150 seconds, or of an earlier boot of the sender, is refused. An
 * inform is authenticated with ours, which its sender discovers.
 *
 * <p>Everything that arrives ends in one counter of stage {@value #STAGE}. What is refused is logged too, at most once
 * a minute a source, without its content.
 *
 * <p>Every listener has a thread, which decodes, checks and answers, and never waits for the consumer; one further
 * thread calls the consumer, in order of arrival. Between them is a queue of {@value #QUEUE}; what finds it full is
 * dropped and counted, and is not answered if it is an inform, so that its sender tries again.
 *
 * <p>A receiver that was made {@link #confirming} has no such queue and thread: its consumer is called on the
 * listener's own thread, and decides whether an inform is answered.
 */
public final class TrapReceiver implements AutoCloseable {
    /** The stage of the counters. */
    public static final String STAGE = "snmp";

    static final int QUEUE = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TrapReceiver.class);
    private static final long RETRY_SECONDS = 5;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;
    // a socket on :: gets IPv4 too, one on 0.0.0.0 all of IPv4: what covers others is bound first
    private static final Comparator<Listener> WIDEST_FIRST = Comparator
        .comparing((Listener listener) -> !listener.address().toInetAddress().isAnyLocalAddress())
        .thenComparing(listener -> listener.address().isIpv4())
        .thenComparing(Listener::address)
        .thenComparing(Listener::port);

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    private final Handover handover;
    private final EngineIdentity identity;
    private final TrapUsm usm;
    private final LogLimit logLimit;
    private final ThreadPoolExecutor worker;
    private final ScheduledThreadPoolExecutor retrier;
    private final ScheduledFuture<?> retry;

    private final ReentrantLock lock = new ReentrantLock();
    // the following are guarded by the lock
    private final Map<Listener, UdpListener.Running> running = new HashMap<>();
    private final Map<Listener, String> failed = new HashMap<>();
    private SnmpSettings settings = SnmpSettings.NONE;
    private boolean closed;

    // written under the lock, read by the sockets' threads
    private volatile Access access = Access.NONE;

    /**
     * Makes a receiver that listens nowhere yet.
     *
     * @param counters where everything is counted
     * @param consumer takes what is believed, one after the other on one thread of the receiver; may block, at the
     *     price of the queue. What it throws is logged and counted.
     * @param engineFile where the SNMP engine ID and boots are kept across restarts; made when missing, written once
     *     here. No two receivers may use one file. If it cannot be read or written, an engine ID for this run is made,
     *     and a warning is logged.
     */
    public TrapReceiver(final Counters counters, final Consumer<Trap> consumer, final Path engineFile) {
        this(counters, consumer, engineFile, System::nanoTime);
    }

    TrapReceiver(final Counters counters, final Consumer<Trap> consumer, final Path engineFile,
            final LongSupplier nanos) {
        this(counters, engineFile, nanos, new Queued(requireNonNull(consumer)));
    }

    private TrapReceiver(final Counters counters, final Path engineFile, final LongSupplier nanos,
            final Handover handover) {
        for (final var outcome : Outcome.values()) {
            // the one outcome that a queue does not have
            if (outcome != Outcome.NOT_TAKEN || handover instanceof Confirmed) {
                this.counters.put(outcome, counters.counter(STAGE, outcome.label()));
            }
        }
        this.handover = handover;
        identity = EngineIdentity.start(engineFile);
        usm = new TrapUsm(identity, new EngineTimes(new OctetString(identity.id()), identity.boots(), nanos),
            () -> access);
        logLimit = new LogLimit(nanos);
        worker = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE),
            task -> daemon(task, "rebound-snmp-traps"));
        worker.allowCoreThreadTimeOut(true);
        retrier = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "rebound-snmp-listeners"));
        retry = retrier.scheduleWithFixedDelay(this::retryListen, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Makes a receiver that answers an inform only when its consumer has accepted it. It listens nowhere yet.
     *
     * @param counters where everything is counted
     * @param consumer takes what is believed, and decides whether it is answered
     * @param engineFile where the SNMP engine ID and boots are kept, as for the other kind
     * @return the receiver
     */
    public static TrapReceiver confirming(final Counters counters, final InformConsumer consumer,
            final Path engineFile) {
        return confirming(counters, consumer, engineFile, System::nanoTime);
    }

    static TrapReceiver confirming(final Counters counters, final InformConsumer consumer, final Path engineFile,
            final LongSupplier nanos) {
        return new TrapReceiver(counters, engineFile, nanos, new Confirmed(requireNonNull(consumer)));
    }

    private static Thread daemon(final Runnable task, final String name) {
        final var ret = new Thread(task, name);
        ret.setDaemon(true);
        return ret;
    }

    /**
     * Puts other settings in force. Only what changed is touched: a listener that stays keeps its socket and loses
     * nothing, communities and users change between two datagrams. An address that cannot be listened on does not keep
     * the others from working; it is tried again every few seconds, and at the next call, until it works or is no
     * longer wanted. A listener that one on the unspecified address and the same port covers has no socket of its own.
     *
     * <p>May take some ten milliseconds for each user that is new or changed.
     *
     * @param newSettings all of the settings
     * @return what cannot be listened on now, each with the reason, for example {@code cannot listen on 10.0.0.1:1162:
     *     Address already in use}; empty if all is well
     * @throws IllegalStateException if the receiver was closed
     */
    public Map<Listener, String> configure(final SnmpSettings newSettings) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The trap receiver was closed");
            }
            access = access.changedTo(newSettings);
            settings = newSettings;
            failed.keySet().retainAll(newSettings.listeners());
            stopUnwanted();
            listen();
            return Map.copyOf(failed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where the receiver listens now.
     *
     * @return each listener that has a socket, with the socket's address, which says the port if the system chose it
     */
    public Map<Listener, InetSocketAddress> listening() {
        lock.lock();
        try {
            return running.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().local()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * What cannot be listened on now.
     *
     * @return each such listener with the reason, as {@link #configure(SnmpSettings)} gives it
     */
    public Map<Listener, String> failures() {
        lock.lock();
        try {
            return Map.copyOf(failed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The receiver's SNMP engine ID, which senders of SNMPv3 informs use.
     *
     * @return 5 to 32 octets in hexadecimal with colons
     */
    public String engineId() {
        return identity.toString();
    }

    /**
     * Stops listening and ends every thread. What already waits for the consumer is still given to it for up to five
     * seconds; what is left then is dropped and counted. Does nothing the second time.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            settings = SnmpSettings.NONE;
            access = Access.NONE;
            failed.clear();
            stopUnwanted();
        } finally {
            lock.unlock();
        }
        retry.cancel(false);
        retrier.shutdown();
        worker.shutdown();
        boolean interrupted = false;
        try {
            if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Traps were not consumed within {} seconds of closing", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        count(Outcome.DROPPED_AT_CLOSE, worker.shutdownNow().size());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // a covered listener gives its port to the one that covers it
    private void stopUnwanted() {
        final var wanted = settings.listeners();
        final var it = running.entrySet().iterator();
        while (it.hasNext()) {
            final var entry = it.next();
            if (!wanted.contains(entry.getKey()) || isCovered(entry.getKey(), wanted.iterator())) {
                it.remove();
                entry.getValue().close();
                LOG.info("No longer listening for SNMP traps on {}", entry.getKey());
            }
        }
    }

    private static boolean isCovered(final Listener listener, final Iterator<Listener> others) {
        while (others.hasNext()) {
            if (others.next().covers(listener)) {
                return true;
            }
        }
        return false;
    }

    private void listen() {
        for (final var listener : settings.listeners().stream().sorted(WIDEST_FIRST).toList()) {
            if (running.containsKey(listener)) {
                continue;
            }
            if (isCovered(listener, running.keySet().iterator())) {
                failed.remove(listener);
                continue;
            }
            try {
                final var bound = UdpListener.bind(listener);
                running.put(listener, bound.start(new Inbox(listener, bound)));
                failed.remove(listener);
                LOG.info("Listening for SNMP traps on {}", listener);
            } catch (IOException e) {
                final var reason = "cannot listen on " + listener + ": " + e.getMessage();
                if (!reason.equals(failed.put(listener, reason))) {
                    LOG.warn("SNMP trap receiver {}; it is tried again every {} seconds", reason, RETRY_SECONDS);
                }
            }
        }
    }

    private void retryListen() {
        lock.lock();
        try {
            listen();
        } finally {
            lock.unlock();
        }
    }

    private void listenerLost(final Listener listener, final UdpListener lost, final IOException cause) {
        lock.lock();
        try {
            final var entry = running.get(listener);
            if (!closed && entry != null && entry.listener() == lost) {
                running.remove(listener);
                entry.close();
                LOG.warn("SNMP trap receiver lost its socket on {}", listener, cause);
                listen();
            }
        } finally {
            lock.unlock();
        }
    }

    private void handle(final MessageReader reader, final ByteBuffer message, final InetSocketAddress source) {
        if (message.remaining() > UdpListener.MAX_MESSAGE) {
            refuse(Outcome.TOO_LARGE, source);
            return;
        }
        switch (reader.read(message, source)) {
            case Refused(var outcome) -> refuse(outcome, source);
            case Believed believed -> handOver(believed, source);
        }
    }

    private void handOver(final Believed believed, final InetSocketAddress source) {
        final var trap = believed.trap();
        final var outcome = switch (handover) {
            case Queued(var consumer) -> enqueue(consumer, trap);
            case Confirmed(var consumer) -> confirm(consumer, trap, believed.content());
        };
        if (outcome != Outcome.ACCEPTED) {
            believed.answer().drop();
            refuse(outcome, source);
            return;
        }
        LOG.debug("Accepted {} from {} by {}", trap.oid(), trap.source(), trap.principal());
        count(trap.inform() ? Outcome.INFORM_ACCEPTED : Outcome.ACCEPTED, 1);
        try {
            believed.answer().send();
        } catch (IOException e) {
            refuse(Outcome.REPLY_FAILED, source);
        }
    }

    private Outcome enqueue(final Consumer<Trap> consumer, final Trap trap) {
        try {
            worker.execute(() -> consume(consumer, trap));
            return Outcome.ACCEPTED;
        } catch (RejectedExecutionException e) {
            return Outcome.OVERLOAD;
        }
    }

    // somebody else's code: whatever it throws must not end the socket's thread, and is shown
    @SuppressWarnings("checkstyle:IllegalCatch")
    private Outcome confirm(final InformConsumer consumer, final Trap trap, final PartResult content) {
        try {
            return consumer.accept(trap, content) ? Outcome.ACCEPTED : Outcome.NOT_TAKEN;
        } catch (RuntimeException e) {
            if (logLimit.permits(trap.source())) {
                LOG.error("A notification from {} could not be handled; further ones of this source are only counted"
                    + " for a minute", trap.source(), e);
            }
            return Outcome.CONSUMER_FAILED;
        }
    }

    // somebody else's code: whatever it throws must not end the thread, and is shown
    @SuppressWarnings("checkstyle:IllegalCatch")
    private void consume(final Consumer<Trap> consumer, final Trap trap) {
        try {
            consumer.accept(trap);
        } catch (RuntimeException e) {
            count(Outcome.CONSUMER_FAILED, 1);
            if (logLimit.permits(trap.source())) {
                LOG.error("A trap from {} could not be handled; further ones of this source are only counted for a"
                    + " minute", trap.source(), e);
            }
        }
    }

    private void refuse(final Outcome outcome, final InetSocketAddress source) {
        count(outcome, 1);
        // a sender of informs that asks for our engine ID does nothing wrong
        if (outcome != Outcome.ENGINE_DISCOVERY && logLimit.permits(IpAddress.of(source.getAddress()))) {
            LOG.warn("SNMP message from {} not taken: {}; further ones of this source are only counted for a minute",
                source, outcome.label());
        }
    }

    private void count(final Outcome outcome, final long howMany) {
        final var counter = counters.get(outcome);
        if (counter != null) {
            counter.add(howMany);
        }
    }

    /** How the consumer gets what is believed. */
    private sealed interface Handover {
    }

    /**
     * By the queue; an inform is answered when it is there.
     *
     * @param consumer the consumer
     */
    private record Queued(Consumer<Trap> consumer) implements Handover {
    }

    /**
     * On the socket's thread; an inform is answered when it was accepted.
     *
     * @param consumer the consumer
     */
    private record Confirmed(InformConsumer consumer) implements Handover {
    }

    /** What one socket receives. */
    private final class Inbox implements UdpListener.Sink {
        private final Listener listener;
        private final UdpListener socket;
        private final MessageReader reader;

        Inbox(final Listener listener, final UdpListener socket) {
            this.listener = listener;
            this.socket = socket;
            reader = new MessageReader(() -> access, usm,
                new ReplyTransport(socket.channel(), UdpListener.MAX_MESSAGE));
        }

        // nothing that a stranger sends may end the socket's thread
        @SuppressWarnings("checkstyle:IllegalCatch")
        @Override
        public void received(final ByteBuffer message, final InetSocketAddress source) {
            try {
                handle(reader, message, source);
            } catch (RuntimeException e) {
                count(Outcome.INTERNAL_ERROR, 1);
                if (logLimit.permits(IpAddress.of(source.getAddress()))) {
                    LOG.error("An SNMP message from {} could not be read", source, e);
                }
            }
        }

        @Override
        public void lost(final IOException cause) {
            // on another thread: this one is waited for under the lock
            try {
                retrier.execute(() -> listenerLost(listener, socket, cause));
            } catch (RejectedExecutionException e) {
                LOG.debug("{} broke while the receiver was closed", listener, cause);
            }
        }
    }
}
