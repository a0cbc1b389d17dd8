/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmTimeTable;
import org.snmp4j.smi.OctetString;

/**
 * The clocks of the engines that send us traps, and with them the time window of RFC 3414 section 3.2.7. It differs
 * from the library's table in three ways. Nothing is remembered of an engine before one of its messages was
 * authenticated; the library stores boots and time of any message, so one forged datagram with high boots would shut an
 * engine out. The table is bounded. And an engine's clock goes on between its messages, as the RFC says, so a message
 * recorded ten minutes ago is refused even if it was the last one.
 */
@SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
    justification = "The library's class is serializable; ours is never serialized")
final class EngineTimes extends UsmTimeTable {
    static final int MAX_ENGINES = 4096;

    private static final long serialVersionUID = 1L;
    private static final int WINDOW_SECONDS = 150;

    // in the order of last use
    private final transient Map<OctetString, Clock> clocks = new LinkedHashMap<>(16, 0.75f, true);
    private final transient LongSupplier nanos;
    private final OctetString local;

    EngineTimes(final OctetString local, final int boots, final LongSupplier nanos) {
        super(local, boots);
        this.local = local;
        this.nanos = nanos;
    }

    /** Every engine with a proper ID may send; who may is decided by its user and key. */
    @Override
    public int checkEngineID(final OctetString engineID, final boolean discoveryAllowed, final int engineBoots,
            final int engineTime) {
        return engineID.length() >= MPv3.MINLEN_ENGINE_ID && engineID.length() <= MPv3.MAXLEN_ENGINE_ID
            ? SnmpConstants.SNMPv3_USM_OK : SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID;
    }

    /** Called for authenticated messages only. */
    @Override
    public synchronized int checkTime(final UsmTimeEntry entry) {
        if (local.equals(entry.getEngineID())) {
            return super.checkTime(entry);
        }
        final int boots = entry.getEngineBoots();
        final int time = entry.getLatestReceivedTime();
        if (boots < 0 || time < 0 || boots == Integer.MAX_VALUE) {
            return SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW;
        }
        final long now = nanos.getAsLong();
        final var known = clocks.get(entry.getEngineID());
        if (known == null || boots > known.boots || boots == known.boots && time > known.time) {
            // the message's copy of the ID is the library's to change
            clocks.put(new OctetString(entry.getEngineID()), new Clock(boots, time, now));
            if (clocks.size() > MAX_ENGINES) {
                clocks.remove(clocks.keySet().iterator().next());
            }
            return SnmpConstants.SNMPv3_USM_OK;
        }
        return boots == known.boots && time >= known.timeAt(now) - WINDOW_SECONDS ? SnmpConstants.SNMPv3_USM_OK
            : SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW;
    }

    private record Clock(int boots, int time, long heard) {
        long timeAt(final long now) {
            return time + TimeUnit.NANOSECONDS.toSeconds(now - heard);
        }
    }
}
