/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.secret.FakeEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.impl.standin.StandInKind;
import org.opendaylight.rebound.impl.standin.StandInSettings;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.impl.standin.TlsIdentity;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SwitchId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ProbeSourceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.StandInBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.WebBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service.StandIn;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.service.TlsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.web.ListenBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * Services that Rebound stands in for: what is refused, and what is made of the rest.
 */
class StandInConfigTest {
    private static final String LOGO = "data:image/png;base64,iVBORw0KGgo=";

    @TempDir
    private static Path directory;
    private static TestPair pair;

    private final SecretVault vault = new SecretVault(new FakeEncryption("here"));

    @BeforeAll
    static void makePair() throws Exception {
        pair = TestPair.make(directory);
    }

    private static ServiceBuilder service(final Protocol protocol, final int port, final StandIn standIn) {
        return new ServiceBuilder(Samples.service(protocol, port)).setStandIn(standIn);
    }

    private static ServerBuilder web(final ServiceBuilder... services) {
        return Samples.server("web", "192.0.2.1", "2001:db8::1").setService(
            BindingMap.of(Arrays.stream(services).map(ServiceBuilder::build).toArray(Service[]::new)));
    }

    private static StandInBuilder standIn(final String... addresses) {
        return new StandInBuilder().setAddress(Samples.addresses(addresses));
    }

    private static ReboundBuilder rebound(final ServerBuilder server, final @Nullable StandInBuilder standIn) {
        return new ReboundBuilder(Samples.rebound(server.build()))
            .setStandIn(standIn == null ? null : standIn.build())
            .setWeb(new WebBuilder().setPublicUrl("http://192.0.2.100:8480")
                .setListen(BindingMap.of(new ListenBuilder().setAddress(Samples.address("192.0.2.100"))
                    .setPort(new ServicePort(Uint16.valueOf(8480))).build()))
                .build());
    }

    private static void assertFault(final String expected, final ReboundBuilder rebound) {
        assertEquals(List.of(expected), ConfigRules.faults(rebound.build()));
    }

    private static StandInSettings settings(final Rebound rebound) {
        return ConfigMapper.map(rebound).standIn();
    }

    @Test
    void nobodyIsStoodInForByDefault() {
        final var config = ConfigMapper.map(Samples.rebound(web(new ServiceBuilder(Samples.service(Protocol.Tcp, 80)))
            .build()));
        assertEquals(new StandInSettings(Set.of(), Map.of(), Look.PLAIN, true, 64), config.standIn());
        assertEquals(new StandInHost(Set.of(), OptionalLong.empty()), config.standInHost());
        assertEquals(Set.of(), config.askingServers());
        assertEquals(config.standIn(), settings(null));
    }

    @Test
    void whatIsConfiguredIsUsed() {
        final var rebound = rebound(web(service(Protocol.Tcp, 80, StandIn.Http), service(Protocol.Tcp, 21, StandIn.Ftp),
            service(Protocol.Tcp, 25, StandIn.Smtp), service(Protocol.Tcp, 22, StandIn.None)).setAsk(true),
            standIn("192.0.2.100", "2001:DB8::100").setMac(new MacAddress("02:ab:cd:ef:01:23")).setName("Example Ltd")
                .setLogo(LOGO).setText("Call 1234.").setConfirm(false).setClientConnections(Uint16.TEN)).build();
        assertEquals(List.of(), ConfigRules.faults(rebound));

        final var config = ConfigMapper.map(rebound);
        final var addresses = Set.of(IpAddress.parse("192.0.2.100"), IpAddress.parse("2001:db8::100"));
        assertEquals(new StandInHost(addresses, OptionalLong.of(0x02AB_CDEF_0123L)), config.standInHost());
        assertEquals(Set.of("web"), config.askingServers());
        final var standIn = config.standIn();
        assertEquals(addresses, standIn.addresses());
        assertEquals(new Look("Example Ltd", LOGO, "Call 1234."), standIn.look());
        assertFalse(standIn.confirm());
        assertEquals(10, standIn.clientConnections());
        assertEquals(Set.of("web/tcp/80 HTTP", "web/tcp/21 FTP", "web/tcp/25 SMTP"),
            standIn.services().values().stream().map(one -> one.service() + " " + one.kind())
                .collect(Collectors.toSet()));
        assertTrue(standIn.services().values().stream().allMatch(one -> one.ask() && one.tls() == null));
    }

    @Test
    void onlyATcpServiceOnOnePortIsStoodInFor() {
        assertFault("server 'web': service udp 53: stand-in is for TCP services",
            rebound(web(service(Protocol.Udp, 53, StandIn.Ftp)), standIn("192.0.2.100")));
        final var range = rebound(web(service(Protocol.Tcp, 80, StandIn.Http)
            .setLastPort(new ServicePort(Uint16.valueOf(81)))), standIn("192.0.2.100"));
        assertFault("server 'web': service tcp 80: stand-in is for services on one port, without last-port", range);
        assertEquals(Map.of(), settings(range.build()).services());
    }

