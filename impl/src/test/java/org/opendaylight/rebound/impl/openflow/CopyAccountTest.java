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
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter32;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter64;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetMeterStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetMeterStatisticsInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetMeterStatisticsOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetMeterStatisticsOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNodeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.GetAggregateFlowStatisticsFromFlowTableForGivenMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.GetAggregateFlowStatisticsFromFlowTableForGivenMatchInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.GetAggregateFlowStatisticsFromFlowTableForGivenMatchOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.GetAggregateFlowStatisticsFromFlowTableForGivenMatchOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.get.aggregate.flow.statistics.from.flow.table._for.given.match.output.AggregatedFlowStatisticsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.BandId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.meter.statistics.MeterBandStatsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.meter.statistics.meter.band.stats.BandStatBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.meter.statistics.reply.MeterStatsBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

class CopyAccountTest extends AbstractConcurrentDataBrokerTest {
    private static final String ONE = "openflow:1";
    private static final String TWO = "openflow:2";
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Long> copied = new HashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private final Set<String> meterless = new HashSet<>();
    private final Set<String> silent = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private final Set<String> notOurs = new HashSet<>();
    private final CounterRegistry counters = new CounterRegistry();
    private long now = Long.MAX_VALUE - 5 * SECOND;
    private long accountedUntil;
    private boolean wanted = true;
    private int asked;
    private int flowsAsked;
    private int table = 200;
    private SwitchInventory inventory;
    private CopyAccount account;

    @BeforeEach
    void beforeEach() throws Exception {
        setup();
        inventory = new SwitchInventory(getDataBroker());
        account = new CopyAccount(new PlayedRpcs()
            .with(GetAggregateFlowStatisticsFromFlowTableForGivenMatch.class, this::count)
            .with(GetMeterStatistics.class, this::meter), inventory, switchId -> !notOurs.contains(switchId),
            () -> wanted, counters, new CopyAccount.Listener() {
                @Override
                public void lost(final String switchId, final long copies) {
                    told.add(switchId + " lost " + copies);
                }

                @Override
                public void silent(final String switchId) {
                    told.add(switchId + " silent");
                }

                @Override
                public void accounted(final long untilNanos) {
                    assertTrue(accountedUntil == 0 || untilNanos - accountedUntil > 0);
                    accountedUntil = untilNanos;
                }
            }, () -> now, MoreExecutors.directExecutor(), () -> { });
        account.configure(Examples.NORMAL, List.of(Examples.WEB));
        connect(ONE);
    }

    @AfterEach
    void afterEach() {
        account.close();
        inventory.close();
    }

    @Test
    void nothingLostIsToldAndTimeGoesOn() {
        copied.put(ONE, 500L);
        seconds(8);
        for (int i = 0; i < 10; i++) {
            copy(ONE, 3);
            receive(ONE, 3);
            seconds(1);
        }
        assertEquals(List.of(), told);
        assertEquals(0, account.copiesLost());
        assertTrue(now - accountedUntil <= 4 * SECOND, () -> (now - accountedUntil) + " ns behind");
    }

    @Test
    void copiesThatDidNotComeAreToldWithinSeconds() {
        seconds(8);
        copy(ONE, 5);
        receive(ONE, 3);
        seconds(4);
        assertEquals(List.of("openflow:1 lost 2"), told);
        assertEquals(2, account.copiesLost());
        assertEquals(2, counters.counter("openflow", "copies-lost").value());
        seconds(10);
        assertEquals(1, told.size());
    }

    @Test
    void copiesThatComeAfterTheCountAreNotLost() {
        seconds(8);
        copy(ONE, 5);
        seconds(1);
        receive(ONE, 5);
        seconds(5);
        assertEquals(List.of(), told);
    }

    @Test
    void whatTheMeterDropsIsToldAtOnceAndOnce() {
        dropped.put(ONE, 100L);
        seconds(8);
        copy(ONE, 5);
        receive(ONE, 3);
        dropped.put(ONE, 102L);
        seconds(1);
        assertEquals(List.of("openflow:1 lost 2"), told);
        seconds(10);
        assertEquals(1, told.size());
    }

    @Test
    void flowsAreAskedWhereThereIsNoMeter() {
        meterless.add(ONE);
        copied.put(ONE, 7L);
        seconds(8);
        copy(ONE, 5);
        receive(ONE, 3);
        seconds(4);
        assertEquals(List.of("openflow:1 lost 2"), told);
        assertTrue(flowsAsked > 0);
        assertTrue(now - accountedUntil <= 4 * SECOND);
    }

    @Test
    void flowsOfUdpProveNothing() {
        meterless.add(ONE);
        account.configure(Examples.NORMAL, List.of(Examples.WEB, Examples.DNS));
        seconds(8);
        copy(ONE, 500);
        seconds(8);
        assertEquals(List.of(), told);
        assertEquals(0, flowsAsked);
        assertEquals(1, counters.counter("openflow", "switch-not-accountable").value());
        assertTrue(now - accountedUntil <= 2 * SECOND);
    }

