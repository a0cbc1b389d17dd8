/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.impl.web.Language;

/** What a request gets. */
@NonNullByDefault
sealed interface Reply {
    /**
     * A response.
     *
     * @param status the HTTP status
     * @param type the body's media type
     * @param language the body's language, or null for English that is for programs
     * @param retryAfter when to ask again, in seconds; 0 to say nothing of it
     * @param body the body
     */
    record Response(int status, String type, @Nullable Language language, int retryAfter, byte[] body)
            implements Reply {
        /** The type of the page. */
        static final String HTML = "text/html; charset=utf-8";

        public Response {
            requireNonNull(type);
            requireNonNull(body);
        }
    }

    /**
     * A response that takes a while.
     *
     * @param response completes with it
     */
    record Later(CompletableFuture<Response> response) implements Reply {
        public Later {
            requireNonNull(response);
        }
    }

    /** Events, when there are some (Server-Sent Events of the HTML standard). */
    record Events() implements Reply {
        // There is but one kind
    }
}
