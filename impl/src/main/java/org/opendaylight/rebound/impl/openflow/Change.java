/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.MeterKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;

/**
 * One change of the configured inventory.
 */
sealed interface Change {
    /**
     * Adds the change to a transaction.
     *
     * @param tx the transaction
     */
    void apply(WriteTransaction tx);

    /** Writes a flow of ours. */
    record PutFlow(String switchId, Flow flow) implements Change {
        @Override
        public void apply(final WriteTransaction tx) {
            tx.mergeParentStructurePut(LogicalDatastoreType.CONFIGURATION,
                Inventory.flow(switchId, flow.requireTableId(), flow.key()), flow);
        }
    }

    /** Removes a flow of ours. */
    record DeleteFlow(String switchId, Flow flow) implements Change {
        @Override
        public void apply(final WriteTransaction tx) {
            tx.delete(LogicalDatastoreType.CONFIGURATION,
                Inventory.flow(switchId, flow.requireTableId(), flow.key()));
        }
    }

    /** Writes a meter of ours. */
    record PutMeter(String switchId, Meter meter) implements Change {
        @Override
        public void apply(final WriteTransaction tx) {
            tx.mergeParentStructurePut(LogicalDatastoreType.CONFIGURATION,
                Inventory.meter(switchId, meter.key()), meter);
        }
    }

    /** Removes a meter of ours. */
    record DeleteMeter(String switchId, MeterKey key) implements Change {
        @Override
        public void apply(final WriteTransaction tx) {
            tx.delete(LogicalDatastoreType.CONFIGURATION, Inventory.meter(switchId, key));
        }
    }

    /**
     * What has to change so that a switch's entry has of ours what is desired, and nothing else of ours. Whatever is
     * not ours stays.
     *
     * @param switchId the switch
     * @param configured its entry now, if there is one
     * @param desired what it is to have
     * @return the changes in the order to make them: a meter comes before the flows that use it, and goes after them
     */
    static List<Change> between(final String switchId, final Optional<FlowCapableNode> configured,
            final DesiredFlows desired) {
        final var changes = new ArrayList<Change>();
        final var flows = configured.map(Inventory::ourFlows).orElseGet(java.util.Map::of);
        final var meters = configured.map(FlowCapableNode::nonnullMeter).orElseGet(java.util.Map::of);

        desired.meters().stream().filter(meter -> !meter.equals(meters.get(meter.key())))
            .forEach(meter -> changes.add(new PutMeter(switchId, meter)));
        desired.flows().values().stream().filter(flow -> !flow.equals(flows.get(flow.key())))
            .forEach(flow -> changes.add(new PutFlow(switchId, flow)));
        flows.values().stream().filter(flow -> !desired.flows().containsKey(flow.key()))
            .forEach(flow -> changes.add(new DeleteFlow(switchId, flow)));
        final var meterKeys = desired.meters().stream().map(Meter::key).collect(Collectors.toSet());
        meters.values().stream().filter(Inventory::isOurs).map(Meter::key)
            .filter(key -> !meterKeys.contains(key))
            .forEach(key -> changes.add(new DeleteMeter(switchId, key)));
        return changes;
    }
}
