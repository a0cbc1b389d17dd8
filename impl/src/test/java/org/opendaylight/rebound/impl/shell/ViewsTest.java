/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter64;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Evidence;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClientBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.NoticeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.CounterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.ObserverBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.ServiceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.SwitchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.observer.RepliesNotObservedBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.observer.RepliesNotObservedKey;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

class ViewsTest {
    private final Moments moments = new Moments(Instant.parse("2026-11-24T12:10:00Z"), ZoneOffset.UTC);

    private static IpAddressNoZone address(final String text) {
        return IetfInetUtil.ipAddressNoZoneFor(InetAddresses.forString(text));
    }

    private static ServicePort port(final int port) {
        return new ServicePort(Uint16.valueOf(port));
    }

    private static FailedClient failed(final String server, final Protocol protocol, final int port,
            final String client) {
        return new FailedClientBuilder()
            .setServer(new Name(server)).setProtocol(protocol).setPort(port(port)).setClient(address(client))
            .setFirstFailure(new DateAndTime("2026-11-24T12:05:00Z"))
            .setLastFailure(new DateAndTime("2026-11-24T12:09:50Z"))
            .setFailures(Uint32.TWO)
            .setEvidence(new Evidence(true, false, true, false, false))
            .build();
    }

    private static Service state(final String server, final int port, final Service.State state) {
        return new ServiceBuilder()
            .setServer(new Name(server)).setProtocol(Protocol.Tcp).setPort(port(port))
            .setState(state)
            .setSince(new DateAndTime("2026-11-24T12:05:00Z"))
            .setOutage(Uint32.ONE)
            .setFailedClients(Uint32.TEN)
            .build();
    }

    private static NoticeBuilder notice(final String id, final Notice.State state, final String created) {
        return new NoticeBuilder().setId(id)
            .setServer(new Name("web")).setProtocol(Protocol.Tcp).setPort(port(80)).setClient(address("192.0.2.9"))
            .setOutage(Uint32.ONE).setChannel("mail").setDestination("anna@example.com")
            .setState(state).setTries(Uint16.ONE).setCreated(new DateAndTime(created));
    }

    private static List<String> column(final Table table, final String name) {
        final int index = table.columns().indexOf(name);
        return table.rows().stream().map(row -> row.get(index)).toList();
    }

    @Test
    void serversAreSortedAndHaveARowForEachService() {
        final var servers = List.of(
            new ServerBuilder().setName(new Name("web"))
                .setAddress(Set.of(address("192.0.2.1"), address("2001:db8::1")))
                .setService(BindingMap.of(service(Protocol.Udp, 53),
                    new org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder(
                        service(Protocol.Tcp, 443)).setLastPort(port(445)).build(),
                    service(Protocol.Tcp, 80)))
                .build(),
            new ServerBuilder().setName(new Name("idle")).setAddress(Set.of(address("192.0.2.2"))).build());
        assertEquals(List.of(
            List.of("idle", "192.0.2.2", "-", "not observed", "-", "-"),
            List.of("web", "192.0.2.1, 2001:db8::1", "tcp/80", "failed", "2026-11-24 12:05:00 (5 min ago)", "10"),
            List.of("web", "192.0.2.1, 2001:db8::1", "tcp/443-445", "unknown", "-", "-"),
            List.of("web", "192.0.2.1, 2001:db8::1", "udp/53", "unknown", "-", "-")),
            Views.servers(servers, List.of(state("web", 80, Service.State.Failed),
                state("gone", 80, Service.State.Failed)), moments).rows());
    }

    private static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service service(
            final Protocol protocol, final int port) {
        return new org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder()
            .setProtocol(protocol).setPort(port(port)).build();
    }

    @Test
    void aFailedClientReadsInFull() {
        assertEquals(List.of(List.of("web", "tcp/80", "192.0.2.9", "2026-11-24 12:05:00 (5 min ago)",
            "2026-11-24 12:09:50 (10 s ago)", "2", "icmp-unreachable, refused", "-", "-")),
            Views.failedClients(List.of(failed("web", Protocol.Tcp, 80, "192.0.2.9")), null, 10, moments).rows());
    }

