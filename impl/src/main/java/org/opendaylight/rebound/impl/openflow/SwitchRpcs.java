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
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.UpdateMeter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.UpdateMeterInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.meter.update.OriginalMeterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.service.rev130918.meter.update.UpdatedMeterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterRef;
import org.opendaylight.yangtools.yang.common.RpcResult;

/**
 * Asks and tells a switch directly, beside the configured inventory. Blocks, so it belongs to a thread that may.
 */
final class SwitchRpcs {
    private static final long TIMEOUT_SECONDS = 5;

    private final AddMeter addMeter;
    private final UpdateMeter updateMeter;
    private final AddFlow addFlow;
    private final RemoveFlow removeFlow;
    private final GetFlowStatistics getFlowStatistics;

    SwitchRpcs(final RpcService rpcService) {
        addMeter = rpcService.getRpc(AddMeter.class);
        updateMeter = rpcService.getRpc(UpdateMeter.class);
        addFlow = rpcService.getRpc(AddFlow.class);
        removeFlow = rpcService.getRpc(RemoveFlow.class);
        getFlowStatistics = rpcService.getRpc(GetFlowStatistics.class);
    }

    /**
     * Makes a switch have a meter with this rate, whether it has one of that number or not.
     *
     * @param switchId the switch
     * @param meter the meter
     * @return nothing if the switch has it now, or why it refuses
     * @throws ExecutionException if the switch could not be asked
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    Optional<String> ensureMeter(final String switchId, final Meter meter)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var node = Inventory.nodeRef(switchId);
        final var ref = new MeterRef(Inventory.meter(switchId, meter.key()));
        // adding a meter that exists is refused, and so is changing one that does not
        final var add = await(addMeter.invoke(new AddMeterInputBuilder(meter).setNode(node).setMeterRef(ref).build()));
        if (add.isSuccessful()) {
            return Optional.empty();
        }
        final var update = await(updateMeter.invoke(new UpdateMeterInputBuilder()
            .setNode(node)
            .setMeterRef(ref)
            .setOriginalMeter(new OriginalMeterBuilder(meter).build())
            .setUpdatedMeter(new UpdatedMeterBuilder(meter).build())
            .build()));
        return update.isSuccessful() ? Optional.empty() : Optional.of(String.valueOf(add.getErrors()));
    }

    /**
     * Asks a switch for the observation flows that it has.
     *
     * @param switchId the switch
     * @return what it has with our cookie
     * @throws ExecutionException if the switch could not be asked, or refused
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    List<FlowAndStatisticsMapList> observationFlows(final String switchId)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var result = await(getFlowStatistics.invoke(new GetFlowStatisticsInputBuilder()
            .setNode(Inventory.nodeRef(switchId))
            .setTableId(OFConstants.OFPTT_ALL)
            .setOutPort(OFConstants.OFPP_ANY.toUint64())
            .setOutGroup(OFConstants.OFPG_ANY)
            .setMatch(new MatchBuilder().build())
            .setCookie(Cookies.OBSERVATION)
            .setCookieMask(Cookies.KIND_MASK)
            .build()));
        requireSuccess(result);
        return result.getResult().nonnullFlowAndStatisticsMapList().stream()
            .filter(flow -> Cookies.isObservation(flow.getCookie()))
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

    private static void requireSuccess(final RpcResult<?> result) throws ExecutionException {
        if (!result.isSuccessful()) {
            throw new ExecutionException("The switch refused: " + result.getErrors(), null);
        }
    }
}
