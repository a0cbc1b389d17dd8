/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Settings and services to test with.
 */
final class Examples {
    static final ObservationSettings NORMAL = settings(Forwarding.NORMAL, 1000);
    static final ObservationSettings GOTO = settings(Forwarding.GOTO_TABLE, 1000);
    static final ObservationSettings EDGE = new ObservationSettings(0, 200, 1000, Forwarding.NORMAL, 1, 1000, Set.of(),
        true);
    static final ServerService WEB = service("web", Protocol.TCP, 80, 3000, 2, "10.99.0.2", "fd99::2");
    static final ServerService DNS = service("dns", Protocol.UDP, 53, 3000, 2, "10.99.0.3");

    private Examples() {
        // hidden on purpose
    }

    static ObservationSettings settings(final Forwarding forwarding, final long puntRate, final String... switches) {
        return new ObservationSettings(0, 200, 1000, forwarding, 1, puntRate, Set.of(switches), false);
    }

    /** The same service, up to another port. */
    static ServerService range(final ServerService service, final int lastPort) {
        return new ServerService(service.key(), lastPort, service.addresses(), service.switches(),
            service.responseTimeout(), service.attempts(), service.policyUnreachable(), service.recovery(),
            service.maintenance());
    }

    /** The same service, observed by some switches only. */
    static ServerService on(final ServerService service, final String... switches) {
        return new ServerService(service.key(), service.lastPort(), service.addresses(), Set.of(switches),
            service.responseTimeout(), service.attempts(), service.policyUnreachable(), service.recovery(),
            service.maintenance());
    }

    static ServerService service(final String name, final Protocol protocol, final int port, final int timeoutMillis,
            final int attempts, final String... addresses) {
        return new ServerService(new ServiceKey(name, protocol, port),
            Arrays.stream(addresses).map(IpAddress::parse).toList(), Duration.ofMillis(timeoutMillis), attempts,
            new RecoveryPolicy(Set.of(), false, Duration.ZERO, Duration.ZERO));
    }
}
