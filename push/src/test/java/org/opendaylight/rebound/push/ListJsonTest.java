/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;

class ListJsonTest {
    private static final Instant FAILED = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final Instant RECOVERED = Instant.parse("2026-11-24T10:07:00Z");

    static RecoveryList list(final int clients) {
        return new RecoveryList("web/tcp/80/7/10.99.0.1/server/and-more", new ServiceKey("web", Protocol.TCP, 80), 7,
            RECOVERED, IntStream.range(0, clients)
                .mapToObj(i -> new Client(IpAddress.ofIpv4(0x0a63_0001 + i), FAILED.plusSeconds(i))).toList());
    }

    private static String text(final RecoveryList list) {
        return new String(ListJson.write(list), UTF_8);
    }

    @Property(tries = 100)
    void whatIsWrittenIsRead(@ForAll @IntRange(min = 1, max = RecoveryList.MOST) final int clients)
            throws MalformedListException {
        final var octets = ListJson.write(list(clients));
        assertTrue(octets.length <= ListJson.MAX_OCTETS);
        assertEquals(list(clients), ListJson.read(octets));
    }

    @Test
    void ipv6IsReadInAnyForm() throws MalformedListException {
        final var read = ListJson.read(text(list(1)).replace("10.99.0.1\"", "FD99:0:0::1\"").getBytes(UTF_8));
        assertEquals(List.of(IpAddress.parse("fd99::1")), read.clients().stream().map(Client::address).toList());
    }

    @Test
    void whatALaterVersionAddsIsIgnored() throws MalformedListException {
        assertEquals(list(1), ListJson.read(text(list(1)).replaceFirst("\\{", "{\"new\":[1],").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rebound.recovery | rebound.failure | type is not",
        "\"version\":1 | \"version\":2 | version is not 1",
        "\"version\":1 | \"version\":1.5 | version is no whole number",
        "\"port\":80 | \"port\":0 | port is not 1 to 65535",
        "\"port\":80 | \"port\":\"80\" | port is not 1 to 65535",
        "\"tcp\" | \"sctp\" | protocol is neither",
        "\"server\":\"web\" | \"server\":\"web\\n\" | server is no name",
        "\"server\":\"web\" | \"server\":null | server is no string",
        "web/tcp/80/7 | web tcp 80 | id has not",
        "10.99.0.1\" | 10.99.0.256\" | clients[0]: address is no IP address",
        "10.99.0.1\" | localhost\" | clients[0]: address is no IP address",
        "10.99.0.2\" | 10.99.0.1\" | clients[1]: address is there twice",
        "2026-11-24T10:00:01 | 2026-13-24T10:00:01 | clients[1]: failed-since is no time",
        "\"recovered\":\"2026 | \"recovered\":\"x | recovered is no time",
        "\"clients\":[ | \"clients\":[3, | clients[0] is no JSON object",
        "\"clients\": | \"customers\": | clients is no array",
    })
    void whatIsWrongIsNamed(final String part, final String instead, final String reason) {
        final var wrong = text(list(2)).replace(part, instead.replace("\\n", "\\n"));
        final var fault = assertThrows(MalformedListException.class, () -> ListJson.read(wrong.getBytes(UTF_8)));
        assertTrue(fault.getMessage().contains(reason), fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"type\":\"rebound.recovery\"}", "{} {}", "\0"})
    void whatIsNoListIsRefused(final String text) {
        assertThrows(MalformedListException.class, () -> ListJson.read(text.getBytes(UTF_8)));
    }

    @Test
    void whatWouldTakeTheMemoryOrTheStackIsRefused() {
        assertThrows(MalformedListException.class, () -> ListJson.read("[".repeat(200_000).getBytes(UTF_8)));
        assertThrows(MalformedListException.class, () -> ListJson.read(new byte[ListJson.MAX_OCTETS + 1]));
        assertThrows(MalformedListException.class, () -> ListJson.read(new byte[] {'"', (byte) 0xff, '"'}));
    }
}
