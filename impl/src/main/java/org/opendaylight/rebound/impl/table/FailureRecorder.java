/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.FailedClients;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundState;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Answer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.AnswerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.AnswerKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what detection found: a client that failed goes into the table, one that was answered leaves it, and a failed
 * service that answers is shown to the judgement. Never blocks; thread-safe.
 */
public final class FailureRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(FailureRecorder.class);
    private static final Set<Evidence> UNRESOLVED = Set.of(Evidence.UNRESOLVED);
    private static final Duration MIRROR_LAG = Duration.ofSeconds(5);
    private static final int MIRROR_LAG_ENTRIES = 100_000;
    private static final long ANSWER_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Client(ServiceKey service, IpAddress address) {
    }

    private final DatastoreWriter configuration;
    private final DatastoreWriter operational;
    private final FailedClientTable table;
    private final EventPublisher events;
    /** Clients that were handed to the writer and may not be in the mirror yet. */
    private final Cache<Client, Boolean> underWay = CacheBuilder.newBuilder().expireAfterWrite(MIRROR_LAG)
        .maximumSize(MIRROR_LAG_ENTRIES).build();
    /** When a client in the table was last seen to be answered. */
    private final Map<ServiceKey, Instant> reachedAgain = new ConcurrentHashMap<>();
    private final Map<ServiceKey, Long> lastAnswer = new ConcurrentHashMap<>();

    /**
     * A recorder.
     *
     * @param configuration writes the table
     * @param operational writes answers
     * @param table the table's mirror
     * @param events tells of clients that are new in the table
     */
    public FailureRecorder(final DatastoreWriter configuration, final DatastoreWriter operational,
            final FailedClientTable table, final EventPublisher events) {
        this.configuration = requireNonNull(configuration);
        this.operational = requireNonNull(operational);
        this.table = requireNonNull(table);
        this.events = requireNonNull(events);
    }

    /**
     * A client failed. One that only came to the stand-in is recorded if it is not in the table yet, and otherwise left
     * as it is.
     *
     * @param service the service
     * @param client the client
     * @param evidence what showed it
     * @param began when the failed attempt began
     */
    public void failed(final ServiceKey service, final IpAddress client, final Evidence evidence,
            final Instant began) {
        underWay.put(new Client(service, client), Boolean.TRUE);
        final var path = pathOf(service, client);
        final var first = new FailedClient(service, client, began, began, 1, EnumSet.of(evidence));
        final var isNew = new AtomicBoolean();
        configuration.submit(1, entries -> {
            final var before = entries.read(path);
            isNew.set(before == null);
            if (before == null) {
                entries.put(path, TableMapper.toYang(first));
            } else if (evidence != Evidence.STAND_IN) {
                entries.put(path, TableMapper.toYang(again(TableMapper.fromYang(before), evidence, began)));
            }
        }).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.debug("The failure of {} at {} was not saved", client, service, fault);
            } else if (isNew.get()) {
                events.clientFailed(first);
            }
        });
    }

    private static FailedClient again(final FailedClient before, final Evidence evidence, final Instant began) {
        final var all = EnumSet.of(evidence);
        all.addAll(before.evidence());
        return new FailedClient(before.service(), before.client(),
            began.isBefore(before.firstFailure()) ? began : before.firstFailure(),
            began.isAfter(before.lastFailure()) ? began : before.lastFailure(), before.failures() + 1, all,
            before.answer());
    }

    /**
     * A client reached a service: if it is in the table, it needs no notice any more.
     *
     * @param service the service
     * @param client the client
     * @param seen when
     */
    public void reached(final ServiceKey service, final IpAddress client, final Instant seen) {
        if (mayBeIn(service, client)) {
            reachedAgain.put(service, seen);
            show(service, seen);
            // Who asked to be told is told, although it has seen it
            remove(service, client, entry -> entry.answer() == null || !entry.answer().wish());
        }
        // It found the host: that it did not find it before says nothing of the other services any more, unless it
        // said that it wants to be told of one
        for (var other : table.siblings(service)) {
            if (mayBeIn(other, client)) {
                remove(other, client, entry -> entry.evidence().equals(UNRESOLVED) && entry.answer() == null);
            }
        }
    }

    private boolean mayBeIn(final ServiceKey service, final IpAddress client) {
        return table.contains(service, client) || underWay.getIfPresent(new Client(service, client)) != null;
    }

    private void remove(final ServiceKey service, final IpAddress client, final Predicate<FailedClient> which) {
        underWay.invalidate(new Client(service, client));
        final var path = pathOf(service, client);
        configuration.submit(1, entries -> {
            final var entry = entries.read(path);
            if (entry != null && which.test(TableMapper.fromYang(entry))) {
                entries.delete(path);
            }
        }).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("{} reached {} by itself and is still in the table", client, service, fault);
            }
        });
    }

    /**
     * A service answered somebody: if clients failed there, that may be over. Cheap for the many answers of services
     * that never failed.
     *
     * @param service the service
     * @param seen when
     */
    public void answered(final ServiceKey service, final Instant seen) {
        if (table.count(service) > 0) {
            showRarely(service, seen);
        }
    }

    private void showRarely(final ServiceKey service, final Instant seen) {
        final long now = System.nanoTime();
        final var last = lastAnswer.get(service);
        if (last == null || now - last >= ANSWER_EVERY_NANOS) {
            lastAnswer.put(service, now);
            show(service, seen);
        }
    }

    private void show(final ServiceKey service, final Instant seen) {
        final var again = reachedAgain.get(service);
        final var key = new AnswerKey(TableMapper.portOf(service), TableMapper.toYang(service.protocol()),
            TableMapper.nameOf(service));
        operational.submit(1, entries -> entries.put(
            DataObjectIdentifier.builder(ReboundState.class).child(Answer.class, key).build(),
            new AnswerBuilder().withKey(key).setSeen(TableMapper.toYang(seen))
                .setToFailedClient(again == null ? null : TableMapper.toYang(again)).build()))
            .whenComplete((done, fault) -> {
                if (fault != null) {
                    LOG.debug("An answer of {} was not shown", service, fault);
                }
            });
    }

    static DataObjectIdentifier<
            org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient> pathOf(
                final ServiceKey service, final IpAddress client) {
        return DataObjectIdentifier.builder(FailedClients.class)
            .child(org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient.class,
                TableMapper.keyOf(service, client))
            .build();
    }
}
