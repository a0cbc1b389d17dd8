/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.push.ListTarget;
import org.opendaylight.rebound.impl.secret.FakeEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.push.HttpTarget;
import org.opendaylight.rebound.push.Tls;
import org.opendaylight.rebound.snmp.InformTarget;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.Community;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.User;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Passphrase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.PushTarget;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.push.target.InformBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Manager;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ManagerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server.Notify;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.SnmpBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.PushBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Those who are given lists of failed clients: what is refused, and what is made of the rest.
 */
class PushConfigTest {
    private static final String SECRET = "a secret of more than 24 characters";

    private final SecretVault vault = new SecretVault(new FakeEncryption("here"));

    private static ServerBuilder web(final Notify... notify) {
        return Samples.server("web", "2001:db8::1", "192.0.2.7", "192.0.2.1").setNotify(Set.of(notify));
    }

    private static ManagerBuilder manager(final String name) {
        return new ManagerBuilder().setName(new Name(name)).setUrl("https://noc.example.com/rebound");
    }

    private static Rebound rebound(final ServerBuilder server, final Manager... managers) {
        return new ReboundBuilder(Samples.rebound(server.build())).setManager(BindingMap.of(managers)).build();
    }

    private static void assertFault(final String expected, final Rebound rebound) {
        assertEquals(List.of(expected), ConfigRules.faults(rebound));
    }

    private static HttpTarget http(final ListTarget target) {
        return assertInstanceOf(ListTarget.Http.class, target).target();
    }

    @Test
    void aServerIsPushedToWhereTheRelayListensUnlessThereIsAUrl() {
        final var usual = ConfigMapper.map(rebound(web(Notify.Server))).pushTargets();
        assertEquals(new HttpTarget(URI.create("http://192.0.2.1:8480/v1/recoveries"), HttpTarget.Format.REBOUND, null,
            null, Tls.USUAL, Duration.ofSeconds(10)), http(usual.servers().get("web")));

        final var own = ConfigMapper.map(rebound(web(Notify.Server).setPush(new PushBuilder()
            .setUrl("https://web.example.com/alerts").setFormat(PushTarget.Format.Alertmanager).setBearerToken("abc")
            .setSigningSecret(SECRET).setTimeout(Uint32.valueOf(200)).build()))).pushTargets();
        assertEquals(new HttpTarget(URI.create("https://web.example.com/alerts"), HttpTarget.Format.ALERTMANAGER,
            SECRET, "abc", Tls.USUAL, Duration.ofMillis(200)), http(own.servers().get("web")));
    }

    @Test
    void onlyIpv6IsWrittenAsAUrlWantsIt() {
        final var config = ConfigMapper.map(Samples.rebound(Samples.server("web", "2001:db8::1")
            .setNotify(Set.of(Notify.Server)).build()));
        assertEquals(URI.create("http://[2001:db8::1]:8480/v1/recoveries"),
            http(config.pushTargets().servers().get("web")).url());
    }

    @Test
    void whoIsNotToBePushedToIsNot() {
        final var config = ConfigMapper.map(rebound(web(Notify.Mail)));
        assertEquals(Map.of(), config.pushTargets().servers());
        assertEquals(List.of(Way.MAIL), config.waysOf("web"));
    }

    @Test
    void allManagersAreTheWayUnlessSomeAreNamed() {
        final var all = new Manager[] { manager("north").build(), manager("south").build() };
        assertEquals(List.of(Way.byServer("web"), Way.byManager("north"), Way.byManager("south")),
            ConfigMapper.map(rebound(web(Notify.Server, Notify.NetworkManagement), all)).waysOf("web"));
        assertEquals(List.of(Way.byManager("south")), ConfigMapper.map(rebound(
            web(Notify.NetworkManagement).setManager(Set.of(new Name("south"))), all)).waysOf("web"));
        assertEquals(Set.of("north", "south"),
            ConfigMapper.map(rebound(web(Notify.Mail), all)).pushTargets().managers().keySet());
    }

    @Test
    void networkManagementNeedsAManager() {
        assertFault("server 'web': notify network-management needs an entry of the list manager",
            rebound(web(Notify.NetworkManagement)));
        assertFault("server 'web': manager 'east' is not in the list manager",
            rebound(web(Notify.NetworkManagement).setManager(Set.of(new Name("east"))), manager("north").build()));
        assertFault("manager 'north': url is missing",
            rebound(web(Notify.Mail), manager("north").setUrl(null).build()));
        assertFault("there are 17 entries of manager; at most 16 are allowed", rebound(web(Notify.Mail),
            IntStream.range(0, 17).mapToObj(i -> manager("m" + i).build()).toArray(Manager[]::new)));
    }

