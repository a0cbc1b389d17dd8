/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Something that is served under a path of its own. Called on a thread that may block, by several at the same time.
 */
@FunctionalInterface
public interface Page {
    /**
     * A request.
     *
     * @param isPost whether it is a POST; otherwise it is a GET, which changes nothing
     * @param query the parameters in the URL, decoded
     * @param contentType the body's type, or null
     * @param body the body, read as UTF-8; empty without one
     * @param language the language to answer in
     */
    record Request(boolean isPost, Map<String, String> query, @Nullable String contentType, String body,
            Language language) {
        public Request {
            query = Map.copyOf(query);
            requireNonNull(body);
            requireNonNull(language);
        }

        /**
         * A parameter of the URL.
         *
         * @param name the parameter's name
         * @return its value; empty when it is not there
         */
        public String parameter(final String name) {
            return query.getOrDefault(name, "");
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param html the page
     */
    record Reply(int status, String html) {
        public Reply {
            requireNonNull(html);
        }
    }

    /**
     * Answers.
     *
     * @param request the request
     * @return the answer
     * @throws InterruptedException if the server is stopping
     */
    Reply answer(Request request) throws InterruptedException;
}
