/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import java.io.IOException;

/** What is at one path. */
interface Page {
    /** {@return the only method that it takes} */
    String method();

    /**
     * Answers.
     *
     * @param request the request; it has the page's method
     * @param body gives its body
     * @return the answer
     * @throws Refusal if the request is refused
     * @throws IOException if the connection breaks off
     */
    Answer answer(Request request, Body body) throws Refusal, IOException;

    /** Gives the body of a request. */
    @FunctionalInterface
    interface Body {
        /**
         * Reads it.
         *
         * @param most how many octets, at most
         * @return the octets; one more than the most if there are more
         * @throws IOException if the connection breaks off
         */
        byte[] read(int most) throws IOException;
    }
}
