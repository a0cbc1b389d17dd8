/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * A service that Rebound is to stand in for while it fails.
 *
 * @param service the service
 * @param kind how
 * @param tls what to show where it speaks TLS, or null where it does not; only of HTTP
 * @param ask whether only clients that say yes are told that it is back
 */
@NonNullByDefault
public record StandIn(ServiceKey service, StandInKind kind, @Nullable TlsIdentity tls, boolean ask) {
    public StandIn {
        requireNonNull(service);
        requireNonNull(kind);
    }
}
