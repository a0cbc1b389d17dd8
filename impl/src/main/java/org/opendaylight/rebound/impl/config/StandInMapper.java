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
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.standin.StandIn;
import org.opendaylight.rebound.impl.standin.StandInKind;
import org.opendaylight.rebound.impl.standin.StandInSettings;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.impl.standin.TlsIdentity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;

/**
 * What of {@link ConfigMapper} is about services that Rebound stands in for. Pure.
 */
final class StandInMapper {
    private StandInMapper() {
        // Hidden on purpose
    }

    /**
     * How Rebound stands in.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the settings
     */
    static StandInSettings settings(final @Nullable Rebound rebound) {
        final var services = new HashMap<ServiceKey, StandIn>();
        for (var server : ConfigMapper.servers(rebound)) {
            final boolean ask = requireNonNullElse(server.getAsk(), Defaults.ASK);
            for (var service : server.nonnullService().values()) {
                final var key = ConfigMapper.serviceKey(server, service);
                final var standIn = standIn(key, service, ask);
                if (standIn != null) {
                    services.put(key, standIn);
                }
            }
        }
        final var written = rebound == null ? null : rebound.getStandIn();
        return new StandInSettings(addresses(written), services,
            written == null ? Look.PLAIN : new Look(written.getName(), written.getLogo(), written.getText()),
            confirms(written), ConfigMapper.intValue(written == null ? null : written.getClientConnections(),
                Defaults.CLIENT_CONNECTIONS));
    }

    /**
     * Where clients are led.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the host
     */
    static StandInHost host(final @Nullable Rebound rebound) {
        final var written = rebound == null ? null : rebound.getStandIn();
        final var mac = written == null ? null : written.getMac();
        return new StandInHost(addresses(written),
            mac == null ? OptionalLong.empty() : OptionalLong.of(ConfigMapper.macValue(mac)));
    }

    /**
     * The servers with {@code ask}.
     *
     * @param rebound the container, or null when nothing is configured
     * @return their names
     */
    static Set<String> askingServers(final @Nullable Rebound rebound) {
        return ConfigMapper.servers(rebound).stream()
            .filter(server -> requireNonNullElse(server.getAsk(), Defaults.ASK))
            .map(server -> server.requireName().getValue())
            .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether addresses that visitors type are confirmed.
     *
     * @param standIn the container {@code stand-in}, or null when it is absent
     * @return what its {@code confirm} says
     */
    static boolean confirms(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.@Nullable StandIn standIn) {
        return requireNonNullElse(standIn == null ? null : standIn.getConfirm(), Defaults.STAND_IN_CONFIRM);
    }

    private static @Nullable StandIn standIn(final ServiceKey key, final Service service, final boolean ask) {
        final var kind = switch (StandInRules.kind(service)) {
            case None -> null;
            case Http -> StandInKind.HTTP;
            case Ftp -> StandInKind.FTP;
            case Smtp -> StandInKind.SMTP;
        };
        if (kind == null || StandInRules.fault(service) != null) {
            return null;
        }
        final var tls = service.getTls();
        if (kind != StandInKind.HTTP || tls == null || tls.getCertificate() == null && tls.getPrivateKey() == null) {
            return new StandIn(key, kind, null, ask);
        }
        // Plain HTTP where clients speak TLS would be worse than nobody
        return StandInRules.tlsFault(tls) != null ? null
            : new StandIn(key, kind, new TlsIdentity(tls.getCertificate(), tls.getPrivateKey()), ask);
    }

    /** The first of each version, as they are sorted. */
    private static Set<IpAddress> addresses(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.@Nullable StandIn standIn) {
        final var all = ConfigMapper.addresses(standIn == null ? null : standIn.getAddress());
        final var ret = new LinkedHashSet<IpAddress>();
        all.stream().filter(IpAddress::isIpv4).findFirst().ifPresent(ret::add);
        all.stream().filter(address -> !address.isIpv4()).findFirst().ifPresent(ret::add);
        return ret;
    }
}
