/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataObjectModification.ModificationType;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.Nodes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which switches are connected: those that the OpenFlow plugin keeps in the operational inventory. In a cluster, those
 * connected to any member.
 */
public final class SwitchInventory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchInventory.class);

    private final Set<String> connected = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Registration registration;

    /**
     * Starts to follow the operational inventory.
     *
     * @param dataBroker the datastore
     */
    @SuppressWarnings("this-escape")
    public SwitchInventory(final DataBroker dataBroker) {
        registration = dataBroker.registerTreeChangeListener(LogicalDatastoreType.OPERATIONAL,
            DataObjectReference.builder(Nodes.class).child(Node.class).augmentation(FlowCapableNode.class).build(),
            this::onDataTreeChanged);
    }

    /**
     * The switches that are connected now.
     *
     * @return a copy, for example {@code openflow:161}
     */
    public Set<String> connected() {
        return Set.copyOf(connected);
    }

    /**
     * Whether a switch is connected now.
     *
     * @param switchId for example {@code openflow:161}
     * @return true if it is
     */
    public boolean isConnected(final String switchId) {
        return connected.contains(switchId);
    }

    /**
     * Registers a listener. It is told at once of the switches that are connected already, perhaps twice of one.
     *
     * @param listener the listener
     * @return close it to end the registration
     */
    public Registration register(final Listener listener) {
        listeners.add(requireNonNull(listener));
        connected.forEach(listener::onConnected);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        registration.close();
        listeners.clear();
    }

    private void onDataTreeChanged(final List<DataTreeModification<FlowCapableNode>> changes) {
        for (var change : changes) {
            final var type = change.getRootNode().modificationType();
            // statistics, every few seconds
            if (type == ModificationType.SUBTREE_MODIFIED) {
                continue;
            }
            final var switchId = change.path().getFirstKeyOf(Node.class).getId().getValue();
            // an entry that is written over another is a switch that came back before its absence was noticed
            if (connected.remove(switchId)) {
                LOG.info("Switch {} disconnected", switchId);
                listeners.forEach(listener -> listener.onDisconnected(switchId));
            }
            if (type == ModificationType.WRITE) {
                LOG.info("Switch {} connected", switchId);
                connected.add(switchId);
                listeners.forEach(listener -> listener.onConnected(switchId));
            }
        }
    }

    /**
     * Is told when a switch connects or disconnects. Called on the datastore's thread: must not block.
     */
    public interface Listener {
        /**
         * A switch has connected, or again.
         *
         * @param switchId for example {@code openflow:161}
         */
        void onConnected(String switchId);

        /**
         * A switch has disconnected; what it saw meanwhile is not known.
         *
         * @param switchId for example {@code openflow:161}
         */
        void onDisconnected(String switchId);
    }
}
