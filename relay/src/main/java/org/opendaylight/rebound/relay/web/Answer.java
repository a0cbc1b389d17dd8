/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status the status code (RFC 9110)
 * @param type the media type of the body
 * @param body the body
 * @param headers more headers
 */
record Answer(int status, String type, String body, Map<String, String> headers) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(final int status, final JsonObject body) {
        return new Answer(status, "application/json", body + "\n", Map.of());
    }

    byte[] octets() {
        return body.getBytes(UTF_8);
    }
}
