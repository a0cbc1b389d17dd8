/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * The client mail address table in memory, kept up to date entry by entry. Reading never waits and may be done on any
 * thread; a change is seen as soon as the datastore has told it.
 */
public final class ClientTable implements AutoCloseable {
    private final ConcurrentMap<IpAddress, Entry> entries = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final Registration registration;

    /**
     * Begins to follow the table.
     *
     * @param broker the data broker
     */
    public ClientTable(final DataBroker broker) {
        registration = broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(Rebound.class).child(Client.class).build(), new Listener());
    }

    /**
     * Looks a client up.
     *
     * @param address the client's address
     * @return its entry, or empty when the table has none
     */
    public Optional<MailClient> find(final IpAddress address) {
        return Optional.ofNullable(entries.get(address)).map(Entry::client);
    }

    /**
     * How many clients have an entry.
     *
     * @return the number of addresses
     */
    public int size() {
        return entries.size();
    }

    /**
     * When everything that was stored before is here. Until then, that {@link #find} gives nothing does not mean that
     * the table has nothing.
     *
     * @return completes once, on the datastore's thread: hand on what follows
     */
    public CompletionStage<Void> loaded() {
        return loaded.minimalCompletionStage();
    }

    @Override
    public void close() {
        registration.close();
    }

    private void put(final Client client) {
        final var mail = client.getMail();
        final var written = client.requireAddress();
        IpAddresses.parse(written).ifPresent(address -> {
            if (mail == null) {
                // Refused by ConfigGuard, but it may have been stored without Rebound
                remove(address, written.stringValue());
            } else {
                final var name = client.getName();
                final var language = client.getLanguage();
                final var entry = new Entry(written.stringValue(), new MailClient(mail.getValue(),
                    name == null ? null : name.getValue(), language == null ? null : language.getValue()), null);
                entries.compute(address, (key, old) -> Entry.with(Entry.without(old, entry.written), entry));
            }
        });
    }

    private void remove(final IpAddress address, final String written) {
        entries.computeIfPresent(address, (key, old) -> Entry.without(old, written));
    }

    /**
     * One entry. An IPv6 address can be written in several ways, and each way is an entry of its own in the datastore:
     * they are chained, sorted by how they are written, and the first counts.
     */
    private record Entry(String written, MailClient client, @Nullable Entry next) {
        Entry {
            requireNonNull(written);
            requireNonNull(client);
        }

        static @Nullable Entry without(final @Nullable Entry chain, final String written) {
            if (chain == null) {
                return null;
            }
            return chain.written.equals(written) ? chain.next
                : new Entry(chain.written, chain.client, without(chain.next, written));
        }

        static Entry with(final @Nullable Entry chain, final Entry entry) {
            return chain == null || entry.written.compareTo(chain.written) < 0
                ? new Entry(entry.written, entry.client, chain)
                : new Entry(chain.written, chain.client, with(chain.next, entry));
        }
    }

    private final class Listener implements DataTreeChangeListener<Client> {
        @Override
        public void onDataTreeChanged(final List<DataTreeModification<Client>> changes) {
            for (var change : changes) {
                final var root = change.getRootNode();
                final var after = root.dataAfter();
                final var before = root.dataBefore();
                if (after != null) {
                    put(after);
                } else if (before != null) {
                    final var written = before.requireAddress();
                    IpAddresses.parse(written).ifPresent(address -> remove(address, written.stringValue()));
                }
            }
            loaded.complete(null);
        }

        @Override
        public void onInitialData() {
            loaded.complete(null);
        }
    }
}
