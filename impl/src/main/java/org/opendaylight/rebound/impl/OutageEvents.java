/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.recover.ServiceState;
import org.opendaylight.rebound.impl.recover.ServiceStatus;

/**
 * Finds, in what the judgement says of all services, those that have just become unavailable. One that is unavailable
 * when it is first heard of, after a restart, is no news. For one thread.
 */
final class OutageEvents {
    private final Map<ServiceKey, Boolean> available = new HashMap<>();
    private final Consumer<ServiceStatus> listener;

    OutageEvents(final Consumer<ServiceStatus> listener) {
        this.listener = requireNonNull(listener);
    }

    /** All services as they are judged now. */
    void services(final Collection<ServiceStatus> all) {
        available.keySet().retainAll(all.stream().map(ServiceStatus::service).collect(Collectors.toSet()));
        for (var status : all) {
            final boolean isAvailable = status.state() == ServiceState.AVAILABLE;
            final var before = available.put(status.service(), isAvailable);
            if (before != null && before && !isAvailable) {
                listener.accept(status);
            }
        }
    }
}
