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
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What counts as a service being back.
 *
 * @param signals the signals that count; {@link SignalKind#DECLARED} always does
 * @param confirm whether a trap counts only once the service answers
 * @param confirmTimeout how long the service may take to answer
 * @param holdDown how long it must stay back before anybody is told; zero for none
 * @param probeInterval how long to wait between two probes of a failed service
 * @param probePath what to GET by HTTP from a service that is asked whether it answers; null to connect only
 * @param probeSources from which addresses it is asked through a switch, at most one of each IP version; empty to ask
 *     from the controller
 */
public record RecoveryPolicy(Set<SignalKind> signals, boolean confirm, Duration confirmTimeout, Duration holdDown,
        Duration probeInterval, @Nullable String probePath, Set<IpAddress> probeSources) {
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);

    public RecoveryPolicy {
        requireNonNull(probeInterval);
        signals = Set.copyOf(signals);
        probeSources = Set.copyOf(probeSources);
    }

    /**
     * A policy for a service that is asked by a connection from the controller, and every 10 s if it is probed.
     *
     * @param signals the signals that count; {@link SignalKind#DECLARED} always does
     * @param confirm whether a trap counts only once the service answers
     * @param confirmTimeout how long the service may take to answer
     * @param holdDown how long it must stay back before anybody is told; zero for none
     */
    public RecoveryPolicy(final Set<SignalKind> signals, final boolean confirm, final Duration confirmTimeout,
            final Duration holdDown) {
        this(signals, confirm, confirmTimeout, holdDown, USUAL_INTERVAL, null, Set.of());
    }
}
