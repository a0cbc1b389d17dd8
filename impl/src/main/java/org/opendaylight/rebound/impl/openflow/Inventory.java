/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.HashMap;
import java.util.Map;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.MeterKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.Table;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.TableKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.OutputPortValues;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.Nodes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnector;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnectorKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.NodeKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Paths in the OpenFlow plugin's inventory, and what there is ours.
 */
final class Inventory {
    private Inventory() {
        // hidden on purpose
    }

    static DataObjectIdentifier<Node> node(final String switchId) {
        return DataObjectIdentifier.builder(Nodes.class).child(Node.class, new NodeKey(new NodeId(switchId))).build();
    }

    static NodeRef nodeRef(final String switchId) {
        return new NodeRef(node(switchId));
    }

    /** A port that OpenFlow reserves, which is no entry of the inventory. */
    static NodeConnectorRef port(final String switchId, final OutputPortValues port) {
        return port(switchId, switchId + ':' + port);
    }

    /** A port, for example {@code openflow:161:3}. */
    static NodeConnectorRef port(final String switchId, final String port) {
        return new NodeConnectorRef(DataObjectIdentifier.builder(Nodes.class)
            .child(Node.class, new NodeKey(new NodeId(switchId)))
            .child(NodeConnector.class, new NodeConnectorKey(new NodeConnectorId(port)))
            .build());
    }

    static DataObjectIdentifier<FlowCapableNode> flowNode(final String switchId) {
        return DataObjectIdentifier.builder(Nodes.class)
            .child(Node.class, new NodeKey(new NodeId(switchId)))
            .augmentation(FlowCapableNode.class)
            .build();
    }

    static DataObjectIdentifier<Flow> flow(final String switchId, final Uint8 table, final FlowKey key) {
        return DataObjectIdentifier.builder(Nodes.class)
            .child(Node.class, new NodeKey(new NodeId(switchId)))
            .augmentation(FlowCapableNode.class)
            .child(Table.class, new TableKey(table))
            .child(Flow.class, key)
            .build();
    }

    static DataObjectIdentifier<Meter> meter(final String switchId, final MeterKey key) {
        return DataObjectIdentifier.builder(Nodes.class)
            .child(Node.class, new NodeKey(new NodeId(switchId)))
            .augmentation(FlowCapableNode.class)
            .child(Meter.class, key)
            .build();
    }

    /**
     * Picks our flows out of a switch's entry: those with our prefix and our cookie.
     *
     * @param node the entry
     * @return our flows by their key; the key is unique among ours in all tables
     */
    static Map<FlowKey, Flow> ourFlows(final FlowCapableNode node) {
        final var ret = new HashMap<FlowKey, Flow>();
        for (var table : node.nonnullTable().values()) {
            for (var entry : table.nonnullFlow().entrySet()) {
                if (entry.getKey().getId().getValue().startsWith(ObservationFlows.ID_PREFIX)
                        && Cookies.isKept(entry.getValue().getCookie())) {
                    ret.put(entry.getKey(), entry.getValue());
                }
            }
        }
        return ret;
    }

    /**
     * Whether a meter is ours.
     *
     * @param meter the meter
     * @return true if it has one of our names
     */
    static boolean isOurs(final Meter meter) {
        return ObservationFlows.METER_NAME.equals(meter.getMeterName())
            || ObservationFlows.LLDP_METER_NAME.equals(meter.getMeterName());
    }

    /**
     * Whether a switch's entry has anything of ours.
     *
     * @param node the entry
     * @return true if there is a flow or a meter of ours
     */
    static boolean hasOurs(final FlowCapableNode node) {
        return !ourFlows(node).isEmpty() || node.nonnullMeter().values().stream().anyMatch(Inventory::isOurs);
    }
}
