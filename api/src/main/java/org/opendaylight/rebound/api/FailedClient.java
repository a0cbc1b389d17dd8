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
import org.eclipse.jdt.annotation.Nullable;

/**
 * One client that could not reach one service.
 *
 * @param service the service
 * @param client the client's address
 * @param firstFailure when it failed first in this outage
 * @param lastFailure when it failed last
 * @param failures how many of its attempt series failed, 1 or more
 * @param evidence what showed it, at least one
 * @param answer what it answered on the inquiry page, or null
 */
public record FailedClient(ServiceKey service, IpAddress client, Instant firstFailure, Instant lastFailure,
        long failures, Set<Evidence> evidence, @Nullable ClientAnswer answer) {
    public FailedClient {
        requireNonNull(service);
        requireNonNull(client);
        requireNonNull(firstFailure);
        requireNonNull(lastFailure);
        evidence = Set.copyOf(evidence);
    }

    /**
     * Whether nothing but the stand-in has seen it fail, which says nothing of the service by itself.
     *
     * @return true if so
     */
    public boolean cameOnlyToStandIn() {
        return evidence.equals(Set.of(Evidence.STAND_IN));
    }

    /**
     * A client that was not asked, or has not answered.
     *
     * @param service the service
     * @param client the client's address
     * @param firstFailure when it failed first in this outage
     * @param lastFailure when it failed last
     * @param failures how many of its attempt series failed, 1 or more
     * @param evidence what showed it, at least one
     */
    public FailedClient(final ServiceKey service, final IpAddress client, final Instant firstFailure,
            final Instant lastFailure, final long failures, final Set<Evidence> evidence) {
        this(service, client, firstFailure, lastFailure, failures, evidence, null);
    }

    /**
     * The same client, when it has answered.
     *
     * @param newAnswer its answer
     * @return the client with it
     */
    public FailedClient withAnswer(final @Nullable ClientAnswer newAnswer) {
        return new FailedClient(service, client, firstFailure, lastFailure, failures, evidence, newAnswer);
    }
}
