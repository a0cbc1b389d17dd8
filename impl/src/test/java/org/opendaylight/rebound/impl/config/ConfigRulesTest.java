/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.opendaylight.rebound.impl.config.Samples.rebound;
import static org.opendaylight.rebound.impl.config.Samples.server;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NotificationOid;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Passphrase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Forwarding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ObservationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.SnmpBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.MaintenanceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.RecoveryBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.recovery.TrapRule;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.recovery.TrapRuleBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.AuthProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.PrivProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserKey;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

class ConfigRulesTest {
    @Test
    void anEmptyConfigurationIsGood() {
        assertEquals(List.of(), ConfigRules.faults(new ReboundBuilder().build()));
    }

    @Test
    void serversWithAddressesOfTheirOwnAreGood() {
        assertEquals(List.of(), ConfigRules.faults(rebound(server("a", "192.0.2.1", "2001:db8::1").build(),
            server("b", "192.0.2.2").build())));
    }

    @Test
    void aServerHasAnAddress() {
        assertEquals(List.of("server 'a': at least one address is required"),
            ConfigRules.faults(rebound(server("a").build(), server("b", "192.0.2.2").build())));
    }

    @Test
    void anAddressBelongsToOneServer() {
        assertEquals(List.of("address '192.0.2.1' of server 'b' is also an address of server 'a'; "
            + "an address belongs to one server"),
            ConfigRules.faults(rebound(server("b", "192.0.2.1", "192.0.2.2").build(),
                server("a", "192.0.2.1").build())));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:DB8::1",
        "2001:db8::1, 2001:db8:0:0::1",
        "2001:db8::1, 2001:0db8:0000:0000:0000:0000:0000:0001",
        "192.0.2.1, ::ffff:192.0.2.1",
        "2001:db8::c000:201, 2001:db8::192.0.2.1",
    })
    void anAddressBelongsToOneServerHoweverItIsWritten(final String first, final String second) {
        assertEquals(List.of("address '" + second + "' of server 'b' is also an address of server 'a', written '"
            + first + "'; an address belongs to one server"),
            ConfigRules.faults(rebound(server("a", first).build(), server("b", second).build())));
    }

    @Test
    void anAddressMayBeWrittenTwiceInOneServer() {
        assertEquals(List.of(), ConfigRules.faults(rebound(server("a", "2001:db8::1", "2001:DB8::1").build())));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "::", "224.0.0.1", "ff02::1" })
    void anAddressIsTheAddressOfOneHost(final String address) {
        assertEquals(List.of("server 'a': address '" + address + "' is not the address of one host"),
            ConfigRules.faults(rebound(server("a", address).build())));
    }

    @Test
    void textThatTheTypeAdmitsAndThatIsNoAddressIsRefused() {
        // a leading zero: RFC 6991's pattern lets it through in the IPv4 part of an IPv6 address
        final var text = "2001:db8::192.0.2.01";
        assertEquals(List.of("server 'a': address '" + text + "' is not an IP address"),
            ConfigRules.faults(rebound(server("a", text).build())));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "80, 79, -, service tcp 80: last-port 79 is less than port",
        "80, 1104, -, service tcp 80: last-port 1104 makes a range of 1025 ports; at most 1024 are allowed",
        "80, 1103, 1103, service tcp 1103 is in the range of service tcp 80 to 1103",
        "80, 1103, 1104, -",
    })
    void aRangeOfPortsIsInOrderAndAlone(final int first, final int last, final Integer other, final String fault) {
        final var services = new ArrayList<Service>();
        services.add(service(Protocol.Tcp, first, last));
        if (other != null) {
            services.add(service(Protocol.Tcp, other, null));
        }
        services.add(service(Protocol.Udp, first, null));
        assertEquals(fault == null ? List.of() : List.of("server 'a': " + fault),
            ConfigRules.faults(rebound(server("a", "192.0.2.1").setService(BindingMap.of(services)).build())));
    }

    private static Service service(final Protocol protocol, final int port, final Integer last) {
        return new ServiceBuilder().setProtocol(protocol).setPort(new ServicePort(Uint16.valueOf(port)))
            .setLastPort(last == null ? null : new ServicePort(Uint16.valueOf(last))).build();
    }

    @Test
    void allFaultsAreToldInAFixedOrder() {
        assertEquals(List.of("server 'a': at least one address is required",
            "server 'b': at least one address is required",
            "observation: punt-table 200 is not larger than table 201"),
            ConfigRules.faults(new ReboundBuilder(rebound(server("b").build(), server("a").build()))
                .setObservation(new ObservationBuilder().setTable(Uint8.valueOf(201)).build())
                .build()));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "10, 10,  -, Normal, punt-table 10 is not larger than table 10",
        "10,  5,  -, Normal, punt-table 5 is not larger than table 10",
        "10, 10, 11, GotoTable, punt-table 10 is not larger than table 10",
        "10,  -, 10, GotoTable, next-table 10 is not larger than table 10",
        "10,  -,  -, GotoTable, next-table 1 is not larger than table 10",
        " -,  -, 200, GotoTable, next-table and punt-table are both 200",
        " -, 20, 20, GotoTable, next-table and punt-table are both 20",
    })
    void aPacketGoesOnToALargerTable(final Integer table, final Integer punt, final Integer next,
            final Forwarding forwarding, final String fault) {
        assertEquals(List.of("observation: " + fault), ConfigRules.faults(observation(table, punt, next, forwarding)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, -, -",
        "5, -, -, Normal",
        "5, 6, 1, Normal",
        "5, 200, 200, Normal",
        "0, -, -, GotoTable",
        "5, -, 6, GotoTable",
        "5, 6, 7, GotoTable",
    })
    void tablesThatFitAreGood(final Integer table, final Integer punt, final Integer next,
            final Forwarding forwarding) {
        assertEquals(List.of(), ConfigRules.faults(observation(table, punt, next, forwarding)));
    }

    private static Rebound observation(final Integer table, final Integer punt, final Integer next,
            final Forwarding forwarding) {
        return new ReboundBuilder().setObservation(new ObservationBuilder()
            .setTable(table == null ? null : Uint8.valueOf(table))
            .setPuntTable(punt == null ? null : Uint8.valueOf(punt))
            .setNextTable(next == null ? null : Uint8.valueOf(next))
            .setForwarding(forwarding)
            .build()).build();
    }

    @Test
    void theLongestWaitIsNotShorterThanTheFirst() {
        assertEquals(List.of("mail: retry-maximum 1000 is less than retry-initial 5000"),
            ConfigRules.faults(new ReboundBuilder()
                .setMail(new MailBuilder().setRetryMaximum(Uint32.valueOf(1000)).build())
                .build()));
        assertEquals(List.of(), ConfigRules.faults(new ReboundBuilder()
            .setMail(new MailBuilder().setRetryMaximum(Uint32.valueOf(5000)).build())
            .build()));
    }

    @Test
    void aUsmUserHasItsKeys() {
        final var none = new UsmUserBuilder().setName("none").build();
        final var noKey = new UsmUserBuilder().setName("no-key").setAuthProtocol(AuthProtocol.Sha256).build();
        final var noPriv = new UsmUserBuilder().setName("no-priv").setAuthProtocol(AuthProtocol.Sha256)
            .setAuthKey(new Passphrase("long enough")).setPrivProtocol(PrivProtocol.Aes128).build();
        final var good = new UsmUserBuilder(noPriv).withKey(new UsmUserKey("good"))
            .setPrivKey(new Passphrase("long as well")).build();
        assertEquals(List.of("usm-user 'no-key': auth-key is missing",
            "usm-user 'no-priv': priv-protocol aes128 needs a priv-key",
            "usm-user 'none': auth-protocol is missing"),
            ConfigRules.faults(new ReboundBuilder()
                .setSnmp(new SnmpBuilder().setUsmUser(BindingMap.of(none, noKey, noPriv, good)).build())
                .build()));
    }

    private static TrapRuleBuilder rule() {
        return new TrapRuleBuilder().setName(new SingleLine("own")).setOid(new NotificationOid("1.3.6.1.4.1.9.1"));
    }

    private static List<String> faultsOf(final TrapRule rule) {
        return ConfigRules.faults(rebound(server("a", "192.0.2.1")
            .setRecovery(new RecoveryBuilder().setTrapRule(BindingMap.of(rule)).build()).build()));
    }

    @Test
    void aTrapRuleThatCannotWorkIsRefused() {
        final var varbind = new NotificationOid("1.3.6.1.4.1.9.2");
        assertEquals(List.of(), faultsOf(rule().build()));
        assertEquals(List.of(), faultsOf(rule().setVarbind(varbind).setMatches("up|ok").build()));
        assertEquals(List.of("server 'a': trap-rule 'own': oid is missing"),
            faultsOf(new TrapRuleBuilder().setName(new SingleLine("own")).build()));
        assertEquals(List.of("server 'a': trap-rule 'own': varbind needs equals or matches"),
            faultsOf(rule().setVarbind(varbind).build()));
        assertEquals(List.of("server 'a': trap-rule 'own': equals and matches need a varbind"),
            faultsOf(rule().setEquals("1").build()));
        assertEquals(List.of("server 'a': trap-rule 'own': matches is no regular expression: "
            + "error parsing regexp: missing closing ): `(up`"),
            faultsOf(rule().setVarbind(varbind).setMatches("(up").build()));
    }

    private static List<String> windowFaults(final @Nullable String start, final @Nullable String end) {
        return ConfigRules.faults(rebound(server("a", "192.0.2.1").setMaintenance(BindingMap.of(
            new MaintenanceBuilder().setName(new SingleLine("friday"))
                .setStart(start == null ? null : new DateAndTime(start))
                .setEnd(end == null ? null : new DateAndTime(end)).build())).build()));
    }

    @Test
    void aMaintenanceWindowHasABeginningAndAnEndInThatOrder() {
        assertEquals(List.of(), windowFaults("2026-12-01T22:00:00+01:00", "2026-12-01T21:00:01Z"));
        assertEquals(List.of("server 'a': maintenance 'friday': end 2026-12-01T21:00:00Z is not after start "
            + "2026-12-01T22:00:00+01:00"), windowFaults("2026-12-01T22:00:00+01:00", "2026-12-01T21:00:00Z"));
        assertEquals(List.of("server 'a': maintenance 'friday': start is missing"),
            windowFaults(null, "2026-12-01T21:00:00Z"));
        assertEquals(List.of("server 'a': maintenance 'friday': end is missing"),
            windowFaults("2026-12-01T21:00:00Z", null));
    }

    @Test
    void goodTemplatesAreTaken() {
        assertEquals(List.of(), mailFaults(new MailBuilder().setTemplate(BindingMap.of(
            Samples.template("ja", "{{server}}", null, "<p>{{name}}</p>"), Samples.template("de", null, "a", null)))));
    }

    @Test
    void aTemplateThatCannotBeUsedIsToldWithLanguagePartAndLine() {
        assertEquals(List.of(
            "mail: template 'de': html, line 3: unknown variable 'server.class'",
            "mail: template 'ja': subject, line 1: Section missing close tag 'name'",
            "mail: template 'ja': text, line 2: unknown variable 'srever'"),
            mailFaults(new MailBuilder().setTemplate(BindingMap.of(
                Samples.template("ja", "{{#name}}", "a\n{{srever}}", "<p>{{server}}</p>"),
                Samples.template("de", null, null, "<p>\n\n{{server.class}}")))));
    }

    @Test
    void aLanguageHasOneTemplate() {
        assertEquals(List.of("mail: template 'ja-jp' is the language of template 'ja-JP'"),
            mailFaults(new MailBuilder().setTemplate(BindingMap.of(
                Samples.template("ja-JP", "a", null, null), Samples.template("ja-jp", "b", null, null)))));
    }

    @Test
    void templatesFitIntoOneTransaction() {
        // three octets each
        assertEquals(List.of("mail: the templates have 65537 octets together; at most 65536 are allowed"),
            mailFaults(new MailBuilder().setTemplate(BindingMap.of(
                Samples.template("ja", "ab", null, "日".repeat(10_000)),
                Samples.template("zh", null, "日".repeat(11_845), null)))));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, -, -",
        "-, s, x, domain is missing",
        "d.example, -, x, selector is missing",
        "d.example, s, -, private-key is missing",
        "d.example, s, x, private-key is not one PEM block from -----BEGIN PRIVATE KEY----- to "
            + "-----END PRIVATE KEY-----",
        "example, s, 1024, domain is no domain name",
        "d.example, s, 512, private-key has 512 bits; RFC 8301 asks for 1024 or more",
        "d.example, s, 1024, -",
    })
    void aKeyForSigningIsWholeAndCanBeRead(final String domain, final String selector, final String key,
            final String fault) {
        final var pem = key != null && key.matches("[0-9]+") ? Samples.privateKey(Integer.parseInt(key)) : key;
        assertEquals(fault == null ? List.of() : List.of("mail/dkim: " + fault),
            mailFaults(new MailBuilder().setDkim(Samples.dkim(domain, selector, pem))));
    }

    private static List<String> mailFaults(final MailBuilder mail) {
        return ConfigRules.faults(new ReboundBuilder().setMail(mail.build()).build());
    }
}
