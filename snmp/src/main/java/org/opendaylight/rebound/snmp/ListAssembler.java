/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Complete;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Contradicting;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Finished;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Full;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Incomplete;
import org.opendaylight.rebound.snmp.RecoveryPart.Head;

/**
 * Puts the parts of lists together. It keeps nothing across a crash, and is made so that its caller can: a part may
 * come in any order and as often as it likes, so a caller that stores every part ({@link RecoveryPart#pack()}) before
 * its inform is answered can add them all again after a restart. In this order nothing is lost:
 * <ol>
 * <li>a part is received and {@linkplain #add added};
 * <li>if the result is {@link Incomplete}, the part is stored, and its inform is answered;
 * <li>if it is {@link Complete}, the list is stored, the stored parts are deleted, {@link #finish} is called, and the
 * inform is answered. Until {@code finish} is called, every further part of the list gives the complete list again.
 * <li>what {@link #expire} names is deleted from the store.
 * </ol>
 * A sender that was not answered begins again with part 1, so parts that were forgotten come again.
 *
 * <p>Bounded: at most {@value #MAX_OPEN} lists and {@value #MAX_CLIENTS} clients are kept, and {@value #MAX_FINISHED}
 * lists that were finished are remembered. Safe for use by many threads.
 */
public final class ListAssembler {
    /** How long an incomplete list is kept by default, after its last new part. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);
    /** How many lists are kept. */
    public static final int MAX_OPEN = 256;
    /** How many clients all those lists have. */
    public static final int MAX_CLIENTS = 65536;
    /** How many finished lists are remembered, for the same time. */
    public static final int MAX_FINISHED = 1024;

    // both in the order of the last change, which is the order in which they fall due
    private final Map<Key, Open> open = new LinkedHashMap<>();
    private final Map<Key, Done> finished = new LinkedHashMap<>();
    private final long lifetime;
    private final LongSupplier nanos;
    private int clients;
    private long expired;

    /**
     * Makes an assembler with nothing in it.
     *
     * @param lifetime how long an incomplete list is kept after its last new part
     */
    public ListAssembler(final Duration lifetime) {
        this(lifetime, System::nanoTime);
    }

    ListAssembler(final Duration lifetime, final LongSupplier nanos) {
        this.lifetime = lifetime.toNanos();
        this.nanos = nanos;
    }

    /**
     * Adds a part.
     *
     * @param source who sent it; lists of different sources have nothing to do with each other
     * @param part the part
     * @return what became of it
     */
    public synchronized Result add(final IpAddress source, final RecoveryPart part) {
        final var head = part.head();
        final var key = new Key(source, head.id());
        final var done = finished.get(key);
        if (done != null) {
            return done.head.equals(head) ? new Finished() : new Contradicting();
        }
        final var known = open.get(key);
        if (known == null && (open.size() == MAX_OPEN || clients + part.clients().size() > MAX_CLIENTS)) {
            return new Full();
        }
        final var list = known == null ? new Open(head) : known;
        final var before = list.parts[part.number() - 1];
        if (!list.head.equals(head) || before != null && !before.equals(part)) {
            return new Contradicting();
        }
        if (before == null) {
            final int more = part.clients().size();
            if (clients + more > MAX_CLIENTS) {
                return new Full();
            }
            if (list.clients + more > RecoveryList.MOST) {
                return new Contradicting();
            }
            list.parts[part.number() - 1] = part;
            list.clients += more;
            list.missing--;
            list.changed = nanos.getAsLong();
            clients += more;
            // to the end of the order
            open.remove(key);
            open.put(key, list);
        }
        return list.missing > 0 ? new Incomplete(list.missing) : new Complete(list.whole());
    }

    /**
     * Forgets a complete list, once it is where it survives a crash. Its parts are known as finished for a while, so
     * that one whose answer was lost is not taken for a new list.
     *
     * @param source who sent it
     * @param id the list's id
     */
    public synchronized void finish(final IpAddress source, final String id) {
        final var key = new Key(source, id);
        final var list = open.remove(key);
        if (list != null) {
            clients -= list.clients;
            finished.remove(key);
            finished.put(key, new Done(list.head, nanos.getAsLong()));
            if (finished.size() > MAX_FINISHED) {
                finished.remove(finished.keySet().iterator().next());
            }
        }
    }

    /**
     * Forgets what is too old. To be called now and then.
     *
     * @return the lists that were forgotten without having become complete
     */
    public synchronized List<Key> expire() {
        final long now = nanos.getAsLong();
        for (final var it = finished.values().iterator(); it.hasNext() && now - it.next().since >= lifetime;) {
            it.remove();
        }
        final List<Key> ret = new ArrayList<>();
        for (final Iterator<Map.Entry<Key, Open>> it = open.entrySet().iterator(); it.hasNext();) {
            final var entry = it.next();
            if (now - entry.getValue().changed < lifetime) {
                break;
            }
            it.remove();
            clients -= entry.getValue().clients;
            ret.add(entry.getKey());
        }
        expired += ret.size();
        return List.copyOf(ret);
    }

    /** {@return how many lists were forgotten without having become complete} */
    public synchronized long expired() {
        return expired;
    }

    /** {@return how many lists are kept} */
    public synchronized int size() {
        return open.size();
    }

    /**
     * Names a list.
     *
     * @param source who sent it
     * @param id its id
     */
    public record Key(IpAddress source, String id) {
    }

    /** What became of a part. */
    public sealed interface Result {
        /**
         * It is the last one, or one of a complete list that is not finished.
         *
         * @param list the list
         */
        record Complete(RecoveryList list) implements Result {
        }

        /**
         * It was added, or was already there.
         *
         * @param missing how many parts there are to come, 1 or more
         */
        record Incomplete(int missing) implements Result {
        }

        /** Its list was finished before. */
        record Finished() implements Result {
        }

        /**
         * Another part of the same list says something else, or the list has too many clients. Nothing was added. A
         * sender whose limit for a message was changed between two attempts is the honest case; the old list expires.
         */
        record Contradicting() implements Result {
        }

        /** There is no room for it now. Nothing was added. */
        record Full() implements Result {
        }
    }

    private record Done(Head head, long since) {
    }

    /** A list of which there is a part. */
    private static final class Open {
        private final Head head;
        private final RecoveryPart[] parts;
        private int missing;
        private int clients;
        private long changed;

        Open(final Head head) {
            this.head = head;
            parts = new RecoveryPart[head.parts()];
            missing = head.parts();
        }

        RecoveryList whole() {
            final List<Client> all = new ArrayList<>(clients);
            Arrays.stream(parts).forEach(part -> all.addAll(part.clients()));
            return new RecoveryList(head.id(), head.service(), head.outage(), head.recovered(), all);
        }
    }
}
