/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowCookie;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one switch as it is desired: its entry in the configured inventory, and the switch itself. Good for as long as
 * the switch stays connected, or disconnected. Blocks, and belongs to one thread.
 */
final class SwitchKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchKeeper.class);

    private final String switchId;
    private final InventoryWriter writer;
    private final SwitchRpcs rpcs;
    private final Counters counters;

    private DesiredFlows desired = DesiredFlows.NONE;
    /** What the switch, since it connected, said of the meters that are asked for: whether it has them. */
    private final Map<Meter, Boolean> meterAnswers = new HashMap<>();

    SwitchKeeper(final String switchId, final InventoryWriter writer, final SwitchRpcs rpcs,
            final Counters counters) {
        this.switchId = requireNonNull(switchId);
        this.writer = requireNonNull(writer);
        this.rpcs = requireNonNull(rpcs);
        this.counters = requireNonNull(counters);
    }

    /**
     * Makes the switch's entry in the configured inventory what it is to be. The meter is on the switch before a flow
     * that uses it is in the inventory: the forwarding-rules manager's listeners for the two are independent.
     *
     * @param settings how to observe
     * @param services what to observe; those that this switch is not to observe are left out
     * @param bypassed the ports whose packets another switch observes, for example {@code openflow:161:3}
     * @param connected whether the switch is connected
     * @return how many flows of ours it has
     * @throws ExecutionException if reading or writing failed; what was not written is found by the next call
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    int sync(final ObservationSettings settings, final Collection<ServerService> services, final Set<String> bypassed,
            final boolean connected) throws ExecutionException, InterruptedException, TimeoutException {
        final var configured = writer.read(switchId);
        desired = desired(settings, services, bypassed, configured, connected);
        final var changes = Change.between(switchId, configured, desired);
        if (!changes.isEmpty()) {
            writer.write(changes);
            LOG.info("Switch {} has {} observation flows configured, after {} changes", switchId,
                desired.flows().size(), changes.size());
        }
        return desired.flows().size();
    }

    /**
     * Compares the switch itself with what it is to have, and repairs the difference.
     *
     * @return true if there was none
     * @throws ExecutionException if the switch could not be asked, or refused a repair
     * @throws TimeoutException if there was no answer in time
     * @throws InterruptedException if interrupted
     */
    boolean audit() throws ExecutionException, InterruptedException, TimeoutException {
        for (var meter : desired.meters()) {
            ensureMeter(meter, false);
        }
        final var present = new HashSet<FlowCookie>();
        final var wanted = new HashSet<FlowCookie>();
        desired.flows().values().forEach(flow -> wanted.add(flow.getCookie()));

        ExecutionException failure = null;
        int repaired = 0;
        for (var flow : rpcs.keptFlows(switchId)) {
            final var cookie = flow.getCookie();
            present.add(cookie);
            if (!wanted.contains(cookie)) {
                try {
                    rpcs.removeFlow(switchId, flow);
                    repaired++;
                    counters.counter("openflow", "flow-stale").increment();
                } catch (ExecutionException e) {
                    failure = e;
                }
            }
        }
        boolean remetered = false;
        for (var flow : desired.flows().values()) {
            if (present.contains(flow.getCookie())) {
                continue;
            }
            // a switch that lost its meter lost the flow that used it
            if (!remetered) {
                meterAnswers.clear();
                for (var meter : desired.meters()) {
                    ensureMeter(meter, false);
                }
                remetered = true;
            }
            try {
                rpcs.addFlow(switchId, flow);
                repaired++;
                counters.counter("openflow", "flow-missing").increment();
            } catch (ExecutionException e) {
                failure = e;
            }
        }
        if (repaired > 0) {
            LOG.info("Switch {} differed from its configuration; {} flows added or removed", switchId, repaired);
        }
        if (failure != null) {
            throw failure;
        }
        return repaired == 0;
    }

    private DesiredFlows desired(final ObservationSettings all, final Collection<ServerService> allServices,
            final Set<String> bypassed, final Optional<FlowCapableNode> configured, final boolean connected)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (!all.covers(switchId)) {
            return DesiredFlows.NONE;
        }
        final var settings = all.at(switchId);
        final var services = allServices.stream().filter(service -> service.isObservedBy(switchId)).toList();
        final var metered = ObservationFlows.of(settings, services, bypassed, true);
        meterAnswers.keySet().retainAll(metered.meters());
        for (var meter : metered.meters()) {
            final var sameNumber = configured.map(node -> node.nonnullMeter().get(meter.key())).orElse(null);
            if (sameNumber != null && !Inventory.isOurs(sameNumber)) {
                LOG.warn("Meter {} of switch {} belongs to another application: it is left alone, and copies to the "
                    + "controller are not limited by Rebound", meter.getMeterId().getValue(), switchId);
                return ObservationFlows.of(settings, services, bypassed, false);
            }
            if (connected && !ensureMeter(meter, sameNumber != null && !sameNumber.equals(meter))) {
                return ObservationFlows.of(settings, services, bypassed, false);
            }
        }
        return metered;
    }

    /**
     * Makes the switch have the meter, if that is not known already.
     *
     * @param meter the meter
     * @param replace whether the switch may have another of that number
     * @return false if the switch refuses it
     */
    private boolean ensureMeter(final Meter meter, final boolean replace)
            throws ExecutionException, InterruptedException, TimeoutException {
        final var known = meterAnswers.get(meter);
        if (known != null) {
            return known;
        }
        // the controller meter has one number for all rates, and no flow that uses it
        final var refusal = rpcs.addMeter(switchId, meter,
            replace || meter.getMeterId().equals(ObservationFlows.CONTROLLER_METER));
        refusal.ifPresent(reason -> {
            counters.counter("openflow", "meter-refused").increment();
            LOG.warn("Switch {} refuses a meter, its copies to the controller are not limited: {}", switchId, reason);
        });
        meterAnswers.put(meter, refusal.isEmpty());
        return refusal.isEmpty();
    }
}
