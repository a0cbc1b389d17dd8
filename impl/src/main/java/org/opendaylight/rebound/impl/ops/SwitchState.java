/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static java.util.Objects.requireNonNull;

/**
 * What is known of a switch, for the operator to see.
 *
 * @param node the switch, for example {@code openflow:161}
 * @param connected whether it is connected to the controller
 * @param flows how many observation flows are configured on it, 0 or more
 */
public record SwitchState(String node, boolean connected, int flows) {
    public SwitchState {
        requireNonNull(node);
        if (flows < 0) {
            throw new IllegalArgumentException("a negative number of flows on " + node);
        }
    }
}
