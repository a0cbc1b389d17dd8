/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A service is back: the judgement, made once an outage.
 *
 * @param service the service
 * @param outage the number of the outage that is over; it only grows
 * @param failedSince when the first client failed
 * @param recovered when the service was judged to be back
 * @param signal what said so
 */
public record Recovery(ServiceKey service, long outage, Instant failedSince, Instant recovered, SignalKind signal) {
    public Recovery {
        requireNonNull(service);
        requireNonNull(failedSince);
        requireNonNull(recovered);
        requireNonNull(signal);
    }
}
