/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * How well this controller sees what it is to observe, for the operator to see.
 *
 * @param evidenceIncomplete whether copies of packets are being lost, so that silence proves nothing
 * @param reason what was lost last, and where, in words; null for nothing
 * @param copiesLost how many copies the switches made that did not come, 0 or more
 * @param repliesNotObserved the services whose replies are not observed
 */
public record ObserverState(boolean evidenceIncomplete, @Nullable String reason, long copiesLost,
        Set<ServiceKey> repliesNotObserved) {
    public ObserverState {
        repliesNotObserved = Set.copyOf(repliesNotObserved);
        if (copiesLost < 0) {
            throw new IllegalArgumentException("a negative number of lost copies");
        }
    }
}
