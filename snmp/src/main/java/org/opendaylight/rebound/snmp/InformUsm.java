/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.nio.charset.StandardCharsets;
import org.eclipse.jdt.annotation.Nullable;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeTable;
import org.snmp4j.security.UsmUser.LocalizationGrant;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.security.UsmUserTable;
import org.snmp4j.smi.OctetString;

/**
 * The User-based Security Model with one user, for one conversation. Its table of engines is the library's: it is new
 * for every list, and the only engine that can come into it is the one that we speak to.
 */
final class InformUsm extends USM {
    private final UserKeys keys;
    private final OctetString name;

    InformUsm(final EngineIdentity identity, final UserKeys keys) {
        super(UserKeys.PROTOCOLS, new OctetString(identity.id()), identity.boots(), new CounterSupport(),
            new UsmUserTable(), new UsmTimeTable(new OctetString(identity.id()), identity.boots()));
        this.keys = keys;
        name = new OctetString(keys.user().name().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable UsmUserEntry getUser(final OctetString engineID, final OctetString securityName,
            final LocalizationGrant requiredLocalizationGrant, final boolean readonly) {
        return name.equals(securityName) ? keys.at(engineID.getValue()) : null;
    }
}