    @Test
    void whatAFailedClientAnsweredIsShown() {
        final var client = new FailedClientBuilder(failed("web", Protocol.Tcp, 80, "192.0.2.9"))
            .setEvidence(new Evidence(false, true, false, true, false)).setWish(FailedClient.Wish.Yes)
            .setDestination(new MailAddress("anna@example.com"));
        final var asked = Views.failedClients(List.of(client.build()), null, 10, moments);
        assertEquals(List.of("no-reply, stand-in"), column(asked, "EVIDENCE"));
        assertEquals(List.of("yes"), column(asked, "WISH"));
        assertEquals(List.of("anna@example.com (not confirmed)"), column(asked, "DESTINATION"));
        assertEquals(List.of("anna@example.com"), column(Views.failedClients(
            List.of(client.setDestinationConfirmed(true).build()), null, 10, moments), "DESTINATION"));
        assertEquals(List.of("no"), column(Views.failedClients(List.of(client.setWish(FailedClient.Wish.No).build()),
            null, 10, moments), "WISH"));
    }

    @Test
    void failedClientsAreSortedAsNumbersAreAndLimited() {
        final var clients = List.of(failed("web", Protocol.Tcp, 443, "192.0.2.1"),
            failed("web", Protocol.Tcp, 80, "192.0.2.10"), failed("web", Protocol.Tcp, 80, "192.0.2.9"),
            failed("web", Protocol.Udp, 53, "192.0.2.1"), failed("web", Protocol.Tcp, 80, "2001:db8::1"),
            failed("dns", Protocol.Udp, 53, "192.0.2.77"));
        final var all = Views.failedClients(clients, null, 10, moments);
        assertEquals(List.of("192.0.2.77", "192.0.2.9", "192.0.2.10", "2001:db8::1", "192.0.2.1", "192.0.2.1"),
            column(all, "CLIENT"));
        assertEquals(List.of("udp/53", "tcp/80", "tcp/80", "tcp/80", "tcp/443", "udp/53"), column(all, "SERVICE"));
        assertEquals(0, all.more());
        final var limited = Views.failedClients(clients, "web", 2, moments);
        assertEquals(List.of("192.0.2.9", "192.0.2.10"), column(limited, "CLIENT"));
        assertEquals(3, limited.more());
    }

    @Test
    void noticesAreNewestFirstAndSayWhatMatters() {
        final var notices = List.of(
            notice("a", Notice.State.Pending, "2026-11-24T12:01:00Z")
                .setNextTry(new DateAndTime("2026-11-24T12:15:00Z")).setLastError("451 later").build(),
            notice("b", Notice.State.Sent, "2026-11-24T12:02:00Z")
                .setSent(new DateAndTime("2026-11-24T12:02:03Z")).build(),
            notice("d", Notice.State.Pending, "2026-11-24T12:03:00Z").setDestination(null).build(),
            notice("c", Notice.State.Failed, "2026-11-24T12:03:00Z").setLastError("550 no such user").build());
        final var table = Views.notices(notices, null, 10, moments);
        assertEquals(List.of("failed", "pending", "sent", "pending"), column(table, "STATE"));
        assertEquals(List.of("550 no such user", "to be sent", "2026-11-24 12:02:03 (7 min ago)",
            "next try 2026-11-24 12:15:00 (in 5 min), last: 451 later"), column(table, "DETAIL"));
        assertEquals(List.of("anna@example.com", "none known", "anna@example.com", "anna@example.com"),
            column(table, "DESTINATION"));
        final var pending = Views.notices(notices, Notice.State.Pending, 1, moments);
        assertEquals(List.of("to be sent"), column(pending, "DETAIL"));
        assertEquals(1, pending.more());
    }

    @Test
    void servicesAndSwitchesAreSorted() {
        assertEquals(List.of(
            List.of("a", "tcp/80", "available", "2026-11-24 12:05:00 (5 min ago)", "1", "10", "-", "-"),
            List.of("b", "tcp/80", "recovering", "2026-11-24 12:05:00 (5 min ago)", "1", "10", "-", "-")),
            Views.services(List.of(state("b", 80, Service.State.Recovering), state("a", 80, Service.State.Available)),
                moments).rows());
        assertEquals(List.of(List.of("openflow:2", "no", "-"), List.of("openflow:10", "yes", "3")),
            Views.switches(List.of(
                new SwitchBuilder().setNode("openflow:10").setConnected(true).setFlows(Uint32.valueOf(3)).build(),
                new SwitchBuilder().setNode("openflow:2").build())).rows());
    }

