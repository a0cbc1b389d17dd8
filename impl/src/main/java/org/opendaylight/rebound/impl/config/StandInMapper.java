/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.standin.StandIn;
import org.opendaylight.rebound.impl.standin.StandInKind;
import org.opendaylight.rebound.impl.standin.StandInSettings;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.impl.standin.TlsIdentity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;

/**
 * What of {@link ConfigMapper} is about the stand-in, and about whom its page asks. Pure.
 */
final class StandInMapper {
    private StandInMapper() {
        // Hidden on purpose
    }

    /**
     * How services are stood in for.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the settings
     */
    static StandInSettings settings(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.@Nullable Rebound rebound) {
        final var standIn = rebound == null ? null : rebound.getStandIn();
        final var services = new HashMap<ServiceKey, StandIn>();
        for (var server : ConfigMapper.servers(rebound)) {
            for (var service : server.nonnullService().values()) {
                final var kind = kind(service);
                if (kind != null && StandInRules.serviceFault(service) == null) {
                    final var key = new ServiceKey(server.requireName().getValue(), Protocol.TCP,
                        service.requirePort().getValue().toJava());
                    services.put(key, new StandIn(key, kind, identity(service), asks(server)));
                }
            }
        }
        if (standIn == null) {
            return new StandInSettings(Set.of(), services, Look.PLAIN, Defaults.CONFIRM_ADDRESSES,
                Defaults.CLIENT_CONNECTIONS);
        }
        final var name = standIn.getName();
        return new StandInSettings(addresses(standIn), services,
            new Look(name == null ? null : name.getValue(), standIn.getLogo(), standIn.getText()),
            requireNonNullElse(standIn.getConfirm(), Defaults.CONFIRM_ADDRESSES),
            standIn.getClientConnections() == null ? Defaults.CLIENT_CONNECTIONS
                : standIn.getClientConnections().toJava());
    }

    /**
     * The link-layer address of the stand-in that the operator gives.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the address in the lower 48 bits, or empty for that of the host's interface
     */
    static OptionalLong mac(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.@Nullable Rebound rebound) {
        final var standIn = rebound == null ? null : rebound.getStandIn();
        final var mac = standIn == null ? null : standIn.getMac();
        return mac == null ? OptionalLong.empty() : OptionalLong.of(ConfigMapper.macValue(mac));
    }

    /**
     * The servers that tell only clients that said yes.
     *
     * @param rebound the container, or null when nothing is configured
     * @return their names
     */
    static Set<String> asking(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.@Nullable Rebound rebound) {
        return ConfigMapper.servers(rebound).stream().filter(StandInMapper::asks)
            .map(server -> server.requireName().getValue()).collect(Collectors.toUnmodifiableSet());
    }

    /** How a service is stood in for, or null if it is not. */
    static @Nullable StandInKind kind(final Service service) {
        return switch (requireNonNullElse(service.getStandIn(), Defaults.STAND_IN)) {
            case None -> null;
            case Http -> StandInKind.HTTP;
            case Ftp -> StandInKind.FTP;
            case Smtp -> StandInKind.SMTP;
        };
    }

    private static boolean asks(final Server server) {
        return requireNonNullElse(server.getAsk(), Defaults.ASK);
    }

    private static @Nullable TlsIdentity identity(final Service service) {
        final var tls = service.getTls();
        return tls == null || tls.getCertificate() == null || tls.getPrivateKey() == null ? null
            : new TlsIdentity(tls.getCertificate(), tls.getPrivateKey());
    }

    /** The first of each IP version. */
    private static Set<IpAddress> addresses(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.StandIn standIn) {
        final var ret = new LinkedHashMap<Boolean, IpAddress>();
        ConfigMapper.addresses(standIn.getAddress()).stream().filter(ConfigRules::isHost)
            .forEach(address -> ret.putIfAbsent(address.isIpv4(), address));
        return Set.copyOf(ret.values());
    }
}
