/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.ReadWriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * List entries in one transaction, as its changes find them and leave them. What the changes write is kept here until
 * all of them have read: the datastore's tree works out all earlier writes of a transaction anew for each read.
 */
final class Entries {
    static final long READ_TIMEOUT_SECONDS = 10;

    private final Map<DataObjectIdentifier<?>, Optional<DataObject>> written = new LinkedHashMap<>();
    private final LogicalDatastoreType store;
    private final ReadWriteTransaction tx;

    Entries(final LogicalDatastoreType store, final ReadWriteTransaction tx) {
        this.store = requireNonNull(store);
        this.tx = requireNonNull(tx);
    }

    /**
     * Reads an entry.
     *
     * @param path the entry itself, not what is around it
     * @return the entry as the changes so far leave it, or null
     * @throws ExecutionException if the datastore cannot be read
     * @throws InterruptedException if interrupted
     * @throws TimeoutException if the datastore does not answer within {@value #READ_TIMEOUT_SECONDS} s
     */
    <T extends DataObject> @Nullable T read(final DataObjectIdentifier<T> path)
            throws ExecutionException, InterruptedException, TimeoutException {
        @SuppressWarnings("unchecked") // put() takes nothing else for the path
        final var known = (Optional<T>) written.get(path);
        return (known != null ? known : tx.read(store, path).get(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS)).orElse(null);
    }

    <T extends DataObject> void put(final DataObjectIdentifier<T> path, final T entry) {
        written.put(path, Optional.of(entry));
    }

    void delete(final DataObjectIdentifier<?> path) {
        written.put(path, Optional.empty());
    }

    /** Puts what was written into the transaction. */
    void flush() {
        written.forEach((path, entry) -> entry.ifPresentOrElse(present -> putUnchecked(path, present),
            () -> tx.delete(store, path)));
    }

    @SuppressWarnings("unchecked") // put() takes nothing else for the path
    private <T extends DataObject> void putUnchecked(final DataObjectIdentifier<T> path, final DataObject entry) {
        tx.put(store, path, (T) entry);
    }
}
