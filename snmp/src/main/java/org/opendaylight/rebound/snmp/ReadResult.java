/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;

/**
 * What was read from a datagram.
 */
sealed interface ReadResult {
    /**
     * A notification that is believed. Exactly one of the answer's methods is to be called.
     *
     * @param trap the notification
     * @param content what it says about a recovery, which the trap's text is too short for
     * @param answer the answer that an inform waits for
     */
    record Believed(Trap trap, PartResult content, Answer answer) implements ReadResult {
    }

    /**
     * Anything else.
     *
     * @param outcome what it was
     */
    record Refused(Outcome outcome) implements ReadResult {
    }

    /**
     * The answer to an inform; a trap's does nothing.
     */
    interface Answer {
        /** No answer is wanted. */
        Answer NONE = new Answer() {
            @Override
            public void send() {
                // a trap is not answered
            }

            @Override
            public void drop() {
                // nothing is held for it
            }
        };

        /**
         * Tells the sender that its inform was taken.
         *
         * @throws IOException if the answer could not be made or sent
         */
        void send() throws IOException;

        /** Lets go of what was held for an answer. */
        void drop();
    }
}
