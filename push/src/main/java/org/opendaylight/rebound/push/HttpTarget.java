/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Where lists are pushed to by HTTP, and how the sender shows who it is.
 *
 * @param url where to POST
 * @param format what the body is
 * @param secret what requests are signed with, see {@link Signature}; null for no signature
 * @param bearerToken a token of RFC 6750; null for none
 * @param tls whom to trust and who to be, if the URL is https
 * @param timeout how long a connection and an answer may take
 */
public record HttpTarget(URI url, Format format, @Nullable String secret, @Nullable String bearerToken, Tls tls,
        Duration timeout) {
    public HttpTarget {
        requireNonNull(url);
        requireNonNull(format);
        requireNonNull(tls);
        requireNonNull(timeout);
    }

    /** What the body of a request is. */
    public enum Format {
        /** {@link ListJson}. */
        REBOUND,
        /** {@link AlertJson}. */
        ALERTMANAGER
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return url.toString();
    }
}
