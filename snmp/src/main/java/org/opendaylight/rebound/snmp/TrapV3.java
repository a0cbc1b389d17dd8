/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.util.Arrays;
import org.eclipse.jdt.annotation.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityStateReference;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/**
 * SNMPv3 message processing (RFC 3412) of a receiver that sends no requests.
 */
final class TrapV3 extends MPv3 {
    private final byte[] localId;

    TrapV3(final byte[] localId, final TrapUsm usm) {
        super(localId, null, UserKeys.PROTOCOLS, SecurityModels.getCollection(new SecurityModel[] { usm }),
            new CounterSupport());
        this.localId = localId;
    }

    /** Would remember a peer to send requests to: we send none, and strangers could fill the list. */
    @Override
    public boolean addEngineID(final Address address, final OctetString engineID) {
        return false;
    }

    /**
     * Adds a check: the authoritative engine of a trap is its sender (RFC 3414 section 1.5.1), so it is never ours. If
     * it could be, a user that is configured for one sender's engine could be used by another sender.
     */
    @Override
    public <A extends Address> @Nullable Integer validatePreparedPDU(final OctetString securityName,
            final Integer32 securityLevel, final ScopedPDU scopedPdu, final HeaderData header,
            final OctetString securityEngineID, final SecurityModel secModel, final StateReference<A> stateReference,
            final SecurityStateReference secStateReference, final PduHandle sendPduHandle,
            final MutableStateReference<A> mutableStateReference, final StatusInformation statusInformation) {
        return scopedPdu.getType() == PDU.TRAP && Arrays.equals(securityEngineID.getValue(), localId)
            ? Integer.valueOf(SnmpConstants.SNMP_MP_INVALID_ENGINEID)
            : super.validatePreparedPDU(securityName, securityLevel, scopedPdu, header, securityEngineID, secModel,
                stateReference, secStateReference, sendPduHandle, mutableStateReference, statusInformation);
    }
}
