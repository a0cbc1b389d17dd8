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
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/**
 * The message of SNMPv2c (RFC 1901 section 3).
 */
final class CommunityMessage {
    private CommunityMessage() {
        // hidden on purpose
    }

    static byte[] encode(final OctetString community, final PDU pdu) throws IOException {
        final var version = new Integer32(SnmpConstants.version2c);
        final int length = version.getBERLength() + community.getBERLength() + pdu.getBERLength();
        final var output = new BEROutputStream(ByteBuffer.allocate(length + BER.getBERLengthOfLength(length) + 1));
        BER.encodeHeader(output, BER.SEQUENCE, length);
        version.encodeBER(output);
        community.encodeBER(output);
        pdu.encodeBER(output);
        return output.getBuffer().array();
    }
}
