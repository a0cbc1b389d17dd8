/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.config.Samples.addresses;
import static org.opendaylight.rebound.impl.config.Samples.rebound;
import static org.opendaylight.rebound.impl.config.Samples.server;
import static org.opendaylight.rebound.impl.config.Samples.service;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.MaintenanceWindow;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.openflow.Forwarding;
import org.opendaylight.rebound.impl.openflow.ObservationSettings;
import org.opendaylight.rebound.impl.recover.TrapPolicy;
import org.opendaylight.rebound.impl.recover.TrapRule;
import org.opendaylight.rebound.mail.DkimKey;
import org.opendaylight.rebound.mail.MailRates;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.mail.MailTemplate;
import org.opendaylight.rebound.outbox.RetryPolicy;
import org.opendaylight.rebound.snmp.SnmpSettings;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.DomainName;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.EngineId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Language;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailRate;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NotificationOid;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Passphrase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Signal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SwitchId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ObservationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.SnmpBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.WebBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.DomainRateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Maintenance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.MaintenanceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Recovery.Confirm;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.RecoveryBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.recovery.TrapRuleBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.CommunityBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.ListenBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.AuthProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.PrivProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

class ConfigMapperTest {
    private static final IpAddress WEB_4 = IpAddress.parse("192.0.2.1");
    private static final IpAddress WEB_6 = IpAddress.parse("2001:db8::1");
    private static final ObservationSettings DEFAULT_OBSERVATION =
        new ObservationSettings(0, 200, 1000, Forwarding.NORMAL, 1, 1000, Set.of(), true);
    private static final RetryPolicy DEFAULT_RETRY =
        new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(5));

    @Test
    void nothingConfiguredGivesNothingToWatchAndTheDefaults() {
        final var config = ConfigMapper.map(null);
        assertEquals(List.of(), config.services());
        assertEquals(Map.of(), config.serverNames());
        assertEquals(Map.of(), config.ways());
        assertNull(config.mail());
        assertEquals(DEFAULT_RETRY, config.retry());
        assertEquals(SnmpSettings.NONE, config.snmp());
        assertEquals(DEFAULT_OBSERVATION, config.observation());
        assertEquals(Optional.empty(), config.serverAt(WEB_4));
        assertEquals(List.of(), config.waysOf("web"));
    }

    @Test
    void anEmptyContainerIsTheSameAsNone() {
        assertEquals(ConfigMapper.map(null), ConfigMapper.map(new ReboundBuilder().build()));
    }

    @Test
    void emptyContainersAreTheSameAsNone() {
        assertEquals(ConfigMapper.map(null), ConfigMapper.map(new ReboundBuilder()
            .setMail(new MailBuilder().build())
            .setSnmp(new SnmpBuilder().build())
            .setObservation(new ObservationBuilder().build())
            .build()));
    }

    @Test
    void aServerWithItsAddressOnlyHasTheDefaultsOfTheModel() {
        final var config = ConfigMapper.map(rebound(server("web", "192.0.2.1", "2001:db8::1")
            .setService(BindingMap.of(service(Protocol.Udp, 53), service(Protocol.Tcp, 443), service(Protocol.Tcp, 80)))
            .build()));
        final var recovery = new RecoveryPolicy(Set.of(SignalKind.TRAP, SignalKind.REPLY), true,
            Duration.ofMinutes(1), Duration.ZERO);
        final var addresses = List.of(WEB_4, WEB_6);
        assertEquals(List.of(
            new ServerService(new ServiceKey("web", org.opendaylight.rebound.api.Protocol.TCP, 80), addresses,
                Duration.ofSeconds(3), 2, recovery),
            new ServerService(new ServiceKey("web", org.opendaylight.rebound.api.Protocol.TCP, 443), addresses,
                Duration.ofSeconds(3), 2, recovery),
            new ServerService(new ServiceKey("web", org.opendaylight.rebound.api.Protocol.UDP, 53), addresses,
                Duration.ofSeconds(3), 2, recovery)), config.services());
        assertEquals(Map.of("web", new TrapPolicy(Set.of(WEB_4, WEB_6), List.of(
            new TrapRule("1.3.6.1.6.3.1.1.5.1", null), new TrapRule("1.3.6.1.6.3.1.1.5.2", null),
            new TrapRule("1.3.6.1.6.3.1.1.5.4", null)), Set.of())), config.traps());
        assertEquals(Optional.of("web"), config.serverAt(WEB_6));
        assertEquals(List.of(Way.MAIL), config.waysOf("web"));
    }

    @Test
    void whatTheOperatorSaysOfAServerCounts() {
        final var config = ConfigMapper.map(rebound(server("web", "192.0.2.1")
            .setService(BindingMap.of(service(Protocol.Tcp, 80)))
            .setResponseTimeout(Uint32.valueOf(500))
            .setAttempts(Uint8.valueOf(5))
            .setRecovery(new RecoveryBuilder()
                .setSignal(Set.of(Signal.Trap))
                .setTrapSource(addresses("192.0.2.77"))
                .setTrapOid(Set.of(new NotificationOid("1.3.6.1.4.1.9.1")))
                .setTrapRule(BindingMap.of(new TrapRuleBuilder().setName(new SingleLine("own"))
                    .setOid(new NotificationOid("1.3.6.1.4.1.9.2")).setVarbind(new NotificationOid("1.3.6.1.4.1.9.3"))
                    .setEquals("up").setMatches("u.*").build()))
                .setTrapInterface(Set.of(new SingleLine("eth0")))
                .setConfirm(Confirm.None)
                .setConfirmTimeout(Uint32.valueOf(700))
                .setHoldDown(Uint32.valueOf(900))
                .setProbeInterval(Uint32.valueOf(2000))
                .build())
            .setMaintenance(BindingMap.of(new MaintenanceBuilder().setName(new SingleLine("friday"))
                .setStart(new DateAndTime("2026-12-01T22:00:00+01:00"))
                .setEnd(new DateAndTime("2026-12-01T23:00:00Z")).setNotices(Maintenance.Notices.Drop).build()))
            .build()));
        assertEquals(List.of(new ServerService(
            new ServiceKey("web", org.opendaylight.rebound.api.Protocol.TCP, 80), 80, List.of(WEB_4), Set.of(),
            Duration.ofMillis(500), 5, false, new RecoveryPolicy(Set.of(SignalKind.TRAP), false,
                Duration.ofMillis(700), Duration.ofMillis(900), Duration.ofSeconds(2), null, Set.of()),
            List.of(new MaintenanceWindow("friday", Instant.parse("2026-12-01T21:00:00Z"),
                Instant.parse("2026-12-01T23:00:00Z"), true)))), config.services());
        assertEquals(Map.of("web", new TrapPolicy(Set.of(IpAddress.parse("192.0.2.77")), List.of(
            new TrapRule("1.3.6.1.4.1.9.1", null), new TrapRule("1.3.6.1.4.1.9.2",
                new TrapRule.Condition("1.3.6.1.4.1.9.3", "up", Pattern.compile("u.*", Pattern.DOTALL)))),
            Set.of("eth0"))), config.traps());
    }

    @Test
    void aServerWithoutServicesIsKnownByItsAddressAndNotWatched() {
        final var config = ConfigMapper.map(rebound(server("idle", "192.0.2.1").build()));
        assertEquals(List.of(), config.services());
        assertEquals(Optional.of("idle"), config.serverAt(WEB_4));
        assertEquals(Set.of("idle"), config.ways().keySet());
    }

    @Test
    void anAddressWrittenTwiceIsOneAddress() {
        final var config = ConfigMapper.map(rebound(server("web", "2001:db8::1", "2001:DB8:0:0::1")
            .setService(BindingMap.of(service(Protocol.Tcp, 80)))
            .build()));
        assertEquals(List.of(WEB_6), config.services().getFirst().addresses());
    }

    @Test
    void ofTwoServersWithOneAddressTheFirstByNameHasIt() {
        final var config = ConfigMapper.map(rebound(
            server("b", "2001:db8::1", "192.0.2.2").setService(BindingMap.of(service(Protocol.Tcp, 80))).build(),
            server("a", "2001:DB8::1").setService(BindingMap.of(service(Protocol.Tcp, 80))).build()));
        assertEquals(Map.of(WEB_6, "a", IpAddress.parse("192.0.2.2"), "b"), config.serverNames());
        assertEquals(List.of(WEB_6), config.services().get(0).addresses());
        assertEquals(List.of(IpAddress.parse("192.0.2.2")), config.services().get(1).addresses());
    }

    @Test
    void aServerWithoutAnAddressIsNotWatched() {
        final var config = ConfigMapper.map(rebound(
            server("void").setService(BindingMap.of(service(Protocol.Tcp, 80))).build()));
        assertEquals(List.of(), config.services());
        assertEquals(List.of(Way.MAIL), config.waysOf("void"));
    }

    @Test
    void mailIsConfiguredOnceHostAndSenderAre() {
        final var host = new Host(new DomainName("smtp.example.com"));
        final var from = new MailAddress("rebound@example.com");
        assertNull(ConfigMapper.map(new ReboundBuilder().setMail(new MailBuilder().setSmtpHost(host).build()).build())
            .mail());
        assertNull(ConfigMapper.map(new ReboundBuilder().setMail(new MailBuilder().setFrom(from).build()).build())
            .mail());
        assertEquals(new MailSettings("smtp.example.com", 25, MailSettings.Security.NONE, null, null,
            "rebound@example.com", null, null, Duration.ofSeconds(10), 4, "en", List.of(), null, MailRates.UNLIMITED),
            ConfigMapper.map(new ReboundBuilder()
                .setMail(new MailBuilder().setSmtpHost(host).setFrom(from).build())
                .build()).mail());
    }

    @Test
    void whatTheOperatorSaysOfMailCounts() {
        final var config = ConfigMapper.map(new ReboundBuilder().setMail(new MailBuilder()
            .setSmtpHost(new Host(Samples.ipAddress("192.0.2.25")))
            .setSmtpPort(new ServicePort(Uint16.valueOf(587)))
            .setSecurity(org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail.Security.Starttls)
            .setUsername(new SingleLine("user"))
            .setPassword("secret word")
            .setFrom(new MailAddress("a@example.com"))
            .setFromName(new SingleLine("The operator"))
            .setReplyTo(new MailAddress("help@example.com"))
            .setTimeout(Uint32.valueOf(1500))
            .setConnections(Uint8.valueOf(9))
            .setRetryInitial(Uint32.valueOf(100))
            .setRetryMaximum(Uint32.valueOf(200))
            .setGiveUpAfter(Uint32.valueOf(300))
            .setLanguage(new Language("ja"))
            .setTemplate(BindingMap.of(
                Samples.template("de-AT", "{{server}} ist da", "Servus", "<p>Servus</p>"),
                Samples.template("fr", "{{serveur}}", null, null)))
            .setRate(new MailRate(Uint32.valueOf(600)))
            .setRatePerDomain(new MailRate(Uint32.valueOf(60)))
            .setDomainRate(BindingMap.of(
                new DomainRateBuilder().setDomain(new DomainName("Example.com")).setRate(new MailRate(Uint32.TEN))
                    .build(),
                new DomainRateBuilder().setDomain(new DomainName("example.org")).build()))
            .setDkim(Samples.dkim("example.com", "s2026", Samples.privateKey(2048)))
            .build()).build());
        // a template with a fault is left out
        assertEquals(MailSettings.to("192.0.2.25", 587, "a@example.com").security(MailSettings.Security.STARTTLS)
            .login("user", "secret word").fromName("The operator").replyTo("help@example.com")
            .timeout(Duration.ofMillis(1500)).connections(9)
            .words("ja", List.of(new MailTemplate("de-at", "{{server}} ist da", "Servus", "<p>Servus</p>")))
            .rates(new MailRates(600, 60, Map.of("example.com", 10, "example.org", 0)))
            .dkim(DkimKey.read("example.com", "s2026", Samples.privateKey(2048)))
            .build(), config.mail());
        assertEquals(new RetryPolicy(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(300)),
            config.retry());
        assertFalse(config.toString().contains("secret word"), config.toString());
    }

    @Test
    void mailGoesUnsignedWhereTheKeyCannotBeRead() {
        final var config = ConfigMapper.map(new ReboundBuilder().setMail(new MailBuilder()
            .setSmtpHost(new Host(new DomainName("smtp.example.com")))
            .setFrom(new MailAddress("a@example.com"))
            .setDkim(Samples.dkim("example.com", "s2026", "geheim"))
            .build()).build());
        assertEquals(MailSettings.to("smtp.example.com", 25, "a@example.com").build(), config.mail());
    }

    @Test
    void whatTheOperatorSaysOfSnmpCounts() {
        final var config = ConfigMapper.map(new ReboundBuilder().setSnmp(new SnmpBuilder()
            .setListen(BindingMap.of(new ListenBuilder().setAddress(Samples.address("::"))
                .setPort(new ServicePort(Uint16.valueOf(1162))).build()))
            .setCommunity(BindingMap.of(new CommunityBuilder().setName("hush hush").build()))
            .setUsmUser(BindingMap.of(
                new UsmUserBuilder().setName("plain").setAuthProtocol(AuthProtocol.Sha)
                    .setAuthKey(new Passphrase("authword1")).build(),
                new UsmUserBuilder().setName("full").setAuthProtocol(AuthProtocol.Sha512)
                    .setAuthKey(new Passphrase("authword2")).setPrivProtocol(PrivProtocol.Aes256)
                    .setPrivKey(new Passphrase("privword2")).setEngineId(new EngineId("80:00:1f:88:04")).build(),
                new UsmUserBuilder().setName("broken").setAuthProtocol(AuthProtocol.Sha)
                    .setAuthKey(new Passphrase("authword3")).setPrivProtocol(PrivProtocol.Aes128).build()))
            .build()).build());
        assertEquals(new SnmpSettings(Set.of(new SnmpSettings.Listener(IpAddress.parse("::"), 1162)),
            Set.of("hush hush"), List.of(
                new SnmpSettings.UsmUser("full", SnmpSettings.Auth.SHA512, "authword2", SnmpSettings.Priv.AES256,
                    "privword2", "80:00:1f:88:04"),
                new SnmpSettings.UsmUser("plain", SnmpSettings.Auth.SHA, "authword1", SnmpSettings.Priv.NONE, null,
                    null))), config.snmp());
        assertFalse(config.toString().matches("(?s).*(hush|word).*"), config.toString());
    }

    @Test
    void whatTheOperatorSaysOfObservationCounts() {
        final var config = ConfigMapper.map(new ReboundBuilder().setObservation(new ObservationBuilder()
            .setTable(Uint8.valueOf(10))
            .setPuntTable(Uint8.valueOf(30))
            .setPriority(Uint16.valueOf(77))
            .setForwarding(Observation.Forwarding.GotoTable)
            .setNextTable(Uint8.valueOf(20))
            .setPuntRate(Uint32.ZERO)
            .setSwitch(Set.of(new SwitchId("openflow:161")))
            .build()).build());
        assertEquals(new ObservationSettings(10, 30, 77, Forwarding.GOTO_TABLE, 20, 0, Set.of("openflow:161"), true),
            config.observation());
    }

    @Test
    void tablesThatContradictOneAnotherAreNotMapped() {
        final var rebound = new ReboundBuilder()
            .setObservation(new ObservationBuilder().setTable(Uint8.valueOf(201)).build())
            .build();
        assertNotNull(assertThrows(IllegalArgumentException.class, () -> ConfigMapper.map(rebound)).getMessage());
    }

    private static WebBuilder web(final String url) {
        return new WebBuilder().setPublicUrl(url).setListen(BindingMap.of(new
            org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.web.ListenBuilder()
                .setAddress(Samples.address("10.99.0.1")).setPort(new ServicePort(Uint16.valueOf(8088))).build()));
    }

    @Test
    void webSettingsAreTakenAndTheUrlHasNoSlashAtItsEnd() {
        final var rebound = new ReboundBuilder().setWeb(web("https://example.com/mail/").build()).build();
        assertEquals(List.of(), ConfigRules.faults(rebound));
        final var web = ConfigMapper.map(rebound).web();
        assertEquals("https://example.com/mail", String.valueOf(web.publicUrl()));
        assertEquals("[10.99.0.1:8088]", web.listeners().toString());
        assertEquals(120, web.requestRate());
        assertTrue(web.hasLinks());
        assertFalse(ConfigMapper.map(null).web().hasLinks());
    }

    @Test
    void aUrlThatNoBrowserOpensIsRefused() {
        for (var url : List.of("https://example.com:99999", "https://-", "http://[fd99:::1]/")) {
            final var rebound = new ReboundBuilder().setWeb(web(url).build()).build();
            assertEquals(List.of("web: public-url '" + url + "' is not the URL of a host"),
                ConfigRules.faults(rebound), url);
            assertFalse(ConfigMapper.map(rebound).web().hasLinks());
        }
    }
}
