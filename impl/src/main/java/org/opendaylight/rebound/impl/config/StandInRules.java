/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.impl.standin.StandInKind;
import org.opendaylight.rebound.impl.standin.TlsIdentity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.StandIn;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Web;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;

/**
 * What of {@link ConfigRules} is about the stand-in. Pure.
 */
final class StandInRules {
    private static final long GROUP_BIT = 0x0100_0000_0000L;

    private StandInRules() {
        // Hidden on purpose
    }

    /**
     * Checks the stand-in, and the services that have one.
     *
     * @param faults takes the faults, in a fixed order
     * @param rebound the configuration as it would be
     */
    static void addFaults(final List<String> faults, final Rebound rebound) {
        final var standIn = rebound.getStandIn();
        if (standIn != null) {
            addHostFaults(faults, standIn, rebound);
        }
        final boolean hasAddress = standIn != null && !ConfigMapper.addresses(standIn.getAddress()).isEmpty();
        final boolean confirms = standIn == null
            || requireNonNullElse(standIn.getConfirm(), Defaults.CONFIRM_ADDRESSES);
        for (var server : ConfigMapper.servers(rebound)) {
            server.nonnullService().values().stream()
                .sorted(Comparator.comparing((Service service) -> service.requirePort().getValue()))
                .forEach(service -> {
                    final var name = "server '" + server.requireName().getValue() + "': service "
                        + service.requireProtocol().getName() + ' ' + service.requirePort().getValue() + ": ";
                    final var fault = serviceFault(service);
                    final var kind = StandInMapper.kind(service);
                    if (fault != null) {
                        faults.add(name + fault);
                    } else if (kind != null && !hasAddress) {
                        faults.add(name + "stand-in needs stand-in/address");
                    } else if (kind == StandInKind.HTTP && confirms && !hasLinks(rebound.getWeb())) {
                        faults.add(name + "stand-in http needs web/listen and web/public-url, for the links that"
                            + " confirm addresses, or stand-in/confirm false");
                    }
                });
        }
    }

    private static boolean hasLinks(final @Nullable Web web) {
        return web != null && web.getPublicUrl() != null && !web.nonnullListen().isEmpty();
    }

    private static void addHostFaults(final List<String> faults, final StandIn standIn, final Rebound rebound) {
        final Map<IpAddress, String> servers = new HashMap<>();
        ConfigMapper.servers(rebound).forEach(server -> ConfigMapper.addresses(server.getAddress())
            .forEach(address -> servers.putIfAbsent(address, server.requireName().getValue())));
        final var versions = new HashSet<Boolean>();
        final var written = standIn.getAddress();
        if (written != null) {
            written.stream().sorted(Comparator.comparing(Object::toString)).forEach(entry -> {
                final var name = "stand-in: address '" + entry.stringValue() + "' ";
                final var address = IpAddresses.parse(entry).orElse(null);
                if (address == null || !ConfigRules.isHost(address)) {
                    faults.add(name + "is not the address of one host");
                } else if (servers.containsKey(address)) {
                    faults.add(name + "is also an address of server '" + servers.get(address) + "'");
                } else if (!versions.add(address.isIpv4())) {
                    faults.add(name + "is one more " + (address.isIpv4() ? "IPv4" : "IPv6")
                        + " address; one is allowed");
                }
            });
        }
        final var mac = standIn.getMac();
        if (mac != null) {
            final long value = ConfigMapper.macValue(mac);
            if (value == 0 || (value & GROUP_BIT) != 0) {
                faults.add("stand-in: mac " + mac.getValue() + " is not the address of one host");
            }
        }
    }

    /**
     * What is wrong with what one service says of its stand-in.
     *
     * @param service the service
     * @return the fault, without the service's name; null when there is none
     */
    static @Nullable String serviceFault(final Service service) {
        final var kind = StandInMapper.kind(service);
        if (kind != null && service.requireProtocol() != Protocol.Tcp) {
            return "stand-in is for TCP services";
        }
        if (kind != null && service.getLastPort() != null) {
            return "stand-in is for services of one port, without last-port";
        }
        final var tls = service.getTls();
        final var certificate = tls == null ? null : tls.getCertificate();
        final var key = tls == null ? null : tls.getPrivateKey();
        if (certificate == null && key == null) {
            return null;
        }
        if (kind != StandInKind.HTTP) {
            return "tls needs stand-in http";
        }
        if (certificate == null || key == null) {
            return "tls/" + (key == null ? "certificate needs private-key" : "private-key needs certificate");
        }
        if (SecretVault.isSealed(key)) {
            // ConfigSecrets has looked at it
            return null;
        }
        try {
            new TlsIdentity(certificate, key).check();
            return null;
        } catch (IllegalArgumentException e) {
            return "tls/" + e.getMessage();
        }
    }
}
