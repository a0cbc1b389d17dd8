/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.time.Duration;

/**
 * How a notice that the next system does not take is tried again.
 *
 * @param initial the wait before the first new try; it doubles with each try
 * @param maximum the longest wait between two tries
 * @param giveUpAfter how long after its creation a notice is kept as failed instead
 */
public record RetryPolicy(Duration initial, Duration maximum, Duration giveUpAfter) {
    public RetryPolicy {
        if (!initial.isPositive() || !maximum.isPositive() || !giveUpAfter.isPositive()) {
            throw new IllegalArgumentException("a time is not positive: " + initial + ", " + maximum + ", "
                + giveUpAfter);
        }
    }
}
