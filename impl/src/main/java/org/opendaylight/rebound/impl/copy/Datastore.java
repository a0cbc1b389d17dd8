/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebound's part of the configuration datastore, read and written unit by unit. */
final class Datastore {
    private static final Logger LOG = LoggerFactory.getLogger(Datastore.class);
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;
    private static final long TIMEOUT_SECONDS = 10;
    /** With units of up to 500 bytes that is under 100 KiB, which a shard of this train can take. */
    private static final int MAX_UNITS = 180;
    private static final NodeIdentifier REBOUND = NodeIdentifier.create(Rebound.QNAME);
    private static final NodeIdentifier CLIENT = NodeIdentifier.create(Client.QNAME);

    private final DOMDataBroker broker;

    Datastore(final DOMDataBroker broker) {
        this.broker = requireNonNull(broker);
    }

    /**
     * Reads all units.
     *
     * @return the units by their paths
     * @throws ExecutionException if the datastore cannot be read
     * @throws TimeoutException if it does not answer
     * @throws InterruptedException if interrupted
     */
    Map<YangInstanceIdentifier, NormalizedNode> read()
            throws ExecutionException, TimeoutException, InterruptedException {
        final var ret = new LinkedHashMap<YangInstanceIdentifier, NormalizedNode>();
        try (var tx = broker.newReadOnlyTransaction()) {
            for (var container : Units.CONTAINERS) {
                ret.putAll(Units.of(container,
                    tx.read(STORE, container).get(TIMEOUT_SECONDS, TimeUnit.SECONDS).orElse(null)));
            }
        }
        return ret;
    }

    /**
     * Writes units. What the datastore refuses is left out, and logged.
     *
     * @param units what is to be there
     * @throws TimeoutException if the datastore does not answer
     * @throws InterruptedException if interrupted
     */
    void write(final List<Unit> units) throws TimeoutException, InterruptedException {
        // The configuration refers to itself, and is only good as a whole
        final var together = units.stream().filter(Datastore::isSetting).toList();
        if (!together.isEmpty()) {
            writeChunk(together);
        }
        final var rest = new ArrayList<>(units);
        rest.removeAll(together);
        for (int from = 0; from < rest.size(); from += MAX_UNITS) {
            writeChunk(rest.subList(from, Math.min(from + MAX_UNITS, rest.size())));
        }
    }

    private static boolean isSetting(final Unit unit) {
        final var path = unit.path().getPathArguments();
        return path.getFirst().equals(REBOUND) && !path.get(1).equals(CLIENT);
    }

    private void writeChunk(final List<Unit> chunk) throws TimeoutException, InterruptedException {
        final var tx = broker.newWriteOnlyTransaction();
        for (var unit : chunk) {
            final var after = unit.after();
            if (after == null) {
                tx.delete(STORE, unit.path());
            } else {
                tx.put(STORE, unit.path(), after);
            }
        }
        try {
            tx.commit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LOG.error("The datastore does not take back {} entries from the second copy, the first of them {}",
                chunk.size(), chunk.getFirst().path(), e);
        }
    }
}
