/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

/**
 * What a datagram from the receiver of our informs says.
 */
sealed interface Reply {
    /** The inform was taken. */
    record Acknowledged() implements Reply {
    }

    /** We know more about the receiver now: its engine ID or its clock. The next message can be sent at once. */
    record Proceed() implements Reply {
    }

    /**
     * The receiver will not take it.
     *
     * @param reason why, in our words
     */
    record Refused(String reason) implements Reply {
    }

    /**
     * It is not for us, or cannot be believed.
     *
     * @param hint what it may mean to the operator if nothing better comes; empty if nothing
     */
    record Ignored(String hint) implements Reply {
        static final Ignored NOTHING = new Ignored("");
    }
}
