/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static java.util.Objects.requireNonNull;

/**
 * What a notification, or what was stored of one, says about a recovery.
 */
public sealed interface PartResult {
    /**
     * A part of a list of clients.
     *
     * @param part the part
     */
    record Part(RecoveryPart part) implements PartResult {
        public Part {
            requireNonNull(part);
        }
    }

    /**
     * It should be a part, and breaks the rules for one. What is sent again will be broken again.
     *
     * @param reason what is wrong, in words that are ours; nothing of what was received
     */
    record Malformed(String reason) implements PartResult {
        public Malformed {
            requireNonNull(reason);
        }
    }

    /** It is another notification. */
    record Other() implements PartResult {
    }
}
