/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

/**
 * One direction of a link between two switches.
 *
 * @param fromSwitch the switch that sends, for example {@code openflow:161}
 * @param fromPort the port it sends by, for example {@code openflow:161:3}
 * @param toSwitch the switch that receives
 * @param toPort the port it receives by
 */
record TopologyLink(String fromSwitch, String fromPort, String toSwitch, String toPort) {
    TopologyLink {
        requireNonNull(fromSwitch);
        requireNonNull(fromPort);
        requireNonNull(toSwitch);
        requireNonNull(toPort);
    }

    /** {@return the other direction} */
    TopologyLink reverse() {
        return new TopologyLink(toSwitch, toPort, fromSwitch, fromPort);
    }
}
