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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.NoticePlanner;
import org.opendaylight.rebound.impl.recover.RecoveryStore;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Recoveries;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * Recoveries in the datastore. A recovery is first one small transaction, its record. Then its failed clients move from
 * the table into the outbox in chunks, each one transaction that removes and creates the same entries. After a crash
 * the record says what is still to be moved: whoever failed before it.
 */
public final class RecoveryTable implements RecoveryStore {
    private final DataBroker broker;
    private final DatastoreWriter writer;
    private final FailedClientTable table;
    private final NoticePlanner planner;
    private final EventPublisher events;
    private final Clock clock;

    /**
     * The recoveries of this datastore.
     *
     * @param broker reads
     * @param writer writes
     * @param table the failed-client table
     * @param planner decides what an entry becomes
     * @param events tells of recoveries, and of notices that cannot be sent
     * @param clock the wall clock
     */
    public RecoveryTable(final DataBroker broker, final DatastoreWriter writer, final FailedClientTable table,
            final NoticePlanner planner, final EventPublisher events, final Clock clock) {
        this.broker = requireNonNull(broker);
        this.writer = requireNonNull(writer);
        this.table = requireNonNull(table);
        this.planner = requireNonNull(planner);
        this.events = requireNonNull(events);
        this.clock = requireNonNull(clock);
    }

    /**
     * Reads the last recovery of each service.
     *
     * @return the recoveries
     * @throws ExecutionException if the datastore cannot be read
     * @throws TimeoutException if it does not answer
     * @throws InterruptedException if interrupted
     */
    public Map<ServiceKey, Recovery> load() throws ExecutionException, TimeoutException, InterruptedException {
        final var ret = new HashMap<ServiceKey, Recovery>();
        try (var tx = broker.newReadOnlyTransaction()) {
            tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(Recoveries.class).build())
                .get(Entries.READ_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .ifPresent(recoveries -> recoveries.nonnullRecovery().values().forEach(entry ->
                    ret.put(TableMapper.serviceOf(entry), TableMapper.fromYang(entry))));
        }
        return ret;
    }

    @Override
    public CompletableFuture<Void> begin(final Recovery recovery) {
        return put(recovery, true)
            .thenRun(() -> events.serverRecovered(recovery, table.count(recovery.service())));
    }

    @Override
    public Collection<FailedClient> failedClients(final ServiceKey service) {
        return table.of(service);
    }

    @Override
    public CompletableFuture<Void> move(final Recovery recovery) {
        return moveChunks(recovery, new HashSet<>());
    }

    private CompletableFuture<Void> moveChunks(final Recovery recovery, final Set<IpAddress> moved) {
        // Of each client one entry goes, and its notices come
        final int weight = 1 + planner.noticesEach(recovery.service().server());
        // The mirror may still have what was just moved.
        final var chunk = table.of(recovery.service()).stream()
            .filter(client -> NoticePlanner.belongsTo(client, recovery) && !moved.contains(client.client()))
            .limit(DatastoreWriter.MAX_WEIGHT / weight)
            .map(FailedClient::client)
            .toList();
        if (chunk.isEmpty()) {
            return put(recovery, false);
        }
        moved.addAll(chunk);
        return moveChunk(recovery, chunk, chunk.size() * weight).thenCompose(done -> moveChunks(recovery, moved));
    }

    private CompletableFuture<Void> moveChunk(final Recovery recovery, final List<IpAddress> chunk, final int weight) {
        final var made = new ArrayList<OutboxEntry>();
        return writer.submit(weight, entries -> {
            final var clients = new ArrayList<FailedClient>();
            for (var client : chunk) {
                // Without those that reached the service by themselves, or that the operator deleted
                final var entry = entries.read(FailureRecorder.pathOf(recovery.service(), client));
                if (entry != null) {
                    clients.add(TableMapper.fromYang(entry));
                }
            }
            final var plan = planner.plan(clients, recovery, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            made.clear();
            made.addAll(plan.notices());
            for (var notice : plan.notices()) {
                entries.put(OutboxTable.pathOf(notice.notice().id()), OutboxTable.toYang(notice));
            }
            for (var client : plan.done()) {
                entries.delete(FailureRecorder.pathOf(recovery.service(), client.client()));
            }
            for (var client : plan.remaining()) {
                entries.put(FailureRecorder.pathOf(recovery.service(), client.client()), TableMapper.toYang(client));
            }
        }).thenRun(() -> made.forEach(events::noticed));
    }

    private CompletableFuture<Void> put(final Recovery recovery, final boolean moving) {
        final var path = pathOf(recovery.service());
        final var entry = TableMapper.toYang(recovery, moving);
        return writer.submit(1, entries -> entries.put(path, entry));
    }

    static DataObjectIdentifier<
            org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.Recovery> pathOf(
                final ServiceKey service) {
        return DataObjectIdentifier.builder(Recoveries.class)
            .child(org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.Recovery.class,
                TableMapper.recoveryKeyOf(service))
            .build();
    }
}
