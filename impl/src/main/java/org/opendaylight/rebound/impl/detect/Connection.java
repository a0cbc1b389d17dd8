/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import org.eclipse.jdt.annotation.Nullable;

/**
 * One connection of an attempt series, as far as its packets can be told apart: the client's port, and for TCP the
 * sequence number of the SYN.
 */
@SuppressFBWarnings(value = "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
    justification = "SpotBugs does not see that the type is @Nullable")
final class Connection {
    private final short shortPort;
    final int sequence;
    /** How many bytes of data the SYN had; an acknowledgement may include them. */
    private final short shortDataLength;

    /** What was seen of a connection before its SYN. */
    enum Early {
        /** Nothing. */
        NOTHING,
        /** A SYN-ACK. */
        ANSWERED,
        /** A RST. */
        REFUSED
    }

    /** What was seen before its SYN, as long as that has not come. */
    Early early = Early.NOTHING;
    /** The next older one of the series. */
    @Nullable Connection older;
    /** When its last packet was seen. */
    int last;
    /** When it was found to have failed; only if {@link #reported}. */
    int reportedAt;
    /** Whether a failure has been told for it already. */
    boolean reported;
    /** Whether its client was told by ICMP or RST that it cannot be, and has given it up (RFC 1122 section 4.2.3.9). */
    boolean givenUp;

    Connection(final int port, final int sequence, final int dataLength, final int now) {
        shortPort = (short) port;
        this.sequence = sequence;
        shortDataLength = (short) dataLength;
        last = now;
    }

    /** The client's port. */
    int port() {
        return Short.toUnsignedInt(shortPort);
    }

    /**
     * Whether this number acknowledges the SYN, and no more than was sent with it (RFC 9293 section 3.10.7.3).
     */
    boolean isAcknowledgedBy(final int acknowledgement) {
        final int beyond = acknowledgement - (sequence + 1);
        return beyond >= 0 && beyond <= Short.toUnsignedInt(shortDataLength);
    }
}
