/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.smi.OctetString;

class EngineTimesTest {
    private static final OctetString LOCAL = new OctetString("local");

    private long now = -5;
    private final EngineTimes times = new EngineTimes(LOCAL, 3, () -> now);

    private void pass(final int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private void isTaken(final String engine, final int boots, final int time) {
        assertEquals(SnmpConstants.SNMPv3_USM_OK, check(engine, boots, time));
    }

    private void isRefused(final String engine, final int boots, final int time) {
        assertEquals(SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW, check(engine, boots, time));
    }

    private int check(final String engine, final int boots, final int time) {
        return times.checkTime(new UsmTimeEntry(new OctetString(engine), boots, time));
    }

    @Test
    void windowIs150SecondsBehindTheSendersClock() {
        isTaken("agent", 1, 1000);
        isTaken("agent", 1, 850);
        isRefused("agent", 1, 849);
        pass(100);
        isTaken("agent", 1, 950);
        isRefused("agent", 1, 949);
        isTaken("agent", 1, 1001);
    }

    @Test
    void senderMayBeAheadAndMayReboot() {
        isTaken("agent", 1, 1000);
        isTaken("agent", 1, 90_000);
        isTaken("agent", 2, 0);
        isRefused("agent", 1, 90_001);
        isTaken("agent", 2, 1);
    }

    @Test
    void lastBootsAndNegativeNumbersAreRefused() {
        isRefused("agent", Integer.MAX_VALUE, 1);
        isRefused("agent", -1, 1);
        isRefused("agent", 1, -1);
        isTaken("agent", 0, 0);
    }

    @Test
    void ourOwnEngineNeedsOurBoots() {
        isRefused("local", 2, 0);
        isRefused("local", 4, 0);
        isTaken("local", 3, 0);
    }

    @Test
    void nothingIsRememberedBeforeAuthentication() {
        assertEquals(SnmpConstants.SNMPv3_USM_OK,
            times.checkEngineID(new OctetString("agent"), true, Integer.MAX_VALUE - 1, Integer.MAX_VALUE));
        isTaken("agent", 1, 1);
        assertEquals(SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID,
            times.checkEngineID(new OctetString("four"), true, 1, 1));
    }

    @Test
    void tableIsBounded() {
        isTaken("first", 9, 9);
        for (int i = 0; i < EngineTimes.MAX_ENGINES; i++) {
            isTaken("agent" + i, 1, 1);
        }
        // forgotten, so its older boots are taken again
        isTaken("first", 1, 1);
    }
}
