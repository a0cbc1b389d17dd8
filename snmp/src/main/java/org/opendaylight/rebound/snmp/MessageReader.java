/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.PartResult.Other;
import org.opendaylight.rebound.snmp.ReadResult.Answer;
import org.opendaylight.rebound.snmp.ReadResult.Believed;
import org.opendaylight.rebound.snmp.ReadResult.Refused;
import org.opendaylight.rebound.snmp.Trap.Version;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MutablePDU;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BERSerializable;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Reads the datagrams of one socket: decodes, checks who sends, and maps what is believed to a {@link Trap}. Used by
 * that socket's thread only; so what the library keeps of an inform until it is answered can never meet another
 * message.
 */
final class MessageReader {
    /** The principal of SNMPv1 and SNMPv2c. */
    private static final String COMMUNITY = "community";

    private final Supplier<Access> access;
    private final ReplyTransport transport;
    private final TrapV3 v3;
    private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();

    MessageReader(final Supplier<Access> access, final TrapUsm usm, final ReplyTransport transport) {
        this.access = access;
        this.transport = transport;
        v3 = new TrapV3(usm.getLocalEngineID().getValue(), usm);
        dispatcher.addMessageProcessingModel(v3);
    }

    /**
     * Reads a datagram.
     *
     * @param message its octets; the buffer belongs to the reader until it returns
     * @param source where it came from
     * @return what it was
     */
    ReadResult read(final ByteBuffer message, final InetSocketAddress source) {
        try {
            return switch (version(message.slice())) {
                case SnmpConstants.version1 -> readCommunity(message, Version.V1, source);
                case SnmpConstants.version2c -> readCommunity(message, Version.V2C, source);
                case SnmpConstants.version3 -> readV3(message, source);
                default -> new Refused(Outcome.UNSUPPORTED_VERSION);
            };
        } catch (IOException e) {
            // the decoder's way to say that the octets break the encoding; they are the sender's, the trace is not news
            return new Refused(Outcome.MALFORMED);
        }
    }

    // RFC 1157 section 4, RFC 1901 section 3: the community is looked at before the PDU is decoded
    private ReadResult readCommunity(final ByteBuffer message, final Version version, final InetSocketAddress source)
            throws IOException {
        final var input = new BERInputStream(message);
        BER.decodeHeader(input, new BER.MutableByte());
        decode(input, new Integer32());
        final var community = decode(input, new OctetString());
        if (!access.get().permits(community.getValue())) {
            return new Refused(Outcome.WRONG_COMMUNITY);
        }
        final var from = IpAddress.of(source.getAddress());
        if (version == Version.V1) {
            final var pdu = decode(input, new PDUv1());
            return pdu.getType() == PDU.V1TRAP
                ? believed(TrapMapper.ofV1(from, pdu, COMMUNITY), new Other(), Answer.NONE)
                : new Refused(Outcome.NOT_A_NOTIFICATION);
        }
        final var pdu = decode(input, new PDU());
        return switch (pdu.getType()) {
            case PDU.TRAP -> believed(TrapMapper.ofV2(from, version, pdu, COMMUNITY), PartReader.read(pdu),
                Answer.NONE);
            case PDU.INFORM -> believed(TrapMapper.ofV2(from, version, pdu, COMMUNITY), PartReader.read(pdu),
                new CommunityAnswer(community, pdu, address(source)));
            default -> new Refused(Outcome.NOT_A_NOTIFICATION);
        };
    }

    /** The version of a message that is one sequence and nothing else. */
    static int version(final ByteBuffer message) throws IOException {
        final var input = new BERInputStream(message);
        final var type = new BER.MutableByte();
        final int length = BER.decodeHeader(input, type);
        if (type.getValue() != BER.SEQUENCE || length != message.remaining()) {
            throw new IOException("Not one sequence and nothing else");
        }
        return decode(input, new Integer32()).getValue();
    }

    static <T extends BERSerializable> T decode(final BERInputStream input, final T target)
            throws IOException {
        try {
            target.decodeBER(input);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException
                | ClassCastException e) {
            // the library's decoder meets some broken messages unprepared
            throw new IOException("Broken encoding", e);
        }
        return target;
    }

    private static ReadResult believed(final @Nullable Trap trap, final PartResult content, final Answer answer) {
        if (trap == null) {
            answer.drop();
            return new Refused(Outcome.MALFORMED);
        }
        return new Believed(trap, content, answer);
    }

