/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNodeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapListBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.AddMeter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.AddMeterOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.LinkId;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.NetworkTopology;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.NodeId;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.TopologyId;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.TpId;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.link.attributes.DestinationBuilder;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.link.attributes.SourceBuilder;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.Topology;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.TopologyKey;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.topology.Link;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.topology.LinkBuilder;
import org.opendaylight.yang.gen.v1.urn.tbd.params.xml.ns.yang.network.topology.rev131021.network.topology.topology.LinkKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

/** Two switches with a link between them; what they are asked for they have as configured. */
class EdgeOnlyTest extends AbstractConcurrentDataBrokerTest {
    private static final String ONE = "openflow:1";
    private static final String TWO = "openflow:2";

    private InventoryWriter writer;
    private SwitchInventory inventory;
    private ObservationFlowManager manager;

    @BeforeEach
    void beforeEach() throws Exception {
        setup();
        writer = new InventoryWriter(getDataBroker());
        inventory = new SwitchInventory(getDataBroker());
        manager = new ObservationFlowManager(getDataBroker(), new PlayedRpcs()
            .with(AddMeter.class,
                input -> RpcResultBuilder.success(new AddMeterOutputBuilder().build()).buildFuture())
            .with(GetFlowStatistics.class, this::flowsAsConfigured), inventory, new CounterRegistry());
        manager.configure(Examples.EDGE, List.of(Examples.WEB));
        manager.start();
        connect(ONE);
        connect(TWO);
        link(ONE, "openflow:1:2", TWO, "openflow:2:1");
        link(TWO, "openflow:2:1", ONE, "openflow:1:2");
        await(Map.of(ONE, Set.of("openflow:1:2"), TWO, Set.of("openflow:2:1")));
    }

    @AfterEach
    void afterEach() {
        manager.close();
        inventory.close();
    }

    @Test
    void portIsObservedAgainWhenTheLinkIsGone() throws Exception {
        delete(link("openflow:2:1"));
        await(Map.of());
    }

    @Test
    void portIsObservedAgainWhenThePeerIsGone() throws Exception {
        delete(Inventory.node(TWO));
        await(Map.of());
        connect(TWO);
        await(Map.of(ONE, Set.of("openflow:1:2"), TWO, Set.of("openflow:2:1")));
    }

    @Test
    void portIsObservedAgainWhenEveryPacketIsWantedEverywhere() {
        manager.configure(Examples.NORMAL, List.of(Examples.WEB));
        await(Map.of());
    }

    private void await(final Map<String, Set<String>> bypassed) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
            assertEquals(bypassed, writer.readAll().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> bypassed(entry.getValue())))
                .entrySet().stream().filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private static Set<String> bypassed(final FlowCapableNode node) {
        return Inventory.ourFlows(node).values().stream()
            .filter(flow -> flow.getMatch().getInPort() != null)
            .map(flow -> flow.getMatch().getInPort().getValue())
            .collect(Collectors.toSet());
    }

    private ListenableFuture<RpcResult<GetFlowStatisticsOutput>> flowsAsConfigured(
            final GetFlowStatisticsInput input) {
        final var switchId = ((DataObjectIdentifier<?>) input.getNode().getValue()).firstKeyOf(Node.class).getId()
            .getValue();
        try {
            final var flows = Inventory.ourFlows(writer.read(switchId).orElseThrow()).values();
            assertTrue(flows.stream().allMatch(flow -> Cookies.isKept(flow.getCookie())));
            return RpcResultBuilder.success(new GetFlowStatisticsOutputBuilder()
                .setFlowAndStatisticsMapList(flows.stream()
                    .map(flow -> new FlowAndStatisticsMapListBuilder().setCookie(flow.getCookie()).build())
                    .toList())
                .build()).buildFuture();
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void connect(final String switchId) throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.mergeParentStructurePut(LogicalDatastoreType.OPERATIONAL, Inventory.flowNode(switchId),
            new FlowCapableNodeBuilder().setManufacturer("a player").build());
        tx.commit().get();
    }

    private void link(final String from, final String fromPort, final String to, final String toPort)
            throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.mergeParentStructurePut(LogicalDatastoreType.OPERATIONAL, link(fromPort), new LinkBuilder()
            .setLinkId(new LinkId(fromPort))
            .setSource(new SourceBuilder().setSourceNode(new NodeId(from)).setSourceTp(new TpId(fromPort)).build())
            .setDestination(new DestinationBuilder().setDestNode(new NodeId(to)).setDestTp(new TpId(toPort)).build())
            .build());
        tx.commit().get();
    }

    private static DataObjectIdentifier<Link> link(final String fromPort) {
        return DataObjectIdentifier.builder(NetworkTopology.class)
            .child(Topology.class, new TopologyKey(new TopologyId("flow:1")))
            .child(Link.class, new LinkKey(new LinkId(fromPort)))
            .build();
    }

    private void delete(final DataObjectIdentifier<?> path) throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.delete(LogicalDatastoreType.OPERATIONAL, path);
        tx.commit().get();
    }
}
