/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import java.time.Duration;
import java.util.Set;

/**
 * What counts as a server being back.
 *
 * @param signals the signals that count; {@link SignalKind#DECLARED} always does
 * @param trapSources the addresses that the server's traps come from
 * @param trapOids the notifications that mean "I am back", in dotted decimal
 * @param confirm whether a trap counts only once the service answers
 * @param confirmTimeout how long the service may take to answer
 * @param holdDown how long it must stay back before anybody is told; zero for none
 */
public record RecoveryPolicy(Set<SignalKind> signals, Set<IpAddress> trapSources, Set<String> trapOids,
        boolean confirm, Duration confirmTimeout, Duration holdDown) {
    public RecoveryPolicy {
        signals = Set.copyOf(signals);
        trapSources = Set.copyOf(trapSources);
        trapOids = Set.copyOf(trapOids);
    }
}
