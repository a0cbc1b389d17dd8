/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.List;
import java.util.Map;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;

/**
 * What one switch is to have of ours.
 *
 * @param flows the flows by their key; a key contains a digest of all that the flow is, so that the same key is the
 *     same flow
 * @param meters the meters that the flows use, which limit what goes to the controller
 */
record DesiredFlows(Map<FlowKey, Flow> flows, List<Meter> meters) {
    /** Nothing: a switch that is not observed on. */
    static final DesiredFlows NONE = new DesiredFlows(Map.of(), List.of());

    DesiredFlows {
        flows = Map.copyOf(flows);
        meters = List.copyOf(meters);
    }
}
