/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.MeterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowCookie;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterId;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.codec.binfmt.NormalizedNodeStreamVersion;

class ChangeTest extends AbstractConcurrentDataBrokerTest {
    private static final String SWITCH = "openflow:161";

    private InventoryWriter writer;

    @BeforeEach
    void beforeEach() throws Exception {
        setup();
        writer = new InventoryWriter(getDataBroker());
    }

    @Test
    void whatWasWrittenNeedsNoFurtherChange() throws Exception {
        for (var settings : List.of(Examples.NORMAL, Examples.GOTO)) {
            final var desired = ObservationFlows.of(settings, List.of(Examples.WEB, Examples.DNS), Set.of(), true);
            writer.write(Change.between(SWITCH, writer.read(SWITCH), desired));
            assertEquals(desired.flows(), Inventory.ourFlows(writer.read(SWITCH).orElseThrow()));
            assertEquals(List.of(), Change.between(SWITCH, writer.read(SWITCH), desired));
        }
    }

    @Test
    void deletedServiceLosesExactlyItsFlows() throws Exception {
        sync(Examples.WEB, Examples.DNS);
        final var changes = Change.between(SWITCH, writer.read(SWITCH),
            ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), Set.of(), true));
        assertEquals(4, changes.size());
        for (var change : changes) {
            final var id = assertInstanceOf(Change.DeleteFlow.class, change).flow().getId().getValue();
            assertTrue(id.startsWith("rebound-udp-10.99.0.3-53-") || id.startsWith("rebound-arp-10.99.0.3-"), id);
        }
    }

    @Test
    void meterComesBeforeItsFlowsAndGoesAfterThem() throws Exception {
        final var added = sync(Examples.WEB);
        assertInstanceOf(Change.PutMeter.class, added.getFirst());
        final var removed = sync();
        assertInstanceOf(Change.DeleteMeter.class, removed.getLast());
        assertTrue(Inventory.ourFlows(writer.read(SWITCH).orElseThrow()).isEmpty());
        assertTrue(writer.read(SWITCH).orElseThrow().nonnullMeter().isEmpty());
    }

    @Test
    void whatIsNotOursStays() throws Exception {
        final var foreign = new FlowBuilder().withKey(new FlowKey(new FlowId("rebound-impostor")))
            .setTableId(Uint8.ZERO).setCookie(new FlowCookie(Uint64.TEN)).build();
        final var meter = new MeterBuilder().setMeterId(new MeterId(Uint32.ONE)).setMeterName("theirs").build();
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.mergeParentStructurePut(LogicalDatastoreType.CONFIGURATION,
            Inventory.flow(SWITCH, Uint8.ZERO, foreign.key()), foreign);
        tx.mergeParentStructurePut(LogicalDatastoreType.CONFIGURATION, Inventory.meter(SWITCH, meter.key()), meter);
        tx.commit().get();

        sync(Examples.WEB);
        sync();
        final var node = writer.read(SWITCH).orElseThrow();
        assertTrue(node.nonnullTable().values().iterator().next().nonnullFlow().containsKey(foreign.key()));
        assertTrue(node.nonnullMeter().containsKey(meter.key()));
    }

    @Test
    void flowThatSomebodyChangedIsWrittenAgain() throws Exception {
        sync(Examples.WEB);
        final var flow = Inventory.ourFlows(writer.read(SWITCH).orElseThrow()).values().iterator().next();
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.CONFIGURATION, Inventory.flow(SWITCH, flow.getTableId(), flow.key()),
            new FlowBuilder(flow).setInstructions(null).build());
        tx.commit().get();
        final var changes = sync(Examples.WEB);
        assertEquals(1, changes.size());
        assertEquals(flow.key(), assertInstanceOf(Change.PutFlow.class, changes.getFirst()).flow().key());
    }

    @Test
    void transactionsStayUnder100KiB() throws Exception {
        // the longest text an address has
        final var services = IntStream.range(0, 100).mapToObj(i -> Examples.service("s", Protocol.TCP, 65000 + i, 3000,
            2, "2001:db8:1111:2222:3333:4444:5555:6666")).toArray(ServerService[]::new);
        final var changes = Change.between(SWITCH, Optional.empty(),
            ObservationFlows.of(Examples.NORMAL, List.of(services), Set.of(), true));
        writer.write(changes.subList(0, InventoryWriter.CHUNK));

        // as the journal writes it
        final var size = new ByteArrayOutputStream();
        try (var out = NormalizedNodeStreamVersion.current().newDataOutput(new DataOutputStream(size));
             var tx = getDomBroker().newReadOnlyTransaction()) {
            out.writeNormalizedNode(tx.read(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of()).get()
                .orElseThrow());
        }
        assertTrue(size.size() > 10 * 1024 && size.size() < 100 * 1024, () -> size.size() + " bytes");
    }

    private List<Change> sync(final ServerService... services) throws Exception {
        final var changes = new ArrayList<>(Change.between(SWITCH, writer.read(SWITCH),
            ObservationFlows.of(Examples.NORMAL, List.of(services), Set.of(), true)));
        writer.write(changes);
        return changes;
    }
}
