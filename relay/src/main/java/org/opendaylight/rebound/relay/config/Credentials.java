/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What a request may show to be taken; one of them is enough.
 *
 * @param signingSecret what requests are signed with, or null
 * @param bearerToken a token of RFC 6750, or null
 * @param certificate whether a certificate that the client authority signed will do
 */
public record Credentials(@Nullable String signingSecret, @Nullable String bearerToken, boolean certificate) {
    /** Shows no secret. */
    @Override
    public String toString() {
        return "Credentials[" + (signingSecret == null ? "" : "signature ") + (bearerToken == null ? "" : "token ")
            + (certificate ? "certificate" : "") + ']';
    }
}
