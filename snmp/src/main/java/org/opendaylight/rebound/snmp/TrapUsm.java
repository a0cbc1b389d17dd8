/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.util.Arrays;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser.LocalizationGrant;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.security.UsmUserTable;
import org.snmp4j.smi.OctetString;

/**
 * The User-based Security Model over our own users. The library would localise a user for every engine ID that a
 * message names, hash two megabytes for it and keep the result, all before the message is authenticated; so its user
 * table stays empty and the users come from {@link Access}.
 */
final class TrapUsm extends USM {
    private final Supplier<Access> access;
    private final byte[] localId;

    TrapUsm(final EngineIdentity identity, final EngineTimes times, final Supplier<Access> access) {
        super(UserKeys.PROTOCOLS, new OctetString(identity.id()), identity.boots(), counters(), new UsmUserTable(),
            times);
        this.access = access;
        localId = identity.id();
    }

    // the usmStats counters whose values are sent in reports (RFC 3414 section 3.2)
    private static CounterSupport counters() {
        final var ret = new CounterSupport();
        ret.addCounterListener(new DefaultCounterListener());
        return ret;
    }

    @Override
    public @Nullable UsmUserEntry getUser(final OctetString engineID, final OctetString securityName,
            final LocalizationGrant requiredLocalizationGrant, final boolean readonly) {
        final var user = access.get().user(securityName);
        final var engine = engineID.getValue();
        // informs and what precedes them are authenticated with our engine ID, whatever the sender's is
        return user != null && (Arrays.equals(engine, localId) || user.isFor(engine)) ? user.at(engine) : null;
    }
}