    @Test
    void countersAreGrouped() {
        final var counters = Arrays.stream(new String[][] {
            { "member-2", "snmp", "accepted" }, { "member-1", "snmp", "bad-community" },
            { "member-1", "snmp", "accepted" }, { "member-1", "packet", "malformed" },
        }).map(words -> counter(words[0], words[1], words[2], Uint64.MAX_VALUE)).toList();
        assertEquals(List.of(
            List.of("member-1", "packet", "malformed", "18446744073709551615"),
            List.of("", "snmp", "accepted", "18446744073709551615"),
            List.of("", "", "bad-community", "18446744073709551615"),
            List.of("member-2", "snmp", "accepted", "18446744073709551615")), Views.counters(counters, false).rows());
    }

    @Test
    void anObserverSaysWhatItDoesNotSee() {
        final var key = new RepliesNotObservedKey(port(80), Protocol.Tcp, new Name("web"));
        assertEquals(List.of(
            List.of("member-1", "incomplete", "7", "openflow:1 disconnected", "web tcp/80"),
            List.of("member-2", "complete", "-", "-", "-")),
            Views.observers(List.of(new ObserverBuilder().setNode("member-2").setEvidenceIncomplete(false).build(),
                new ObserverBuilder().setNode("member-1").setEvidenceIncomplete(true)
                    .setReason("openflow:1 disconnected").setCopiesLost(new Counter64(Uint64.valueOf(7)))
                    .setRepliesNotObserved(BindingMap.of(new RepliesNotObservedBuilder().withKey(key).build()))
                    .build())).rows());
    }

    @Test
    void countersOfWhatHasNotHappenedAreShownOnDemand() {
        final var counters = List.of(counter("member-1", "snmp", "accepted", Uint64.ONE),
            counter("member-1", "packet", "malformed", Uint64.ZERO), counter("member-1", "snmp", "late", Uint64.ZERO));
        assertEquals(List.of("accepted"), column(Views.counters(counters, false), "OUTCOME"));
        assertTrue(print(Views.counters(counters, false)).endsWith("… and 2 that are 0: --all shows them\n"));
        assertEquals(List.of("malformed", "accepted", "late"), column(Views.counters(counters, true), "OUTCOME"));
        assertEquals("Nothing has been counted.\n… and 2 that are 0: --all shows them\n",
            print(Views.counters(counters.subList(1, 3), false)));
    }

    private static Counter counter(final String node, final String stage, final String outcome, final Uint64 value) {
        return new CounterBuilder().setNode(node).setStage(stage).setOutcome(outcome)
            .setValue(new Counter64(value)).build();
    }

    @Test
    void aTablePrintsItsRowsAndHowManyMore() {
        final var printed = print(Views.failedClients(IntStream.rangeClosed(1, 5)
            .mapToObj(i -> failed("web", Protocol.Tcp, 80, "192.0.2." + i)).toList(), null, 3, moments));
        assertTrue(printed.contains("CLIENT"), printed);
        assertTrue(printed.contains("192.0.2.3"), printed);
        assertTrue(!printed.contains("192.0.2.4"), printed);
        assertTrue(printed.endsWith("… and 2 more\n"), printed);
    }

    @Test
    void anEmptyTableSaysSo() {
        assertEquals("No client is known to have failed.\n",
            print(Views.failedClients(List.of(), null, 100, moments)));
        assertEquals("There are no failed notices.\n",
            print(Views.notices(List.of(), Notice.State.Failed, 100, moments)));
    }

    @Test
    void whatCameFromTheNetworkCannotCommandTheTerminal() {
        final var printed = print(Views.notices(List.of(notice("a", Notice.State.Failed, "2026-11-24T12:01:00Z")
            .setLastError("550 \u001b]0;title\u0007\r\n\u009b2J no").build()), null, 100, moments));
        assertTrue(printed.contains("550 ?]0;title????2J no"), printed);
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThrows(IllegalArgumentException.class,
            () -> new Table(List.of("A", "B"), List.of(List.of("a")), 0, "more", "none"));
    }

    private static String print(final Table table) {
        final var bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
