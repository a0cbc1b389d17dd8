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
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.NetworkTopology;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.TopologyId;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.Topology;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.TopologyKey;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.topology.Link;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.topology.LinkKey;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Follows the links between switches that the OpenFlow plugin finds by LLDP and keeps in the operational topology
 * {@code flow:1}.
 */
final class TopologyWatch implements AutoCloseable {
    private static final TopologyKey FLOW_TOPOLOGY = new TopologyKey(new TopologyId("flow:1"));
    private static final String OPENFLOW = "openflow:";
    private static final int MAX_LINKS = 65536;

    private final ConcurrentMap<LinkKey, TopologyLink> links = new ConcurrentHashMap<>();
    private volatile Set<String> inner = Set.of();
    private final Runnable changed;
    private final Counter ignored;
    private final Registration registration;

    /**
     * Starts to follow.
     *
     * @param dataBroker the datastore
     * @param changed called after a change, on the datastore's thread: must not block
     * @param counters counts the links beyond {@value #MAX_LINKS}, which are not known
     */
    TopologyWatch(final DataBroker dataBroker, final Runnable changed, final Counters counters) {
        this.changed = requireNonNull(changed);
        ignored = counters.counter("openflow", "link-ignored");
        registration = dataBroker.registerTreeChangeListener(LogicalDatastoreType.OPERATIONAL,
            DataObjectReference.builder(NetworkTopology.class)
                .child(Topology.class, FLOW_TOPOLOGY)
                .child(Link.class)
                .build(),
            this::onDataTreeChanged);
    }

    /**
     * Whether a port leads to another switch: one that is at both ends of links. A host may forge an LLDP frame, but
     * cannot receive one at the other end.
     *
     * @param port the port, for example {@code openflow:161:3}
     * @return true if it does
     */
    boolean leadsToSwitch(final String port) {
        return inner.contains(port);
    }

    /**
     * The links that are known now.
     *
     * @return a copy
     */
    Set<TopologyLink> links() {
        return Set.copyOf(links.values());
    }

    @Override
    public void close() {
        registration.close();
    }

    private void onDataTreeChanged(final List<DataTreeModification<Link>> changes) {
        for (var change : changes) {
            final var key = change.path().getFirstKeyOf(Link.class);
            final var link = link(change.getRootNode().dataAfter());
            if (link == null) {
                links.remove(key);
            } else if (links.containsKey(key) || links.size() < MAX_LINKS) {
                links.put(key, link);
            } else {
                ignored.increment();
            }
        }
        final var known = links();
        inner = known.stream().filter(link -> known.contains(link.reverse())).map(TopologyLink::fromPort)
            .collect(Collectors.toUnmodifiableSet());
        changed.run();
    }

    private static @Nullable TopologyLink link(final @Nullable Link link) {
        if (link == null) {
            return null;
        }
        final var source = link.getSource();
        final var destination = link.getDestination();
        if (source == null || destination == null) {
            return null;
        }
        final var fromNode = source.getSourceNode();
        final var fromPort = source.getSourceTp();
        final var toNode = destination.getDestNode();
        final var toPort = destination.getDestTp();
        if (fromNode == null || fromPort == null || toNode == null || toPort == null) {
            return null;
        }
        // links of hosts, of other applications, are no links between switches
        return fromNode.getValue().startsWith(OPENFLOW) && toNode.getValue().startsWith(OPENFLOW)
            ? new TopologyLink(fromNode.getValue(), fromPort.getValue(), toNode.getValue(), toPort.getValue()) : null;
    }
}
