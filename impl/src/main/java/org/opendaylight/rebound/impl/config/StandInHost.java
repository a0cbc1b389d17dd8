/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.util.OptionalLong;
import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;

/**
 * Where the switches lead the clients of a service that Rebound stands in for.
 *
 * @param addresses addresses of this host in the clients' network; at most one IPv4 and one IPv6 address, none to lead
 *     nobody here
 * @param mac the link-layer address that belongs to them; empty for that of the interface that has them
 */
public record StandInHost(Set<IpAddress> addresses, OptionalLong mac) {
    public StandInHost {
        addresses = Set.copyOf(addresses);
    }
}
