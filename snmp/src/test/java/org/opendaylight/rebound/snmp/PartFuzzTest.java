/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.opendaylight.rebound.snmp.PartResult.Malformed;
import org.opendaylight.rebound.snmp.PartResult.Other;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BERInputStream;

/**
 * Whatever the octets are, there is a part or a reason and no exception, and a part is the same when it is sent on or
 * stored. The octets are taken as a PDU, and as a stored part. As a test it takes the inputs that were kept;
 * docs/testing.md says how it looks for more.
 */
class PartFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void octets(final byte[] octets) throws IOException {
        final var before = octets.clone();
        check(RecoveryPart.unpack(octets));
        assertTrue(Arrays.equals(before, octets), "the octets were changed");
        final PDU pdu;
        try {
            pdu = MessageReader.decode(new BERInputStream(ByteBuffer.wrap(octets)), new PDU());
        } catch (IOException e) {
            // not a PDU; the message's reader says so before the part's reader is asked
            return;
        }
        check(PartReader.read(pdu));
        // what changes octets at random hardly ever keeps the notification's name
        check(PartReader.read(pdu.getVariableBindings()));
    }

    private static void check(final PartResult result) {
        switch (result) {
            case Part(var part) -> {
                assertEquals(result, RecoveryPart.unpack(part.pack()));
                assertEquals(result, PartReader.read(RecoveryInforms.inform(new PDU(), part, 0)));
            }
            case Malformed(var reason) -> assertTrue(!reason.isEmpty() && !"null".equals(reason), "no reason");
            case Other other -> assertEquals(new Other(), other);
        }
    }
}