    @Test
    void gotoTableAsksTheFlowsAndTheMeterOfAllPacketIns() {
        account.configure(Examples.GOTO, List.of(Examples.WEB));
        table = 0;
        seconds(8);
        copy(ONE, 5);
        receive(ONE, 3);
        seconds(4);
        dropped.put(ONE, 3L);
        seconds(1);
        assertEquals(List.of("openflow:1 lost 2", "openflow:1 lost 1"), told);
    }

    @Test
    void silentSwitchHoldsBackForFiveSecondsOnly() throws Exception {
        connect(TWO);
        seconds(8);
        silent.add(TWO);
        seconds(4);
        final long held = now - accountedUntil;
        assertTrue(held >= 5 * SECOND && held <= 8 * SECOND, () -> held + " ns behind");
        seconds(4);
        assertTrue(now - accountedUntil <= 4 * SECOND);
        assertEquals(1, counters.counter("openflow", "switch-not-accountable").value());
        silent.remove(TWO);
        seconds(8);
        copy(TWO, 1);
        seconds(4);
        assertEquals(List.of("openflow:2 silent", "openflow:2 lost 1"), told.stream().distinct().toList());
        assertEquals(1, counters.counter("openflow", "switch-not-accountable").value());
    }

    @Test
    void switchThatReconnectedBeginsAnew() throws Exception {
        seconds(8);
        disconnect(ONE);
        copy(ONE, 50);
        connect(ONE);
        seconds(8);
        assertEquals(List.of(), told);
        copy(ONE, 1);
        seconds(4);
        assertEquals(List.of("openflow:1 lost 1"), told);
    }

    @Test
    void switchOfAnotherControllerIsNotAsked() {
        notOurs.add(ONE);
        seconds(8);
        assertEquals(0, asked);
        assertTrue(now - accountedUntil <= 2 * SECOND);
    }

    @Test
    void changedConfigurationIsNoLoss() {
        seconds(8);
        copy(ONE, 5);
        account.configure(Examples.NORMAL, List.of(Examples.WEB, Examples.DNS));
        copy(ONE, 5);
        seconds(8);
        assertEquals(List.of(), told);
    }

    @Test
    void switchesAreAskedSeldomWhileNobodyWaits() {
        seconds(8);
        wanted = false;
        asked = 0;
        seconds(30);
        assertEquals(3, asked);
        wanted = true;
        seconds(2);
        assertEquals(5, asked);
    }

    private void seconds(final int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            account.tick();
        }
    }

    private void copy(final String switchId, final long copies) {
        copied.merge(switchId, copies, Long::sum);
    }

    private void receive(final String switchId, final int copies) {
        for (int i = 0; i < copies; i++) {
            account.received(switchId);
        }
    }

    private ListenableFuture<RpcResult<GetAggregateFlowStatisticsFromFlowTableForGivenMatchOutput>> count(
            final GetAggregateFlowStatisticsFromFlowTableForGivenMatchInput input) {
        final var switchId = switchId(input.getNode());
        if (silent.contains(switchId)) {
            return SettableFuture.create();
        }
        flowsAsked++;
        assertEquals(table, input.getTableId().intValue());
        return RpcResultBuilder.success(new GetAggregateFlowStatisticsFromFlowTableForGivenMatchOutputBuilder()
            .setAggregatedFlowStatistics(List.of(new AggregatedFlowStatisticsBuilder()
                .setFlowCount(new Counter32(Uint32.ONE))
                .setPacketCount(new Counter64(Uint64.valueOf(copied.getOrDefault(switchId, 0L))))
                .build()))
            .build()).buildFuture();
    }

    private ListenableFuture<RpcResult<GetMeterStatisticsOutput>> meter(final GetMeterStatisticsInput input) {
        final var switchId = switchId(input.getNode());
        if (silent.contains(switchId)) {
            return SettableFuture.create();
        }
        asked++;
        if (meterless.contains(switchId)) {
            return RpcResultBuilder.<GetMeterStatisticsOutput>failed()
                .withError(ErrorType.APPLICATION, "no such meter").buildFuture();
        }
        return RpcResultBuilder.success(new GetMeterStatisticsOutputBuilder()
            .setMeterStats(BindingMap.of(new MeterStatsBuilder()
                .setMeterId(input.getMeterId())
                .setPacketInCount(new Counter64(Uint64.valueOf(copied.getOrDefault(switchId, 0L))))
                .setMeterBandStats(new MeterBandStatsBuilder()
                    .setBandStat(BindingMap.of(new BandStatBuilder()
                        .setBandId(new BandId(Uint32.ZERO))
                        .setPacketBandCount(new Counter64(Uint64.valueOf(dropped.getOrDefault(switchId, 0L))))
                        .build()))
                    .build())
                .build()))
            .build()).buildFuture();
    }

    private static String switchId(final NodeRef node) {
        return ((DataObjectIdentifier<?>) node.getValue()).firstKeyOf(Node.class).getId().getValue();
    }

    private void connect(final String switchId) throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.mergeParentStructurePut(LogicalDatastoreType.OPERATIONAL, Inventory.flowNode(switchId),
            new FlowCapableNodeBuilder().setManufacturer("a player").build());
        tx.commit().get();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> inventory.isConnected(switchId));
    }

    private void disconnect(final String switchId) throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        tx.delete(LogicalDatastoreType.OPERATIONAL, Inventory.node(switchId));
        tx.commit().get();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !inventory.isConnected(switchId));
    }
}
