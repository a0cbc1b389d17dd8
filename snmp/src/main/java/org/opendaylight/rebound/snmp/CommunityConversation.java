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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/**
 * Informs by SNMPv2c.
 */
final class CommunityConversation implements Conversation {
    private final OctetString community;
    private PDU inform = new PDU();

    CommunityConversation(final String community) {
        this.community = new OctetString(community.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void begin(final RecoveryPart part, final int requestId, final long uptime) {
        inform = RecoveryInforms.inform(new PDU(), part, uptime);
        inform.setRequestID(new Integer32(requestId));
    }

    @Override
    public byte[] next() throws IOException {
        return CommunityMessage.encode(community, inform);
    }

    @Override
    public Reply read(final ByteBuffer message) {
        try {
            if (MessageReader.version(message.slice()) != SnmpConstants.version2c) {
                return Reply.Ignored.NOTHING;
            }
            final var input = new BERInputStream(message);
            BER.decodeHeader(input, new BER.MutableByte());
            MessageReader.decode(input, new Integer32());
            final var theirs = MessageReader.decode(input, new OctetString());
            return Arrays.equals(theirs.getValue(), community.getValue())
                ? Conversation.response(MessageReader.decode(input, new PDU()), inform.getRequestID().getValue())
                : Reply.Ignored.NOTHING;
        } catch (IOException e) {
            // broken encoding: the octets are a stranger's, the trace is not news
            return Reply.Ignored.NOTHING;
        }
    }
}
