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
import java.util.Set;

/**
 * One client that could not reach one service.
 *
 * @param service the service
 * @param client the client's address
 * @param firstFailure when it failed first in this outage
 * @param lastFailure when it failed last
 * @param failures how many of its attempt series failed, 1 or more
 * @param evidence what showed it, at least one
 */
public record FailedClient(ServiceKey service, IpAddress client, Instant firstFailure, Instant lastFailure,
        long failures, Set<Evidence> evidence) {
    public FailedClient {
        requireNonNull(service);
        requireNonNull(client);
        requireNonNull(firstFailure);
        requireNonNull(lastFailure);
        evidence = Set.copyOf(evidence);
    }
}
