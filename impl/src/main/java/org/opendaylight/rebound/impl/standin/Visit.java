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
import org.opendaylight.rebound.api.IpAddress;

/**
 * A request of HTTP, as far as the stand-in reads it.
 *
 * @param client who makes it
 * @param method its method
 * @param target its target (RFC 9112 section 3.2)
 * @param headers its headers
 * @param body its body, if it is one that answers the question; otherwise empty
 */
@NonNullByDefault
record Visit(IpAddress client, String method, String target, Headers headers, String body) {
    /**
     * Headers of a request, each null if it is not there.
     *
     * @param host the server's name, as the client knows it
     * @param accept the media types that it reads
     * @param acceptLanguage the languages that it reads
     * @param origin the page that sent it
     * @param contentType the body's type
     */
    record Headers(@Nullable String host, @Nullable String accept, @Nullable String acceptLanguage,
            @Nullable String origin, @Nullable String contentType) {
        // Only data
    }

    Visit {
        requireNonNull(client);
        requireNonNull(method);
        requireNonNull(target);
        requireNonNull(headers);
        requireNonNull(body);
    }

    /**
     * The target without its query.
     *
     * @return the path
     */
    String path() {
        final int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /**
     * The target's query.
     *
     * @return the query; empty without one
     */
    String query() {
        final int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }
}
