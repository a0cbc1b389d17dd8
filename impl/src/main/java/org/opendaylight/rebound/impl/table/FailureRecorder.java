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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.binding.api.ReadWriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
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
    static final long READ_TIMEOUT_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FailureRecorder.class);
    private static final Duration MIRROR_LAG = Duration.ofSeconds(5);
    private static final int MIRROR_LAG_ENTRIES = 100_000;
    private static final long ANSWER_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Client(ServiceKey service, IpAddress address) {
    }

    private final DatastoreWriter configuration;
    private final DatastoreWriter operational;
    private final FailedClientTable table;
    /** Clients that were handed to the writer and may not be in the mirror yet. */
    private final Cache<Client, Boolean> underWay = CacheBuilder.newBuilder().expireAfterWrite(MIRROR_LAG)
        .maximumSize(MIRROR_LAG_ENTRIES).build();
    private final Map<ServiceKey, Long> lastAnswer = new ConcurrentHashMap<>();

    /**
     * A recorder.
     *
     * @param configuration writes the table
     * @param operational writes answers
     * @param table the table's mirror
     */
    public FailureRecorder(final DatastoreWriter configuration, final DatastoreWriter operational,
            final FailedClientTable table) {
        this.configuration = requireNonNull(configuration);
        this.operational = requireNonNull(operational);
        this.table = requireNonNull(table);
    }

    /**
     * A client failed.
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
        configuration.submit(1, tx -> {
            final var before = read(tx, path);
            final var after = before == null
                ? new FailedClient(service, client, began, began, 1, EnumSet.of(evidence))
                : again(TableMapper.fromYang(before), evidence, began);
            tx.put(LogicalDatastoreType.CONFIGURATION, path, TableMapper.toYang(after));
        }).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.debug("The failure of {} at {} was not saved", client, service, fault);
            }
        });
    }

    private static FailedClient again(final FailedClient before, final Evidence evidence, final Instant began) {
        final var all = EnumSet.of(evidence);
        all.addAll(before.evidence());
        return new FailedClient(before.service(), before.client(),
            began.isBefore(before.firstFailure()) ? began : before.firstFailure(),
            began.isAfter(before.lastFailure()) ? began : before.lastFailure(), before.failures() + 1, all);
    }

    /**
     * A client reached a service: if it is in the table, it needs no notice any more.
     *
     * @param service the service
     * @param client the client
     */
    public void reached(final ServiceKey service, final IpAddress client) {
        final var key = new Client(service, client);
        if (!table.contains(service, client) && underWay.getIfPresent(key) == null) {
            return;
        }
        underWay.invalidate(key);
        final var path = pathOf(service, client);
        configuration.submit(1, tx -> {
            if (read(tx, path) != null) {
                tx.delete(LogicalDatastoreType.CONFIGURATION, path);
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
            show(service, seen);
        }
    }

    private void show(final ServiceKey service, final Instant seen) {
        final long now = System.nanoTime();
        final var last = lastAnswer.get(service);
        if (last != null && now - last < ANSWER_EVERY_NANOS) {
            return;
        }
        lastAnswer.put(service, now);
        final var key = new AnswerKey(TableMapper.portOf(service), TableMapper.toYang(service.protocol()),
            TableMapper.nameOf(service));
        operational.submit(1, tx -> tx.put(LogicalDatastoreType.OPERATIONAL,
            DataObjectIdentifier.builder(ReboundState.class).child(Answer.class, key).build(),
            new AnswerBuilder().withKey(key).setSeen(TableMapper.toYang(seen)).build()))
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

    static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.@org.eclipse.jdt.annotation
            .Nullable FailedClient read(final ReadWriteTransaction tx, final DataObjectIdentifier<
                org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient> path)
            throws ExecutionException, InterruptedException, TimeoutException {
        return tx.read(LogicalDatastoreType.CONFIGURATION, path).get(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .orElse(null);
    }
}
