/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.impl.standin.TlsIdentity;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.StandIn;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Web;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.service.Tls;

/**
 * The rules of {@link ConfigRules} about services that Rebound stands in for, and about the stand-in itself. Pure.
 */
final class StandInRules {
    private StandInRules() {
        // Hidden on purpose
    }

    /**
     * Checks what servers say of it, and the container {@code stand-in}.
     *
     * @param faults takes the faults, in a fixed order
     * @param rebound the configuration as it would be
     */
    static void addFaults(final List<String> faults, final Rebound rebound) {
        final var standIn = rebound.getStandIn();
        final boolean hasAddress = !addresses(standIn).isEmpty();
        for (var server : ConfigMapper.servers(rebound)) {
            final var name = "server '" + server.requireName().getValue() + "': ";
            for (var service : services(server)) {
                addServiceFaults(faults, name + "service " + service.requireProtocol().getName() + ' '
                    + service.requirePort().getValue() + ": ", service, hasAddress);
            }
            if (requireNonNullElse(server.getAsk(), Defaults.ASK) && services(server).stream()
                    .noneMatch(service -> kind(service) != Service.StandIn.None)) {
                faults.add(name + "ask needs a service with a stand-in: nobody could answer");
            }
        }
        if (standIn != null) {
            addAddressFaults(faults, standIn, rebound);
            addLookFaults(faults, standIn);
        }
        addConfirmFaults(faults, rebound);
    }

    /**
     * How a service is stood in for.
     *
     * @param service the service
     * @return what its {@code stand-in} says
     */
    static Service.StandIn kind(final Service service) {
        return requireNonNullElse(service.getStandIn(), Defaults.STAND_IN);
    }

    /**
     * What is wrong with how a service is stood in for.
     *
     * @param service the service, which is
     * @return a sentence, or null if it can be done
     */
    static @Nullable String fault(final Service service) {
        if (service.requireProtocol() != Protocol.Tcp) {
            return "stand-in is for TCP services";
        }
        return service.getLastPort() == null ? null : "stand-in is for services on one port, without last-port";
    }

    /**
     * Checks what a stand-in shows of itself. What is encrypted is not looked at.
     *
     * @param tls the container
     * @return what is wrong with it, or null if it can be used, or is empty
     */
    static @Nullable String tlsFault(final Tls tls) {
        final var certificate = tls.getCertificate();
        final var key = tls.getPrivateKey();
        if (certificate == null || key == null) {
            return certificate == null && key == null ? null
                : certificate == null ? "private-key needs certificate" : "certificate needs private-key";
        }
        if (SecretVault.isSealed(key)) {
            return null;
        }
        try {
            new TlsIdentity(certificate, key).check();
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static void addServiceFaults(final List<String> faults, final String name, final Service service,
            final boolean hasAddress) {
        final var kind = kind(service);
        if (kind != Service.StandIn.None) {
            final var fault = fault(service);
            if (fault != null) {
                faults.add(name + fault);
            } else if (!hasAddress) {
                faults.add(name + "stand-in " + kind.getName() + " needs an address in the container stand-in: one of"
                    + " this host in the clients' network");
            }
        }
        final var tls = service.getTls();
        if (tls == null || tls.getCertificate() == null && tls.getPrivateKey() == null) {
            return;
        }
        if (kind != Service.StandIn.Http) {
            faults.add(name + "tls is for a service with stand-in http");
        }
        final var fault = tlsFault(tls);
        if (fault != null) {
            faults.add(name + "tls/" + fault);
        }
    }

    private static void addAddressFaults(final List<String> faults, final StandIn standIn, final Rebound rebound) {
        final var owners = owners(rebound);
        final var known = new HashMap<Boolean, IpAddress>();
        for (var element : addresses(standIn)) {
            final var name = "stand-in: address '" + element.stringValue() + "' ";
            final var address = IpAddresses.parse(element).orElse(null);
            if (address == null) {
                faults.add(name + "is not an IP address");
            } else if (!ConfigRules.isHost(address)) {
                faults.add(name + "is not the address of one host");
            } else if (owners.containsKey(address)) {
                faults.add(name + "is also an address of " + owners.get(address) + "; it is to be one of this host");
            } else {
                final var other = known.putIfAbsent(address.isIpv4(), address);
                if (other != null && !other.equals(address)) {
                    faults.add(name + "is one too many: one IPv4 and one IPv6 address are enough");
                }
            }
        }
    }

    private static Map<IpAddress, String> owners(final Rebound rebound) {
        final var ret = new HashMap<IpAddress, String>();
        ConfigMapper.servers(rebound).forEach(server -> ConfigMapper.addresses(server.getAddress())
            .forEach(address -> ret.putIfAbsent(address, "server '" + server.requireName().getValue() + "'")));
        ConfigMapper.probeSources(rebound).forEach(source -> IpAddresses.parse(source.requireAddress())
            .ifPresent(address -> ret.putIfAbsent(address, "the list probe-source")));
        return ret;
    }

    private static void addLookFaults(final List<String> faults, final StandIn standIn) {
        final var mac = standIn.getMac();
        if (mac != null && !ConfigRules.isHost(mac)) {
            faults.add("stand-in: mac " + mac.getValue() + " is not the address of one host");
        }
        final var logo = standIn.getLogo();
        if (logo != null && !isBase64(logo.substring(logo.indexOf(',') + 1))) {
            faults.add("stand-in: logo is not in base64");
        }
    }

    private static boolean isBase64(final String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A page that asks for an address, and no link by which it could be confirmed. */
    private static void addConfirmFaults(final List<String> faults, final Rebound rebound) {
        final boolean asks = ConfigMapper.servers(rebound).stream().flatMap(server -> services(server).stream())
            .anyMatch(service -> kind(service) == Service.StandIn.Http);
        if (asks && StandInMapper.confirms(rebound.getStandIn()) && !hasLinks(rebound.getWeb())) {
            faults.add("stand-in: confirm needs web/listen and web/public-url, where the links lead by which visitors"
                + " confirm their addresses: set both, or confirm false in a network whose users are known");
        }
    }

    private static boolean hasLinks(final @Nullable Web web) {
        return web != null && web.getPublicUrl() != null && !web.nonnullListen().isEmpty();
    }

    private static List<Service> services(final Server server) {
        return server.nonnullService().values().stream()
            .sorted(Comparator.comparing(Service::requireProtocol)
                .thenComparing(service -> service.requirePort().getValue()))
            .toList();
    }

    private static List<IpAddressNoZone> addresses(final @Nullable StandIn standIn) {
        final var addresses = standIn == null ? null : standIn.getAddress();
        return addresses == null ? List.of()
            : addresses.stream().sorted(Comparator.comparing(IpAddressNoZone::stringValue)).toList();
    }
}
