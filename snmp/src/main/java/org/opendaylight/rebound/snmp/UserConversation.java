/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jdt.annotation.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MutablePDU;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * Informs by SNMPv3. The receiver is the authoritative engine (RFC 3414 section 1.5.1): its engine ID is asked first
 * (section 4), and its clock is learned from an authenticated report if it is not as the first answer said.
 */
final class UserConversation implements Conversation {
    private final UdpAddress receiver;
    private final OctetString localId;
    private final OctetString name;
    private final UserKeys keys;
    private final V3 v3;
    private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    private ScopedPDU inform = new ScopedPDU();
    // the library forgets a message whose handle nobody holds
    private PduHandle handle = new PduHandle();

    UserConversation(final EngineIdentity identity, final UserKeys keys, final UdpAddress receiver) {
        this.receiver = receiver;
        this.keys = keys;
        localId = new OctetString(identity.id());
        name = new OctetString(keys.user().name().getBytes(StandardCharsets.UTF_8));
        v3 = new V3(identity.id(), new InformUsm(identity, keys));
    }

    @Override
    public void begin(final RecoveryPart part, final int requestId, final long uptime) {
        inform = RecoveryInforms.inform(new ScopedPDU(), part, uptime);
        inform.setRequestID(new Integer32(requestId));
        // RFC 3413 section 3.2: the context is where the information is, which is here
        inform.setContextEngineID(localId);
        handle = new PduHandle(requestId);
    }

    @Override
    public byte[] next() throws IOException {
        return v3.getEngineID(receiver) == null ? encode(probe(), new OctetString(), SecurityLevel.NOAUTH_NOPRIV)
            : encode(inform, name, keys.securityLevel());
    }

    private ScopedPDU probe() {
        final var ret = new ScopedPDU();
        ret.setType(PDU.GET);
        ret.setRequestID(inform.getRequestID());
        return ret;
    }

    private byte[] encode(final ScopedPDU pdu, final OctetString user, final int level) throws IOException {
        final var output = new BEROutputStream();
        final int status = v3.prepareOutgoingMessage(receiver, UdpListener.MAX_MESSAGE, MPv3.ID,
            SecurityModel.SECURITY_MODEL_USM, user.getValue(), level, pdu, true, handle, output, transportState());
        if (status != SnmpConstants.SNMP_MP_OK) {
            throw new IOException("SNMPv3 message could not be made: error " + status);
        }
        return output.getBuffer().array();
    }

    private TransportStateReference transportState() {
        return new TransportStateReference(null, receiver, null, SecurityLevel.undefined, SecurityLevel.undefined,
            false, null);
    }

    @Override
    public Reply read(final ByteBuffer message) {
        final var level = new Integer32();
        final var holder = new MutablePDU();
        final int status;
        try {
            if (MessageReader.version(message.slice()) != SnmpConstants.version3) {
                return Reply.Ignored.NOTHING;
            }
            status = v3.prepareDataElements(dispatcher, receiver, new BERInputStream(message), transportState(),
                new Integer32(), new Integer32(), new OctetString(), level, holder, new PduHandle(), new Integer32(),
                new StatusInformation(), new MutableStateReference<>());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException
                | ClassCastException | NegativeArraySizeException e) {
            // the library's decoder meets some broken messages unprepared
            return Reply.Ignored.NOTHING;
        }
        if (status != SnmpConstants.SNMP_MP_OK) {
            return new Reply.Ignored(hint(status));
        }
        if (!(holder.getPdu() instanceof ScopedPDU pdu)) {
            return Reply.Ignored.NOTHING;
        }
        return pdu.getType() == PDU.REPORT ? report(pdu, level.getValue())
            : Conversation.response(pdu, inform.getRequestID().getValue());
    }

    // RFC 3414 section 3.2; a receiver that does not know our key cannot authenticate what it says about that
    private static Reply report(final ScopedPDU pdu, final int level) {
        final var oid = pdu.size() == 0 ? new OID() : pdu.get(0).getOid();
        if (SnmpConstants.usmStatsUnknownEngineIDs.equals(oid)) {
            return new Reply.Proceed();
        }
        if (SnmpConstants.usmStatsNotInTimeWindows.equals(oid)) {
            return level == SecurityLevel.NOAUTH_NOPRIV ? Reply.Ignored.NOTHING : new Reply.Proceed();
        }
        if (SnmpConstants.usmStatsUnknownUserNames.equals(oid)) {
            return new Reply.Refused("the receiver does not know the user");
        }
        if (SnmpConstants.usmStatsWrongDigests.equals(oid)) {
            return new Reply.Refused("the receiver has another authentication passphrase or protocol for the user");
        }
        if (SnmpConstants.usmStatsDecryptionErrors.equals(oid)) {
            return new Reply.Refused("the receiver has another privacy passphrase or protocol for the user");
        }
        if (SnmpConstants.usmStatsUnsupportedSecLevels.equals(oid)) {
            return new Reply.Refused("the receiver does not take this security level from the user");
        }
        return new Reply.Ignored("the receiver reported " + oid.toDottedString());
    }

    private static String hint(final int status) {
        return switch (status) {
            case SnmpConstants.SNMPv3_USM_AUTHENTICATION_FAILURE, SnmpConstants.SNMPv3_USM_AUTHENTICATION_ERROR ->
                "an answer was not authentic: the receiver may have another authentication passphrase or protocol";
            case SnmpConstants.SNMPv3_USM_DECRYPTION_ERROR, SnmpConstants.SNMP_MP_PARSE_ERROR ->
                "an answer could not be read: the receiver may have another privacy passphrase or protocol";
            case SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW -> "an answer was of another time";
            default -> "";
        };
    }

    /** Message processing that answers nothing. */
    private static final class V3 extends MPv3 {
        V3(final byte[] localId, final InformUsm usm) {
            super(localId, null, UserKeys.PROTOCOLS, SecurityModels.getCollection(new SecurityModel[] { usm }),
                new CounterSupport());
        }

        @Override
        public int sendReport(final MessageDispatcher messageDispatcher,
                final @Nullable ScopedPDU pdu, final int securityLevel, final int securityModel,
                final OctetString securityName, final int maxSizeResponseScopedPDU,
                final StateReference<?> stateReference, final VariableBinding payload) {
            return SnmpConstants.SNMP_MP_OK;
        }
    }
}
