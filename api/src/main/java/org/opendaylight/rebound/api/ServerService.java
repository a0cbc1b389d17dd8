/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * One service that is watched, with everything that its server's entry says of it.
 *
 * @param key its name
 * @param addresses the server's addresses, at least one
 * @param responseTimeout how long an attempt series may stay unanswered
 * @param attempts how many unanswered packets of one series make a failure, 1 or more
 * @param recovery what counts as the server being back
 */
public record ServerService(ServiceKey key, List<IpAddress> addresses, Duration responseTimeout, int attempts,
        RecoveryPolicy recovery) {
    public ServerService {
        requireNonNull(key);
        requireNonNull(recovery);
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("service " + key + " has no address");
        }
        if (!responseTimeout.isPositive()) {
            throw new IllegalArgumentException("response timeout " + responseTimeout + " is not positive");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts + " is less than 1");
        }
    }
}
