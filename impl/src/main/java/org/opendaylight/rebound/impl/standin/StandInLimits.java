/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.time.Duration;

/**
 * How much of the stand-in one may take.
 *
 * @param connections how many connections there may be, of all clients and services together
 * @param lineOctets how long a request's first line may be
 * @param headerOctets how long its header may be
 * @param bodyOctets how long its body may be
 * @param request how long a request may take to come, and an answer to be taken
 * @param idle how long a connection may wait for its next request
 * @param heartbeat how often a page that waits hears that it is not forgotten
 * @param saving how long an answer may take to be registered
 * @param linger how long a client may take to close after the stand-in did
 */
record StandInLimits(int connections, int lineOctets, int headerOctets, int bodyOctets, Duration request, Duration idle,
        Duration heartbeat, Duration saving, Duration linger) {
    static final StandInLimits USUAL = new StandInLimits(20_000, 16_384, 16_384, 8_192, Duration.ofSeconds(10),
        Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(8), Duration.ofSeconds(2));
}
