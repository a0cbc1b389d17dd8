/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long notices are kept that are not pending any more.
 *
 * @param sent how long one that was sent, from then on
 * @param failed how long one that was not, from when it was made
 */
public record RetentionPolicy(Duration sent, Duration failed) {
    public RetentionPolicy {
        requireNonNull(sent);
        requireNonNull(failed);
    }

    /**
     * How long an entry is kept.
     *
     * @param isSent whether it was sent; else it could not be
     * @return for how long
     */
    Duration of(final boolean isSent) {
        return isSent ? sent : failed;
    }
}
