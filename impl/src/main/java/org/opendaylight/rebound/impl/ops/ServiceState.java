/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * What is known of a service, for the operator to see.
 *
 * @param service the service
 * @param condition its condition
 * @param since since when
 * @param outage the number of the current outage, or of the last one when available; 0 for none yet
 * @param failedClients how many clients are in the table for this service
 * @param lastSignal the last recovery signal, in words; null for none
 * @param reason why the service is still failed after a signal; null for no reason to give
 */
public record ServiceState(ServiceKey service, Condition condition, Instant since, long outage, long failedClients,
        @Nullable String lastSignal, @Nullable String reason) {
    public ServiceState {
        requireNonNull(service);
        requireNonNull(condition);
        requireNonNull(since);
        if (outage < 0 || failedClients < 0) {
            throw new IllegalArgumentException("a negative number in the state of " + service);
        }
    }

    /** A service's condition. */
    public enum Condition {
        /** No client is known to have failed. */
        AVAILABLE,
        /** Clients failed, and no recovery has been seen. */
        FAILED,
        /** Clients failed while others were answered. */
        PARTIAL,
        /** A signal was received; it is being confirmed, or held down. */
        RECOVERING
    }
}
