/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.opendaylight.rebound.impl.config.Samples.address;
import static org.opendaylight.rebound.impl.config.Samples.addresses;
import static org.opendaylight.rebound.impl.config.Samples.server;
import static org.opendaylight.rebound.impl.config.Samples.service;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SwitchId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ObservationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ProbeSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ProbeSourceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.RecoveryBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * What may be said of the addresses that servers are asked from through a switch.
 */
class ProbeRulesTest {
    private static final SwitchId SWITCH = new SwitchId("openflow:161");

    private static ProbeSourceBuilder source(final String address) {
        return new ProbeSourceBuilder().setAddress(address(address)).setSwitch(SWITCH);
    }

    private static ServerBuilder asked(final String... sources) {
        return server("web", "192.0.2.1").setService(BindingMap.of(service(Protocol.Tcp, 80)))
            .setRecovery(new RecoveryBuilder().setProbeSource(addresses(sources)).build());
    }

    private static Rebound rebound(final ServerBuilder server, final ProbeSource... sources) {
        return new ReboundBuilder().setServer(BindingMap.of(server.build())).setProbeSource(BindingMap.of(sources))
            .build();
    }

    private static void assertFault(final String fault, final Rebound rebound) {
        assertEquals(List.of(fault), ConfigRules.faults(rebound));
    }

    @Test
    void aServerMayBeAskedFromAnAddressOfEachVersion() {
        final var rebound = rebound(asked("192.0.2.9", "2001:DB8::9"), source("192.0.2.9").build(),
            source("2001:db8::9").setMac(new MacAddress("02:ab:cd:ef:01:23")).setVlan(Uint16.TEN).build());
        assertEquals(List.of(), ConfigRules.faults(rebound));

        final var config = ConfigMapper.map(rebound);
        final var ipv4 = IpAddress.parse("192.0.2.9");
        final var ipv6 = IpAddress.parse("2001:db8::9");
        assertEquals(Set.of(ipv4, ipv6), config.services().getFirst().recovery().probeSources());
        assertEquals(List.of(
            new org.opendaylight.rebound.impl.probe.ProbeSource(ipv4, "openflow:161",
                org.opendaylight.rebound.impl.probe.ProbeSource.macOf(ipv4), 0),
            new org.opendaylight.rebound.impl.probe.ProbeSource(ipv6, "openflow:161", 0x02AB_CDEF_0123L, 10)),
            config.observation().probeSources());
    }

    @Test
    void theAddressIsInTheList() {
        assertFault("server 'web': recovery/probe-source '192.0.2.9' is not an address of the list probe-source",
            rebound(asked("192.0.2.9"), source("192.0.2.8").build()));
    }

    @Test
    void thereIsOneOfAVersion() {
        assertFault("server 'web': recovery/probe-source names more than one IPv4 address",
            rebound(asked("192.0.2.8", "192.0.2.9"), source("192.0.2.8").build(), source("192.0.2.9").build()));
    }

    @Test
    void itIsOfAVersionThatTheServerHas() {
        assertFault("server 'web': recovery/probe-source is of another IP version than every address of the server",
            rebound(asked("2001:db8::9"), source("2001:db8::9").build()));
    }

    @Test
    void throughASwitchThereIsNoHttp() {
        final var service = new ServiceBuilder(service(Protocol.Tcp, 80)).setProbePath("/health").build();
        assertFault("server 'web': recovery/probe-source goes with no service's probe-path: through a switch only a "
            + "connection is tried", rebound(asked("192.0.2.9").setService(BindingMap.of(service)),
                source("192.0.2.9").build()));
    }

    @Test
    void aServersAddressIsTaken() {
        assertFault("probe-source '192.0.2.1': address is also an address of server 'web'; nobody else may have it",
            rebound(server("web", "192.0.2.1"), source("192.0.2.1").build()));
    }

    @Test
    void anAddressIsThereOnce() {
        assertFault("probe-source '2001:db8::9': address is also that of probe-source '2001:DB8::9'",
            rebound(server("web", "192.0.2.1"), source("2001:db8::9").build(), source("2001:DB8::9").build()));
    }

    @Test
    void anAddressIsOneHosts() {
        assertFault("probe-source '224.0.0.1': address is not the address of one host",
            rebound(server("web", "192.0.2.1"), source("224.0.0.1").build()));
    }

    @Test
    void thereIsASwitchAndItObserves() {
        assertFault("probe-source '192.0.2.9': switch is missing",
            rebound(server("web", "192.0.2.1"), source("192.0.2.9").setSwitch(null).build()));
        assertFault("probe-source '192.0.2.9': switch openflow:161 is not among observation/switch",
            new ReboundBuilder(rebound(server("web", "192.0.2.1"), source("192.0.2.9").build()))
                .setObservation(new ObservationBuilder().setSwitch(Set.of(new SwitchId("openflow:162"))).build())
                .build());
    }

    @Test
    void aLinkLayerAddressIsOneHosts() {
        for (var mac : List.of("01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00")) {
            assertFault("probe-source '192.0.2.9': mac " + mac + " is not the address of one host",
                rebound(server("web", "192.0.2.1"), source("192.0.2.9").setMac(new MacAddress(mac)).build()));
        }
    }
}
