/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.openflowplugin.api.OFConstants;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetMeterStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetMeterStatisticsInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.GetAggregateFlowStatisticsFromFlowTableForGivenMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.GetAggregateFlowStatisticsFromFlowTableForGivenMatchInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterId;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Asks a switch how many copies it made, and how many of them its meter dropped. Does not block.
 *
 * <p>A meter is asked where there is one of our own. It counts what it meters, when it does. A flow's count is less
 * good: Open vSwitch counts in the datapath, and adds to the flow half a second later; when a mute has ended meanwhile,
 * the packets that were muted are added to the flow that copies.
 */
final class CopyCounts {
    /** What a switch says of a counter that it does not have (OpenFlow 1.3.5 section 5.8). */
    private static final long NOT_COUNTED = -1;

    private final GetAggregateFlowStatisticsFromFlowTableForGivenMatch aggregate;
    private final GetMeterStatistics meterStatistics;

    CopyCounts(final RpcService rpcService) {
        aggregate = rpcService.getRpc(GetAggregateFlowStatisticsFromFlowTableForGivenMatch.class);
        meterStatistics = rpcService.getRpc(GetMeterStatistics.class);
    }

    /**
     * What the flows that copy have counted.
     *
     * @param flows how many flows there are
     * @param packets how many packets they all have matched
     */
    record Count(long flows, long packets) {
    }

    /**
     * Asks for what the flows that copy have counted; one small message each way, however many flows there are.
     *
     * @param switchId the switch
     * @param settings how is observed
     * @return the count; fails if the switch cannot say
     */
    ListenableFuture<Count> askFlows(final String switchId, final ObservationSettings settings) {
        return Futures.transformAsync(aggregate.invoke(
            new GetAggregateFlowStatisticsFromFlowTableForGivenMatchInputBuilder()
                .setNode(Inventory.nodeRef(switchId))
                .setTableId(Uint8.valueOf(switch (settings.forwarding()) {
                    // every copy passes its single flow, and then the meter
                    case NORMAL -> settings.puntTable();
                    case GOTO_TABLE -> settings.table();
                }))
                .setOutPort(OFConstants.OFPP_ANY.toUint64())
                .setOutGroup(OFConstants.OFPG_ANY)
                .setMatch(new MatchBuilder().build())
                .setCookie(Cookies.OBSERVATION)
                .setCookieMask(Cookies.OBSERVATION_MASK)
                .build()),
            result -> {
                long flows = 0;
                long packets = 0;
                for (var part : requireResult(result).nonnullAggregatedFlowStatistics()) {
                    flows += part.requireFlowCount().getValue().toJava();
                    packets += part.requirePacketCount().getValue().longValue();
                }
                return Futures.immediateFuture(new Count(flows, packets));
            }, MoreExecutors.directExecutor());
    }

    /**
     * What a meter has counted.
     *
     * @param packets how many packets it was given; empty if the switch does not count them
     * @param dropped how many of them it dropped
     */
    record MeterCount(OptionalLong packets, long dropped) {
    }

    /**
     * Asks for what a meter has counted.
     *
     * @param switchId the switch
     * @param meter the meter
     * @return the count; fails if the switch has no such meter or does not say
     */
    ListenableFuture<MeterCount> askMeter(final String switchId, final MeterId meter) {
        return Futures.transformAsync(meterStatistics.invoke(new GetMeterStatisticsInputBuilder()
                .setNode(Inventory.nodeRef(switchId))
                .setMeterId(meter)
                .setStoreStats(Boolean.FALSE)
                .build()),
            result -> {
                for (var stats : requireResult(result).nonnullMeterStats().values()) {
                    final var bands = stats.getMeterBandStats();
                    final var packetsIn = stats.getPacketInCount();
                    if (meter.equals(stats.getMeterId()) && bands != null) {
                        final long dropped = bands.nonnullBandStat().values().stream()
                            .mapToLong(band -> band.requirePacketBandCount().getValue().longValue())
                            .sum();
                        return Futures.immediateFuture(new MeterCount(packetsIn == null
                            || packetsIn.getValue().longValue() == NOT_COUNTED ? OptionalLong.empty()
                                : OptionalLong.of(packetsIn.getValue().longValue()), dropped));
                    }
                }
                throw new ExecutionException("The switch says nothing of meter " + meter.getValue(), null);
            }, MoreExecutors.directExecutor());
    }

    private static <T> T requireResult(final RpcResult<T> result) throws ExecutionException {
        final var value = result.getResult();
        if (!result.isSuccessful() || value == null) {
            throw new ExecutionException("The switch or the plugin refused: " + result.getErrors(), null);
        }
        return value;
    }
}
