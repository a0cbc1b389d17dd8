/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import com.google.gson.JsonObject;
import java.util.Map;

/** Why a request is refused; each is counted by its own name. */
enum Problem {
    MALFORMED(400, "Bad Request", "malformed"),
    OTHER_ID(400, "Bad Request", "other-id"),
    UNSIGNED(401, "Unauthorized", "no-credential"),
    WRONG_CREDENTIAL(401, "Unauthorized", "wrong-credential"),
    STALE(401, "Unauthorized", "stale"),
    NOT_FOUND(404, "Not Found", "not-found"),
    WRONG_METHOD(405, "Method Not Allowed", "wrong-method"),
    TOO_LARGE(413, "Content Too Large", "too-large"),
    WRONG_TYPE(415, "Unsupported Media Type", "wrong-type"),
    TOO_MANY(429, "Too Many Requests", "rate-limited"),
    NOT_TAKEN(503, "Service Unavailable", "not-taken");

    private final int status;
    private final String title;
    private final String counted;

    Problem(final int status, final String title, final String counted) {
        this.status = status;
        this.title = title;
        this.counted = counted;
    }

    /** {@return the name it is counted by} */
    String counted() {
        return counted;
    }

    /**
     * The answer (RFC 9457).
     *
     * @param detail why, for the sender
     * @param headers more headers
     * @return the answer
     */
    Answer answer(final String detail, final Map<String, String> headers) {
        final var json = new JsonObject();
        json.addProperty("title", title);
        json.addProperty("status", status);
        json.addProperty("detail", detail);
        return new Answer(status, "application/problem+json", json + "\n", headers);
    }
}
