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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One service that is watched, with everything that its server's entry says of it.
 *
 * @param key its name; it has the first of its ports
 * @param lastPort the last of its ports, the first or larger
 * @param addresses the server's addresses, at least one
 * @param switches the switches that observe it, for example {@code openflow:161}; empty for every one
 * @param responseTimeout how long an attempt series may stay unanswered
 * @param attempts how many unanswered packets of one series make a failure, 1 or more
 * @param policyUnreachable whether an ICMP message that a filter forbids it counts as a failure
 * @param recovery what counts as the server being back
 * @param maintenance when nobody is to be told that it is back
 */
public record ServerService(ServiceKey key, int lastPort, List<IpAddress> addresses, Set<String> switches,
        Duration responseTimeout, int attempts, boolean policyUnreachable, RecoveryPolicy recovery,
        List<MaintenanceWindow> maintenance) {
    public ServerService {
        requireNonNull(key);
        requireNonNull(recovery);
        addresses = List.copyOf(addresses);
        switches = Set.copyOf(switches);
        maintenance = List.copyOf(maintenance);
        if (lastPort < key.port() || lastPort > 65535) {
            throw new IllegalArgumentException("last port " + lastPort + " is not " + key.port() + " to 65535");
        }
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

    /**
     * A service on one port that every switch observes, and to which no filter's message matters.
     *
     * @param key its name
     * @param addresses the server's addresses, at least one
     * @param responseTimeout how long an attempt series may stay unanswered
     * @param attempts how many unanswered packets of one series make a failure, 1 or more
     * @param recovery what counts as the server being back
     */
    public ServerService(final ServiceKey key, final List<IpAddress> addresses, final Duration responseTimeout,
            final int attempts, final RecoveryPolicy recovery) {
        this(key, key.port(), addresses, Set.of(), responseTimeout, attempts, false, recovery, List.of());
    }

    /**
     * The maintenance window that a time is in.
     *
     * @param time the time
     * @param dropsNotices what becomes of notices in it
     * @return the first such window, or empty if there is none
     */
    public Optional<MaintenanceWindow> maintenanceAt(final Instant time, final boolean dropsNotices) {
        return maintenance.stream()
            .filter(window -> window.dropsNotices() == dropsNotices && window.covers(time))
            .findFirst();
    }

    /**
     * Whether a switch is to observe it.
     *
     * @param switchId the switch
     * @return true if it is listed, or none is
     */
    public boolean isObservedBy(final String switchId) {
        return switches.isEmpty() || switches.contains(switchId);
    }
}
