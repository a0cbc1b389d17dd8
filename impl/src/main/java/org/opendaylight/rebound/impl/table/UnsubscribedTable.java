/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.Multiset;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.impl.notice.MailAddresses;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Unsubscribed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.MailKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Who gets no mail any more, in memory and kept up to date. Reading never waits and may be done on any thread.
 */
public final class UnsubscribedTable implements AutoCloseable {
    /** How often each address is in the table: it can be written in several ways, each of which is an entry. */
    private final Multiset<String> addresses = ConcurrentHashMultiset.create();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final DatastoreWriter writer;
    private final Clock clock;
    private final Registration registration;

    /**
     * Begins to follow the table.
     *
     * @param broker tells of changes
     * @param writer writes
     * @param clock the wall clock
     */
    public UnsubscribedTable(final DataBroker broker, final DatastoreWriter writer, final Clock clock) {
        this.writer = requireNonNull(writer);
        this.clock = requireNonNull(clock);
        registration = broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(Unsubscribed.class).child(Mail.class).build(), new Listener());
    }

    /**
     * Whether an address gets no mail.
     *
     * @param mailAddress the address
     * @return true if it is in the table
     */
    public boolean contains(final String mailAddress) {
        return addresses.contains(MailAddresses.canonical(mailAddress));
    }

    /**
     * Adds an address. One that is there stays as it is.
     *
     * @param mailAddress the address
     * @return completes when it is safe
     * @throws IllegalArgumentException if it is no address that the model has
     */
    public CompletableFuture<Void> add(final String mailAddress) {
        final var entry = new MailBuilder()
            .withKey(new MailKey(new MailAddress(MailAddresses.canonical(mailAddress))))
            .setSince(TableMapper.toYang(clock.instant()))
            .build();
        final var path = DataObjectIdentifier.builder(Unsubscribed.class).child(Mail.class, entry.key()).build();
        return writer.submit(1, entries -> {
            if (entries.read(path) == null) {
                entries.put(path, entry);
            }
        });
    }

    /**
     * When everything that was stored before is here.
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

    private final class Listener implements DataTreeChangeListener<Mail> {
        @Override
        public void onDataTreeChanged(final List<DataTreeModification<Mail>> changes) {
            for (var change : changes) {
                final var before = change.getRootNode().dataBefore();
                final var after = change.getRootNode().dataAfter();
                if (before == null && after != null) {
                    addresses.add(canonical(after));
                } else if (before != null && after == null) {
                    addresses.remove(canonical(before));
                }
            }
            loaded.complete(null);
        }

        @Override
        public void onInitialData() {
            loaded.complete(null);
        }

        private static String canonical(final Mail entry) {
            return MailAddresses.canonical(entry.requireAddress().getValue());
        }
    }
}
