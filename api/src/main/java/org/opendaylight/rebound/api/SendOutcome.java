/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

/**
 * What became of a notice that a {@link NoticeChannel} was given.
 */
public sealed interface SendOutcome {
    /**
     * The next system has taken it.
     */
    record Sent() implements SendOutcome {
    }

    /**
     * Not now: it is worth trying again.
     *
     * @param reason the next system's words, or what went wrong; never a secret
     */
    record Retry(String reason) implements SendOutcome {
        public Retry {
            requireNonNull(reason);
        }
    }

    /**
     * Never: trying again would give the same answer.
     *
     * @param reason the next system's words, or what is wrong with the notice; never a secret
     */
    record Rejected(String reason) implements SendOutcome {
        public Rejected {
            requireNonNull(reason);
        }
    }
}
