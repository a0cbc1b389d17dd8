/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.openflowplugin.api.OFConstants;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatisticsInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.statistics.rev130819.flow.and.statistics.map.list.FlowAndStatisticsMapList;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.AddMeter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.AddMeterInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.RemoveMeter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.RemoveMeterInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterRef;
import org.opendaylight.yangtools.yang.common.RpcError;
import org.opendaylight.yangtools.yang.common.RpcResult;

/**
 * Asks and tells a switch directly, beside the configured inventory. Blocks, so it belongs to a thread that may.
 */
final class SwitchRpcs {
    private static final long TIMEOUT_SECONDS = 5;
    /** What the OpenFlow plugin's error says when it passes on an error of the switch. */
    private static final String SWITCH_SAID_NO = "Device reported error";
    /** What it says of OFPMMFC_METER_EXISTS. */
    private static final String METER_EXISTS = "METEREXISTS";

    private final AddMeter addMeter;
    private final RemoveMeter removeMeter;
    private final AddFlow addFlow;
    private final RemoveFlow removeFlow;
    private final GetFlowStatistics getFlowStatistics;

    SwitchRpcs(final RpcService rpcService) {
        addMeter = rpcService.getRpc(AddMeter.class);
        removeMeter = rpcService.getRpc(RemoveMeter.class);
        addFlow = rpcService.getRpc(AddFlow.class);
        removeFlow = rpcService.getRpc(RemoveFlow.class);
        getFlowStatistics = rpcService.getRpc(GetFlowStatistics.class);
    }

    /**
     * Puts a meter on a switch.
     *
     * <p>A meter that is there already is never changed: the OpenFlow plugin sends a change as an addition, which a
     * switch refuses. It can only be replaced, and with it go the flows that use it.
     *
     * @param switchId the switch
     * @param meter the meter
     * @param replace whether to replace one of that number, or to take it for the same
     * @return nothing if the switch has it now, or why it refuses
     * @throws ExecutionException if the switch could not be asked
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    Optional<String> addMeter(final String switchId, final Meter meter, final boolean replace)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var node = Inventory.nodeRef(switchId);
        final var ref = new MeterRef(Inventory.meter(switchId, meter.key()));
        final var input = new AddMeterInputBuilder(meter).setNode(node).setMeterRef(ref).build();
        final var first = await(addMeter.invoke(input));
        if (first.isSuccessful() || !replace && says(first, METER_EXISTS)) {
            return Optional.empty();
        }
        if (!says(first, METER_EXISTS)) {
            return refusal(first);
        }
        requireSuccess(await(removeMeter.invoke(new RemoveMeterInputBuilder(meter)
            .setNode(node).setMeterRef(ref).build())));
        final var second = await(addMeter.invoke(input));
        // the forwarding-rules manager may have been faster
        return second.isSuccessful() || says(second, METER_EXISTS) ? Optional.empty() : refusal(second);
    }

    /**
     * Asks a switch for the flows of ours that it has and that are kept in the inventory.
     *
     * @param switchId the switch
     * @return what it has with our cookies
     * @throws ExecutionException if the switch could not be asked, or refused
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    List<FlowAndStatisticsMapList> keptFlows(final String switchId)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var result = await(getFlowStatistics.invoke(new GetFlowStatisticsInputBuilder()
            .setNode(Inventory.nodeRef(switchId))
            .setTableId(OFConstants.OFPTT_ALL)
            .setOutPort(OFConstants.OFPP_ANY.toUint64())
            .setOutGroup(OFConstants.OFPG_ANY)
            .setMatch(new MatchBuilder().build())
            .setCookie(Cookies.KEPT)
            .setCookieMask(Cookies.KEPT_MASK)
            .build()));
        requireSuccess(result);
        return result.getResult().nonnullFlowAndStatisticsMapList().stream()
            .filter(flow -> Cookies.isKept(flow.getCookie()))
            .toList();
    }

    /**
     * Puts a flow on a switch.
     *
     * @param switchId the switch
     * @param flow a flow that is in the configured inventory
     * @throws ExecutionException if the switch could not be asked, or refused
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    void addFlow(final String switchId, final Flow flow)
            throws ExecutionException, InterruptedException, TimeoutException {
        requireSuccess(await(addFlow.invoke(new AddFlowInputBuilder(flow)
            .setNode(Inventory.nodeRef(switchId))
            .setFlowRef(new FlowRef(Inventory.flow(switchId, flow.requireTableId(), flow.key())))
            .build())));
    }

    /**
     * Removes one flow from a switch.
     *
     * @param switchId the switch
     * @param flow the flow as the switch has it; the cookie is compared too
     * @throws ExecutionException if the switch could not be asked, or refused
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    void removeFlow(final String switchId, final FlowAndStatisticsMapList flow)
            throws ExecutionException, InterruptedException, TimeoutException {
        requireSuccess(await(removeFlow.invoke(new RemoveFlowInputBuilder()
            .setNode(Inventory.nodeRef(switchId))
            .setTableId(flow.getTableId())
            .setPriority(flow.getPriority())
            .setMatch(flow.getMatch())
            .setCookie(flow.getCookie())
            .setCookieMask(Cookies.EXACT_MASK)
            .setStrict(Boolean.TRUE)
            .build())));
    }

    private static <T> RpcResult<T> await(final ListenableFuture<RpcResult<T>> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static Optional<String> refusal(final RpcResult<?> result) throws ExecutionException {
        if (!says(result, SWITCH_SAID_NO)) {
            // it has gone, or is asked too much
            requireSuccess(result);
        }
        return Optional.of(String.valueOf(result.getErrors()));
    }

    private static boolean says(final RpcResult<?> result, final String what) {
        return result.getErrors().stream().map(RpcError::getMessage)
            .anyMatch(message -> message != null && message.contains(what));
    }

    private static void requireSuccess(final RpcResult<?> result) throws ExecutionException {
        if (!result.isSuccessful()) {
            throw new ExecutionException("The switch or the plugin refused: " + result.getErrors(), null);
        }
    }
}
