/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.push.Tls;

/**
 * Where lists are taken by HTTP.
 *
 * @param endpoint where to listen
 * @param tls the certificate and, where clients may show one, who must have signed it; null for HTTP without TLS
 * @param requestRate how many requests a minute an address may make; 0 for no limit
 */
public record ListenSettings(Endpoint endpoint, @Nullable Tls tls, int requestRate) {
    public ListenSettings {
        requireNonNull(endpoint);
    }

    /** {@return whether a client's certificate shows who it is} */
    public boolean takesCertificates() {
        return tls != null && tls.trusted() != null;
    }
}