    @Test
    void itNeedsAnAddress() {
        final var fault = "server 'web': service tcp 80: stand-in http needs an address in the container stand-in: one"
            + " of this host in the clients' network";
        assertFault(fault, rebound(web(service(Protocol.Tcp, 80, StandIn.Http)), null));
        assertFault(fault, rebound(web(service(Protocol.Tcp, 80, StandIn.Http)), new StandInBuilder()));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, is also an address of server 'web'; it is to be one of this host",
        "2001:DB8::1, is also an address of server 'web'; it is to be one of this host",
        "192.0.2.9, is also an address of the list probe-source; it is to be one of this host",
        "224.0.0.1, is not the address of one host",
        "2001:db8::192.0.2.01, is not an IP address",
    })
    void itsAddressIsThisHosts(final String address, final String fault) {
        assertFault("stand-in: address '" + address + "' " + fault,
            rebound(web(), standIn(address)).setProbeSource(BindingMap.of(new ProbeSourceBuilder()
                .setAddress(Samples.address("192.0.2.9")).setSwitch(new SwitchId("openflow:1")).build())));
    }

    @Test
    void oneAddressOfEachVersionIsEnough() {
        assertFault("stand-in: address '192.0.2.101' is one too many: one IPv4 and one IPv6 address are enough",
            rebound(web(), standIn("192.0.2.100", "192.0.2.101", "2001:db8::100")));
        assertEquals(List.of(), ConfigRules.faults(rebound(web(), standIn("2001:db8::100", "2001:DB8::100")).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "00:00:00:00:00:00", "01:00:5e:00:00:01" })
    void itsLinkLayerAddressIsOneHosts(final String mac) {
        assertFault("stand-in: mac " + mac + " is not the address of one host",
            rebound(web(), standIn("192.0.2.100").setMac(new MacAddress(mac))));
    }

    @Test
    void aLogoCanBeRead() {
        assertFault("stand-in: logo is not in base64",
            rebound(web(), standIn("192.0.2.100").setLogo("data:image/png;base64,abcde")));
        assertEquals(List.of(), ConfigRules.faults(rebound(web(), standIn("192.0.2.100").setLogo(
            "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString("<svg/>".getBytes(UTF_8))))
            .build()));
    }

    @Test
    void whereAddressesAreConfirmedThereIsALinkToDoItBy() {
        final var fault = "stand-in: confirm needs web/listen and web/public-url, where the links lead by which"
            + " visitors confirm their addresses: set both, or confirm false in a network whose users are known";
        final var asking = rebound(web(service(Protocol.Tcp, 80, StandIn.Http)), standIn("192.0.2.100"));
        assertEquals(List.of(), ConfigRules.faults(asking.build()));
        assertFault(fault, asking.setWeb(null));
        assertFault(fault, asking.setWeb(new WebBuilder().setPublicUrl("http://192.0.2.100:8480").build()));
        assertEquals(List.of(), ConfigRules.faults(asking.setStandIn(standIn("192.0.2.100").setConfirm(false).build())
            .build()));
        assertEquals(List.of(), ConfigRules.faults(rebound(web(service(Protocol.Tcp, 21, StandIn.Ftp)),
            standIn("192.0.2.100")).setWeb(null).build()));
    }

    @Test
    void whereClientsAreAskedTheyCanAnswer() {
        assertFault("server 'web': ask needs a service with a stand-in: nobody could answer",
            rebound(web(service(Protocol.Tcp, 80, StandIn.None)).setAsk(true), standIn("192.0.2.100")));
    }

    private static ReboundBuilder tls(final StandIn standIn, final @Nullable String certificate,
            final @Nullable String key) {
        return rebound(web(service(Protocol.Tcp, 443, standIn)
            .setTls(new TlsBuilder().setCertificate(certificate).setPrivateKey(key).build())), standIn("192.0.2.100"));
    }

    @Test
    void whatCannotBeShownInTlsIsNamedAndTheServiceIsLeftAlone() {
        final var name = "server 'web': service tcp 443: tls/";
        for (var broken : Map.of(
                tls(StandIn.Http, pair.certificate(), null), "certificate needs private-key",
                tls(StandIn.Http, null, pair.privateKey()), "private-key needs certificate",
                tls(StandIn.Http, "x", pair.privateKey()), "certificate is no certificate in PEM",
                tls(StandIn.Http, pair.certificate(), "x"), "private-key is not one PEM block from"
                    + " -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----").entrySet()) {
            assertFault(name + broken.getValue(), broken.getKey());
            assertEquals(Map.of(), settings(broken.getKey().build()).services());
        }
        assertFault("server 'web': service tcp 443: tls is for a service with stand-in http",
            tls(StandIn.Ftp, pair.certificate(), pair.privateKey()));
    }

    @Test
    void itsKeyIsStoredEncryptedAndUsedInClear() throws GeneralSecurityException {
        final var sealed = tls(StandIn.Http, pair.certificate(), vault.seal(pair.privateKey())).build();
        assertEquals(List.of(), ConfigRules.faults(sealed));
        assertEquals(List.of(), ConfigSecrets.faults(sealed, null, vault));
        final var key = new ServiceKey("web", org.opendaylight.rebound.api.Protocol.TCP, 443);
        final var used = settings(ConfigSecrets.opened(sealed, vault)).services().get(key);
        assertEquals(StandInKind.HTTP, used.kind());
        assertEquals(new TlsIdentity(pair.certificate(), pair.privateKey()), used.tls());

        final var elsewhere = new SecretVault(new FakeEncryption("there"));
        assertTrue(ConfigSecrets.faults(sealed, null, elsewhere).getFirst()
            .startsWith("server 'web': service tcp 443: tls/private-key begins with 'encrypted:'"));
        // plain HTTP where clients speak TLS would help nobody
        assertNull(settings(ConfigSecrets.opened(sealed, elsewhere)).services().get(key));
    }
}
