/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import com.google.common.net.InetAddresses;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ClientBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * Configurations as an operator writes them.
 */
final class Samples {
    private Samples() {
        // Hidden on purpose
    }

    static IpAddressNoZone address(final String text) {
        // not through InetAddress: how it is written matters
        return text.contains(":") ? new IpAddressNoZone(new Ipv6AddressNoZone(text))
            : IetfInetUtil.ipAddressNoZoneFor(InetAddresses.forString(text));
    }

    static org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddress ipAddress(
            final String text) {
        return IetfInetUtil.ipAddressFor(InetAddresses.forString(text));
    }

    static ServerBuilder server(final String name, final String... addresses) {
        return new ServerBuilder().setName(new Name(name))
            .setAddress(addresses.length == 0 ? null
                : Arrays.stream(addresses).map(Samples::address).collect(Collectors.toSet()));
    }

    static Service service(final Protocol protocol, final int port) {
        return new ServiceBuilder().setProtocol(protocol).setPort(new ServicePort(Uint16.valueOf(port))).build();
    }

    static Client client(final String address, final String mail, final String name) {
        return new ClientBuilder().setAddress(address(address))
            .setMail(mail == null ? null : new MailAddress(mail))
            .setName(name == null ? null : new SingleLine(name))
            .build();
    }

    static Rebound rebound(final Server... servers) {
        return new ReboundBuilder().setServer(BindingMap.of(servers)).build();
    }

    static Set<IpAddressNoZone> addresses(final String... addresses) {
        return Arrays.stream(addresses).map(Samples::address).collect(Collectors.toSet());
    }
}