    // RFC 3412 section 7.2 and RFC 3414 section 3.2 are the library's; it also sends the reports
    private ReadResult readV3(final ByteBuffer message, final InetSocketAddress source) {
        if (!access.get().hasUsers()) {
            // nobody to believe, so nobody is told our engine ID either
            return new Refused(Outcome.UNKNOWN_USER);
        }
        final var from = address(source);
        final var name = new OctetString();
        final var level = new Integer32();
        final var securityModel = new Integer32();
        final var holder = new MutablePDU();
        final var handle = new PduHandle();
        final var maxResponse = new Integer32();
        final var state = new MutableStateReference<UdpAddress>();
        final var transportState = new StateReference<UdpAddress>();
        transportState.setTransportMapping(transport);
        transportState.setAddress(from);
        state.setStateReference(transportState);

        int status;
        try {
            status = v3.prepareDataElements(dispatcher, from, new BERInputStream(message),
                new TransportStateReference(transport, from, null, SecurityLevel.undefined, SecurityLevel.undefined,
                    false, null),
                new Integer32(), securityModel, name, level, holder, handle, maxResponse, new StatusInformation(),
                state);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException
                | ClassCastException | NegativeArraySizeException e) {
            // the library's decoder meets some broken messages unprepared
            status = SnmpConstants.SNMP_MP_PARSE_ERROR;
        }
        final var reference = state.getStateReference();
        if (status != SnmpConstants.SNMP_MP_OK) {
            return new Refused(refusal(status, name, level, reference));
        }

        if (!(holder.getPdu() instanceof ScopedPDU pdu)) {
            return new Refused(Outcome.MALFORMED);
        }
        final int type = pdu.getType();
        // an inform names our engine, which the library has checked; a trap names its sender's (RFC 3414 section 1.5.1)
        final var answer = type == PDU.TRAP ? Answer.NONE
            : new UserAnswer(handle, pdu, name, level.getValue(), maxResponse.getValue(), reference);
        final var user = access.get().user(name);
        final Outcome refusal;
        if (user == null) {
            refusal = Outcome.UNKNOWN_USER;
        } else if (user.securityLevel() != level.getValue()) {
            refusal = Outcome.SECURITY_LEVEL;
        } else if (type != PDU.TRAP && type != PDU.INFORM) {
            refusal = Outcome.NOT_A_NOTIFICATION;
        } else {
            return believed(TrapMapper.ofV2(IpAddress.of(source.getAddress()), Version.V3, pdu,
                new String(name.getValue(), StandardCharsets.UTF_8)), PartReader.read(pdu), answer);
        }
        answer.drop();
        return new Refused(refusal);
    }

    private static Outcome refusal(final int status, final OctetString name, final Integer32 level,
            final @Nullable StateReference<UdpAddress> reference) {
        return switch (status) {
            case SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID -> isDiscovery(reference) ? Outcome.ENGINE_DISCOVERY
                : Outcome.MALFORMED;
            case SnmpConstants.SNMPv3_USM_UNKNOWN_SECURITY_NAME -> Outcome.UNKNOWN_USER;
            case SnmpConstants.SNMPv3_USM_AUTHENTICATION_FAILURE, SnmpConstants.SNMPv3_USM_AUTHENTICATION_ERROR ->
                Outcome.AUTHENTICATION_FAILED;
            case SnmpConstants.SNMPv3_USM_UNSUPPORTED_SECURITY_LEVEL -> Outcome.SECURITY_LEVEL;
            case SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW -> Outcome.NOT_IN_TIME_WINDOW;
            case SnmpConstants.SNMPv3_USM_DECRYPTION_ERROR -> Outcome.DECRYPTION_FAILED;
            case SnmpConstants.SNMP_MP_INVALID_ENGINEID -> Outcome.WRONG_ENGINE;
            case SnmpConstants.SNMP_MP_UNKNOWN_MSGID, SnmpConstants.SNMP_MP_MATCH_ERROR ->
                Outcome.NOT_A_NOTIFICATION;
            case SnmpConstants.SNMP_MP_UNSUPPORTED_SECURITY_MODEL -> Outcome.UNSUPPORTED_SECURITY_MODEL;
            // CFB decrypts with any key, to nonsense; the name is only there once the header was decoded
            case SnmpConstants.SNMP_MP_PARSE_ERROR -> level.getValue() == SecurityLevel.AUTH_PRIV && name.length() > 0
                ? Outcome.DECRYPTION_FAILED : Outcome.MALFORMED;
            default -> Outcome.MALFORMED;
        };
    }

    private static boolean isDiscovery(final @Nullable StateReference<UdpAddress> reference) {
        return reference != null && reference.getSecurityEngineID() != null
            && reference.getSecurityEngineID().length == 0;
    }

    private static UdpAddress address(final InetSocketAddress source) {
        return new UdpAddress(source.getAddress(), source.getPort());
    }

    /** A Response-PDU with the same community (RFC 3416 section 4.2.7). */
    private final class CommunityAnswer implements Answer {
        private final OctetString community;
        private final PDU inform;
        private final UdpAddress to;

        CommunityAnswer(final OctetString community, final PDU inform, final UdpAddress to) {
            this.community = community;
            this.inform = inform;
            this.to = to;
        }

        @Override
        public void send() throws IOException {
            final var response = new PDU(inform);
            response.setType(PDU.RESPONSE);
            response.setErrorStatus(PDU.noError);
            response.setErrorIndex(0);
            transport.sendMessage(to, CommunityMessage.encode(community, response), null, 0, 0);
        }

        @Override
        public void drop() {
            // nothing is held for it
        }
    }

    /** A Response-PDU with the security of its request; until then the library holds that in a cache. */
    private final class UserAnswer implements Answer {
        // the cache forgets a request whose handle nobody holds
        private final PduHandle handle;
        private final ScopedPDU request;
        private final OctetString name;
        private final int level;
        private final int maxResponse;
        private final @Nullable StateReference<UdpAddress> reference;

        UserAnswer(final PduHandle handle, final ScopedPDU request, final OctetString name, final int level,
                final int maxResponse, final @Nullable StateReference<UdpAddress> reference) {
            this.handle = handle;
            this.request = request;
            this.name = name;
            this.level = level;
            this.maxResponse = maxResponse;
            this.reference = reference;
        }

        @Override
        public void send() throws IOException {
            final var response = new ScopedPDU(request);
            response.setType(PDU.RESPONSE);
            response.setErrorStatus(PDU.noError);
            response.setErrorIndex(0);
            final int status = dispatcher.returnResponsePdu(MPv3.ID, SecurityModel.SECURITY_MODEL_USM,
                name.getValue(), level, response, maxResponse, reference, new StatusInformation());
            if (status != SnmpConstants.SNMP_MP_OK) {
                throw new IOException("SNMPv3 response could not be made: error " + status);
            }
        }

        @Override
        public void drop() {
            v3.releaseStateReference(handle);
        }
    }
}
