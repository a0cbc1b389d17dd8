/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.FailedClients;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * The failed-client table as the datastore has it, mirrored in memory. What this node or another one wrote, or the
 * operator deleted, is here a few milliseconds later. Thread-safe.
 */
public final class FailedClientTable
        implements DataTreeChangeListener<
            org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient>,
            AutoCloseable {
    private final ConcurrentMap<ServiceKey, ConcurrentMap<IpAddress, FailedClient>> byService =
        new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Registration registration;

    /**
     * Begins to mirror.
     *
     * @param broker the datastore
     */
    public FailedClientTable(final DataBroker broker) {
        registration = broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(FailedClients.class)
                .child(org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient
                    .class)
                .build(), this);
    }

    /**
     * Is told of every change, on the datastore's thread: hands on, never blocks.
     */
    @FunctionalInterface
    public interface Listener {
        /**
         * An entry has changed.
         *
         * @param service the service
         * @param entry the entry as it is now, or null if it was removed
         */
        void changed(ServiceKey service, @Nullable FailedClient entry);
    }

    /**
     * Adds a listener; it is told of what is in the table already.
     *
     * @param listener the listener
     * @return close it to remove the listener
     */
    public Registration listen(final Listener listener) {
        listeners.add(listener);
        byService.forEach((service, clients) -> clients.values().forEach(entry -> listener.changed(service, entry)));
        return () -> listeners.remove(listener);
    }

    /**
     * Whether a client is in the table.
     *
     * @param service the service
     * @param client the client
     * @return true if it failed and was not told yet
     */
    public boolean contains(final ServiceKey service, final IpAddress client) {
        final var clients = byService.get(service);
        return clients != null && clients.containsKey(client);
    }

    /**
     * Looks a client up.
     *
     * @param service the service
     * @param client the client
     * @return its entry, or empty if it is not in the table
     */
    public Optional<FailedClient> find(final ServiceKey service, final IpAddress client) {
        final var clients = byService.get(service);
        return clients == null ? Optional.empty() : Optional.ofNullable(clients.get(client));
    }

    /**
     * The failed clients of a service.
     *
     * @param service the service
     * @return a view; it changes as the table does, and may be read meanwhile
     */
    public Collection<FailedClient> of(final ServiceKey service) {
        final var clients = byService.get(service);
        return clients == null ? List.of() : clients.values();
    }

    /**
     * How many clients of a service are in the table.
     *
     * @param service the service
     * @return 0 or more
     */
    public int count(final ServiceKey service) {
        final var clients = byService.get(service);
        return clients == null ? 0 : clients.size();
    }

    /**
     * The services that have failed clients.
     *
     * @return a copy
     */
    public List<ServiceKey> services() {
        return byService.entrySet().stream().filter(entry -> !entry.getValue().isEmpty()).map(Map.Entry::getKey)
            .toList();
    }

    /**
     * The other services of a service's server that have failed clients. Cheap when there are none.
     *
     * @param service the service
     * @return a copy
     */
    public List<ServiceKey> siblings(final ServiceKey service) {
        List<ServiceKey> ret = List.of();
        for (var entry : byService.entrySet()) {
            final var other = entry.getKey();
            if (other.server().equals(service.server()) && !other.equals(service) && !entry.getValue().isEmpty()) {
                ret = ret.isEmpty() ? new ArrayList<>() : ret;
                ret.add(other);
            }
        }
        return ret;
    }

    @Override
    public void onDataTreeChanged(final List<DataTreeModification<
            org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient>> changes) {
        for (var change : changes) {
            final var node = change.getRootNode();
            final var after = node.dataAfter();
            if (after != null) {
                final var entry = TableMapper.fromYang(after);
                byService.computeIfAbsent(entry.service(), key -> new ConcurrentHashMap<>())
                    .put(entry.client(), entry);
                tell(entry.service(), entry);
            } else if (node.dataBefore() != null) {
                final var before = TableMapper.fromYang(node.dataBefore());
                final var clients = byService.get(before.service());
                if (clients != null) {
                    clients.remove(before.client());
                }
                tell(before.service(), null);
            }
        }
    }

    private void tell(final ServiceKey service, final @Nullable FailedClient entry) {
        listeners.forEach(listener -> listener.changed(service, entry));
    }

    @Override
    public void close() {
        registration.close();
    }
}
