/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.recover.ServiceState;
import org.opendaylight.rebound.impl.recover.ServiceStatus;

class OutageEventsTest {
    private final List<String> told = new ArrayList<>();
    private final OutageEvents events = new OutageEvents(
        status -> told.add(status.service().server() + " " + status.outage()));

    private static ServiceStatus status(final String server, final ServiceState state, final int outage) {
        return new ServiceStatus(new ServiceKey(server, Protocol.TCP, 80), state, Instant.EPOCH, outage, null, null);
    }

    @Test
    void anOutageIsToldOnceHoweverItGoesOn() {
        events.services(List.of(status("web", ServiceState.AVAILABLE, 0), status("db", ServiceState.AVAILABLE, 4)));
        events.services(List.of(status("web", ServiceState.FAILED, 1), status("db", ServiceState.AVAILABLE, 4)));
        events.services(List.of(status("web", ServiceState.PARTIAL, 1), status("db", ServiceState.AVAILABLE, 4)));
        events.services(List.of(status("web", ServiceState.RECOVERING, 1), status("db", ServiceState.FAILED, 5)));
        events.services(List.of(status("web", ServiceState.AVAILABLE, 1), status("db", ServiceState.FAILED, 5)));
        events.services(List.of(status("web", ServiceState.RECOVERING, 2), status("db", ServiceState.FAILED, 5)));
        assertEquals(List.of("web 1", "db 5", "web 2"), told);
    }

    @Test
    void whatIsFailedWhenItIsFirstHeardOfIsNoNews() {
        events.services(List.of(status("web", ServiceState.FAILED, 3)));
        events.services(List.of());
        events.services(List.of(status("web", ServiceState.FAILED, 3)));
        assertEquals(List.of(), told);
    }
}
