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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Passphrase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Forwarding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ObservationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.SnmpBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.AuthProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.PrivProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserKey;
import org.opendaylight.yangtools.binding.util.BindingMap;
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
}
