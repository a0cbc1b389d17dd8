/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Iterables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.Nodes;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes the configured inventory. Blocks, so it belongs to a thread that may; one transaction in flight.
 */
final class InventoryWriter {
    /**
     * Changes of one transaction. A flow takes about 700 bytes in the journal, so this stays well under 100 KiB; a
     * journal entry of more than 256 KiB stops the datastore (CONTROLLER-2181).
     */
    static final int CHUNK = 50;

    /** A stopped shard never answers. */
    private static final long TIMEOUT_SECONDS = 10;
    private static final int MAX_TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(InventoryWriter.class);

    private final DataBroker dataBroker;

    InventoryWriter(final DataBroker dataBroker) {
        this.dataBroker = requireNonNull(dataBroker);
    }

    /**
     * Reads the entries of all switches.
     *
     * @return the entries by switch
     * @throws ExecutionException if reading failed
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    Map<String, FlowCapableNode> readAll() throws ExecutionException, InterruptedException, TimeoutException {
        final var ret = new HashMap<String, FlowCapableNode>();
        try (var tx = dataBroker.newReadOnlyTransaction()) {
            await(tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(Nodes.class).build()))
                .ifPresent(nodes -> nodes.nonnullNode().forEach((key, node) -> {
                    final var flowNode = node.augmentation(FlowCapableNode.class);
                    if (flowNode != null) {
                        ret.put(key.getId().getValue(), flowNode);
                    }
                }));
        }
        return ret;
    }

    /**
     * Reads the entry of one switch.
     *
     * @param switchId the switch
     * @return the entry, if there is one
     * @throws ExecutionException if reading failed
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    Optional<FlowCapableNode> read(final String switchId)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (var tx = dataBroker.newReadOnlyTransaction()) {
            return await(tx.read(LogicalDatastoreType.CONFIGURATION, Inventory.flowNode(switchId)));
        }
    }

    /**
     * Writes changes, in chunks and in order. A chunk that another application's write got in the way of is written
     * again: no change depends on what was there before.
     *
     * @param changes the changes
     * @throws ExecutionException if a commit failed; earlier chunks are written
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    void write(final List<Change> changes) throws ExecutionException, InterruptedException, TimeoutException {
        for (var chunk : Iterables.partition(changes, CHUNK)) {
            writeChunk(chunk);
        }
    }

    private void writeChunk(final List<Change> chunk)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (int tries = MAX_TRIES;; tries--) {
            final var tx = dataBroker.newWriteOnlyTransaction();
            chunk.forEach(change -> change.apply(tx));
            try {
                await(tx.commit());
                return;
            } catch (ExecutionException e) {
                if (tries == 1 || !(e.getCause() instanceof OptimisticLockFailedException)) {
                    throw e;
                }
                LOG.debug("Another write got in the way, trying again", e);
            }
        }
    }

    private static <T> T await(final Future<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
