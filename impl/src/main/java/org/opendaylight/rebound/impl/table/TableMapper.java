/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.snmp.Trap;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Language;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Signal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient.Wish;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClientBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClientKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.PendingSignal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.RecoveryBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.RecoveryKey;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * Translates between the generated YANG bindings and the domain's records. Pure.
 */
public final class TableMapper {
    private static final ImmutableMap<SignalKind, Signal> SIGNALS = ImmutableMap.of(
        SignalKind.TRAP, Signal.Trap, SignalKind.REPLY, Signal.Reply, SignalKind.PROBE, Signal.Probe,
        SignalKind.DECLARED, Signal.Declared);

    private TableMapper() {
        // only static methods
    }

    /**
     * Writes an address in YANG's terms.
     *
     * @param address the address
     * @return its canonical text, typed
     */
    public static IpAddressNoZone toYang(final IpAddress address) {
        final var text = address.toString();
        return address.isIpv4() ? new IpAddressNoZone(new Ipv4AddressNoZone(text))
            : new IpAddressNoZone(new Ipv6AddressNoZone(text));
    }

    /**
     * Writes a time in UTC.
     *
     * @param time the time
     * @return date-and-time with milliseconds
     */
    public static DateAndTime toYang(final Instant time) {
        return new DateAndTime(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
    }

    /**
     * Writes a protocol in YANG's terms.
     *
     * @param protocol the protocol
     * @return the same protocol
     */
    public static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol toYang(
            final Protocol protocol) {
        return switch (protocol) {
            case TCP -> org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol.Tcp;
            case UDP -> org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol.Udp;
        };
    }

    /**
     * Writes a failed client in YANG's terms.
     *
     * @param client the client
     * @return the entry of the table
     */
    public static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient toYang(
            final FailedClient client) {
        final var ret = new FailedClientBuilder()
            .withKey(keyOf(client.service(), client.client()))
            .setFirstFailure(toYang(client.firstFailure()))
            .setLastFailure(toYang(client.lastFailure()))
            .setFailures(Uint32.saturatedOf(client.failures()))
            .setEvidence(toYang(client.evidence()));
        final var answer = client.answer();
        if (answer != null) {
            final var destination = answer.destination();
            ret.setWish(answer.wish() ? Wish.Yes : Wish.No)
                .setDestination(destination == null ? null : new MailAddress(destination))
                .setDestinationConfirmed(destination == null ? null : answer.confirmed())
                .setLanguage(languageOrNull(answer.language()));
        }
        return ret.build();
    }

    static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Evidence toYang(
            final Set<Evidence> evidence) {
        return new org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Evidence(
            evidence.contains(Evidence.ICMP_UNREACHABLE), evidence.contains(Evidence.NO_REPLY),
            evidence.contains(Evidence.REFUSED), evidence.contains(Evidence.STAND_IN),
            evidence.contains(Evidence.UNRESOLVED));
    }

    static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.Recovery toYang(
            final Recovery recovery, final boolean moving) {
        return new RecoveryBuilder()
            .withKey(recoveryKeyOf(recovery.service()))
            .setOutage(Uint32.saturatedOf(recovery.outage()))
            .setFailedSince(toYang(recovery.failedSince()))
            .setRecovered(toYang(recovery.recovered()))
            .setSignal(SIGNALS.get(recovery.signal()))
            .setMoving(moving)
            .build();
    }

    static Signal toYang(final SignalKind kind) {
        return SIGNALS.get(kind);
    }

    /**
     * Reads an address.
     *
     * @param address the address as YANG has it
     * @return the address
     */
    public static IpAddress fromYang(final IpAddressNoZone address) {
        return IpAddress.parse(address.stringValue());
    }

    /**
     * Reads a time.
     *
     * @param time date-and-time with any offset
     * @return the time
     */
    public static Instant fromYang(final DateAndTime time) {
        return OffsetDateTime.parse(time.getValue()).toInstant();
    }

    /**
     * Reads a protocol.
     *
     * @param protocol the protocol as YANG has it
     * @return the same protocol
     */
    public static Protocol fromYang(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol protocol) {
        return switch (protocol) {
            case Tcp -> Protocol.TCP;
            case Udp -> Protocol.UDP;
        };
    }

    static FailedClient fromYang(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient entry) {
        return new FailedClient(serviceOf(entry), fromYang(entry.getClient()), fromYang(entry.getFirstFailure()),
            fromYang(entry.getLastFailure()), entry.getFailures().toJava(), evidenceOf(entry.getEvidence()),
            answerOf(entry));
    }

    static Recovery fromYang(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.Recovery entry) {
        return new Recovery(serviceOf(entry), entry.getOutage().toJava(), fromYang(entry.getFailedSince()),
            fromYang(entry.getRecovered()), fromYang(entry.getSignal()));
    }

    static SignalKind fromYang(final Signal signal) {
        return switch (signal) {
            case Trap -> SignalKind.TRAP;
            case Reply -> SignalKind.REPLY;
            case Probe -> SignalKind.PROBE;
            case Declared -> SignalKind.DECLARED;
        };
    }

    static RecoverySignal fromYang(final PendingSignal entry) {
        return new RecoverySignal(entry.getServer().getValue(), fromYang(entry.getKind()),
            fromYang(entry.getReceived()), entry.getDetail());
    }

    static Notice fromYang(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice entry) {
        return new Notice(entry.getId(), serviceOf(entry), entry.getOutage().toJava(), fromYang(entry.getClient()),
            entry.getChannel(), entry.getDestination(),
            entry.getRecipientName() == null ? null : entry.getRecipientName().getValue(),
            entry.getLanguage() == null ? null : entry.getLanguage().getValue(),
            fromYang(entry.getFailedSince()), fromYang(entry.getRecovered()),
            Boolean.TRUE.equals(entry.getDestinationGiven()));
    }

    /**
     * Reads the name of a service.
     *
     * @param key anything that names a service
     * @return its name
     */
    public static ServiceKey serviceOf(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServiceKey key) {
        return new ServiceKey(key.requireServer().getValue(), fromYang(key.requireProtocol()),
            key.requirePort().getValue().toJava());
    }

    /**
     * A service's server, as the model has it.
     *
     * @param key the service
     * @return the server's name
     */
    public static Name nameOf(final ServiceKey key) {
        return new Name(key.server());
    }

    /**
     * A service's port, as the model has it.
     *
     * @param key the service
     * @return the port
     */
    public static ServicePort portOf(final ServiceKey key) {
        return new ServicePort(Uint16.valueOf(key.port()));
    }

    static @Nullable SingleLine lineOrNull(final @Nullable String text) {
        return text == null ? null : new SingleLine(text);
    }

    static @Nullable Language languageOrNull(final @Nullable String tag) {
        return tag == null ? null : new Language(tag);
    }

    static @Nullable DateAndTime timeOrNull(final @Nullable Instant time) {
        return time == null ? null : toYang(time);
    }

    static FailedClientKey keyOf(final ServiceKey service, final IpAddress client) {
        return new FailedClientKey(toYang(client), portOf(service), toYang(service.protocol()), nameOf(service));
    }

    private static @Nullable ClientAnswer answerOf(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient entry) {
        final var wish = entry.getWish();
        if (wish == null) {
            return null;
        }
        final var destination = entry.getDestination();
        final var language = entry.getLanguage();
        return new ClientAnswer(wish == Wish.Yes, destination == null ? null : destination.getValue(),
            destination == null || Boolean.TRUE.equals(entry.getDestinationConfirmed()),
            language == null ? null : language.getValue());
    }

    private static Set<Evidence> evidenceOf(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Evidence bits) {
        final var ret = EnumSet.noneOf(Evidence.class);
        if (bits.getIcmpUnreachable()) {
            ret.add(Evidence.ICMP_UNREACHABLE);
        }
        if (bits.getNoReply()) {
            ret.add(Evidence.NO_REPLY);
        }
        if (bits.getRefused()) {
            ret.add(Evidence.REFUSED);
        }
        if (bits.getUnresolved()) {
            ret.add(Evidence.UNRESOLVED);
        }
        if (bits.getStandIn()) {
            ret.add(Evidence.STAND_IN);
        }
        return ret;
    }

    static RecoveryKey recoveryKeyOf(final ServiceKey service) {
        return new RecoveryKey(portOf(service), toYang(service.protocol()), nameOf(service));
    }
}
