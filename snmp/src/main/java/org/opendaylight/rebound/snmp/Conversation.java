/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.snmp4j.PDU;

/**
 * The messages to one receiver about one list. Used by one thread, and thrown away with the list; so nothing that a
 * receiver says is remembered longer.
 */
interface Conversation {
    /**
     * Turns to the next part.
     *
     * @param part the part
     * @param requestId the request ID of its inform, and of every repetition
     * @param uptime sysUpTime in hundredths of a second
     */
    void begin(RecoveryPart part, int requestId, long uptime);

    /**
     * The message that is due: the inform, or what must be asked first.
     *
     * @return its octets
     * @throws IOException if it cannot be made
     */
    byte[] next() throws IOException;

    /**
     * Reads what came back.
     *
     * @param message its octets
     * @return what it says
     */
    Reply read(ByteBuffer message);

    /**
     * What a Response-PDU says.
     *
     * @param pdu the PDU
     * @param requestId the request ID that was sent
     * @return acknowledged, refused or ignored
     */
    static Reply response(final PDU pdu, final int requestId) {
        if (pdu.getType() != PDU.RESPONSE || pdu.getRequestID().getValue() != requestId) {
            return Reply.Ignored.NOTHING;
        }
        return pdu.getErrorStatus() == PDU.noError ? new Reply.Acknowledged()
            : new Reply.Refused("the receiver answered with error-status " + pdu.getErrorStatus() + " ("
                + PDU.toErrorStatusText(pdu.getErrorStatus()) + ')');
    }
}
