/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * What is known of a service, for those who look.
 *
 * @param service the service
 * @param state its state
 * @param since since when
 * @param outage the number of the current outage, or of the last one when available; 0 for none yet
 * @param lastSignal the last signal, in words, or null
 * @param reason why it is still failed after a signal, or null
 */
@NonNullByDefault
public record ServiceStatus(ServiceKey service, ServiceState state, Instant since, long outage,
        @Nullable String lastSignal, @Nullable String reason) {
    public ServiceStatus {
        requireNonNull(service);
        requireNonNull(state);
        requireNonNull(since);
    }
}
