/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.broker.SerializedDOMDataBroker;
import org.opendaylight.mdsal.dom.store.inmemory.InMemoryDOMDataStore;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** A datastore in the memory of this process, for the time that the controller's does not come up. */
final class MemoryDatastore implements AutoCloseable {
    private static final int LISTENER_QUEUE = 1000;

    private final InMemoryDOMDataStore config;
    private final InMemoryDOMDataStore operational;
    private final SerializedDOMDataBroker broker;

    MemoryDatastore(final EffectiveModelContext model) {
        config = store(LogicalDatastoreType.CONFIGURATION, model);
        operational = store(LogicalDatastoreType.OPERATIONAL, model);
        broker = new SerializedDOMDataBroker(Map.of(LogicalDatastoreType.CONFIGURATION, config,
            LogicalDatastoreType.OPERATIONAL, operational), MoreExecutors.directExecutor());
    }

    private static InMemoryDOMDataStore store(final LogicalDatastoreType type, final EffectiveModelContext model) {
        // Who listens is told on the thread that commits, and what is told is complete when the commit is
        final var ret = new InMemoryDOMDataStore("rebound-" + type, type, MoreExecutors.newDirectExecutorService(),
            LISTENER_QUEUE, false);
        ret.onModelContextUpdated(model);
        return ret;
    }

    DOMDataBroker broker() {
        return broker;
    }

    void fill(final CopyStore copy) throws ExecutionException, InterruptedException {
        final var tx = broker.newWriteOnlyTransaction();
        for (var key : copy.keys()) {
            final var unit = copy.get(key);
            if (unit != null) {
                tx.put(LogicalDatastoreType.CONFIGURATION, unit.path(), unit.node());
            }
        }
        tx.commit().get();
    }

    @Override
    public void close() {
        broker.close();
        config.close();
        operational.close();
    }
}