    @Test
    void whatCannotWorkIsNamed() {
        assertFault("server 'web': push/url 'http://a..b/' is not the URL of a host",
            rebound(web(Notify.Server).setPush(new PushBuilder().setUrl("http://a..b/").build())));
        assertFault("manager 'noc': certificate needs private-key",
            rebound(web(Notify.Mail), manager("noc").setCertificate("x").build()));
        assertFault("manager 'noc': trusted-certificates is no certificate in PEM",
            rebound(web(Notify.Mail), manager("noc").setTrustedCertificates(" ").build()));
        assertTrue(ConfigRules.faults(rebound(web(Notify.Mail),
            manager("noc").setSigningSecret("whsec_" + "?".repeat(30)).build())).getFirst()
            .startsWith("manager 'noc': signing-secret: "));
    }

    @Test
    void aBrokenKeyIsNamedAndNotShown() {
        final var faults = ConfigRules.faults(rebound(web(Notify.Server).setPush(new PushBuilder()
            .setCertificate("x").setPrivateKey("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----")
            .build())));
        assertEquals(List.of("server 'web': push/private-key is no RSA, EC or EdDSA key in PKCS #8"), faults);
    }

    @Test
    void aListGoesByInformIfThereIsOne() {
        final var server = web(Notify.Server).setPush(new PushBuilder()
            .setInform(new InformBuilder().setCommunity("noc").build()).build());
        final var station = manager("noc").setUrl(null).setInform(new InformBuilder()
            .setAddress(Samples.address("2001:db8::9")).setPort(new ServicePort(Uint16.valueOf(1162)))
            .setUsmUser("anna").setTimeout(Uint32.valueOf(100)).setRetries(Uint8.ZERO).build());
        final var user = new UsmUserBuilder().setName("anna").setAuthProtocol(UsmUser.AuthProtocol.Sha256)
            .setAuthKey(new Passphrase("auth passphrase")).build();
        final var rebound = new ReboundBuilder(rebound(server, station.build()))
            .setSnmp(new SnmpBuilder().setUsmUser(BindingMap.of(user)).build()).build();
        assertEquals(List.of(), ConfigRules.faults(rebound));

        final var targets = ConfigMapper.map(rebound).pushTargets();
        assertEquals(new ListTarget.Inform(InformTarget.of(IpAddress.parse("192.0.2.1"), 162, new Community("noc"))),
            targets.servers().get("web"));
        final var toStation = assertInstanceOf(ListTarget.Inform.class, targets.managers().get("noc")).target();
        assertEquals("[2001:db8::9]:1162", toStation.toString());
        assertEquals("anna", assertInstanceOf(User.class, toStation.credentials()).user().name());
        assertEquals(Duration.ofMillis(100), toStation.timeout());
        assertEquals(0, toStation.retries());
    }

    @Test
    void anInformThatCannotBeSentIsNamed() {
        final var inform = new InformBuilder().setAddress(Samples.address("192.0.2.9"));
        assertFault("manager 'noc': url and inform are both there; lists go one way",
            rebound(web(Notify.Mail), manager("noc").setInform(inform.setCommunity("c").build()).build()));
        assertFault("manager 'noc': inform needs either a community or a usm-user", rebound(web(Notify.Mail),
            manager("noc").setUrl(null).setInform(inform.setUsmUser("anna").build()).build()));
        assertFault("manager 'noc': inform/usm-user 'anna' is not in the list snmp/usm-user", rebound(web(Notify.Mail),
            manager("noc").setUrl(null).setInform(inform.setCommunity(null).build()).build()));
        assertFault("manager 'noc': inform/address is missing", rebound(web(Notify.Mail),
            manager("noc").setUrl(null).setInform(new InformBuilder().setCommunity("c").build()).build()));
        assertFault("server 'web': push/inform needs a community or a usm-user", rebound(web(Notify.Server)
            .setPush(new PushBuilder().setInform(new InformBuilder().build()).build())));
    }

    @Test
    void itsSecretsAreUsedInClear() throws GeneralSecurityException {
        final var clear = rebound(
            web(Notify.Server).setPush(new PushBuilder().setSigningSecret(SECRET).setBearerToken("abc").build()),
            manager("noc").setSigningSecret(SECRET).build());
        final var sealed = rebound(web(Notify.Server).setPush(new PushBuilder().setSigningSecret(vault.seal(SECRET))
            .setBearerToken(vault.seal("abc")).build()),
            manager("noc").setSigningSecret(vault.seal(SECRET)).build());
        assertEquals(ConfigMapper.map(clear), ConfigMapper.map(ConfigSecrets.opened(sealed, vault)));
        assertEquals(List.of(), ConfigSecrets.faults(sealed, null, vault));
        final var elsewhere = new SecretVault(new FakeEncryption("there"));
        assertEquals(
            List.of("manager 'noc': signing-secret", "server 'web': push/bearer-token",
                "server 'web': push/signing-secret"),
            ConfigSecrets.faults(sealed, null, elsewhere).stream()
                .map(fault -> fault.substring(0, fault.indexOf(" begins"))).toList());
    }
}
