/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Router;

/**
 * A server in the clients' own network: when it is dead, they do not get as far as a SYN. They ask for its link-layer
 * address in vain.
 */
@ExtendWith(World.Extension.class)
class NeighbourTest {
    private static final String UNRESOLVED = "unresolved";
    /**
     * Three times, as hosts do: an ARP request for the own address (gratuitous), an ARP reply that nobody asked for,
     * an ARP probe for an address (RFC 5227), and a neighbour solicitation that tests an address for duplicates
     * (RFC 4862).
     */
    private static final String ANNOUNCE = """
        import socket, struct, sys, time
        own, wanted, wanted6 = socket.inet_aton(sys.argv[1]), socket.inet_aton(sys.argv[2]), \\
            socket.inet_pton(socket.AF_INET6, sys.argv[3])
        s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        s.bind(('eth0', 0))
        mac = s.getsockname()[4]
        def arp(operation, sender, target):
            s.send(b'\\xff' * 6 + mac + struct.pack('!HHHBBH', 0x0806, 1, 0x0800, 6, 4, operation)
                + mac + sender + bytes(6) + target)
        def duplicate(target):
            group = bytes.fromhex('ff0200000000000000000001ff') + target[13:]
            message = struct.pack('!BBHI', 135, 0, 0, 0) + target
            total = sum(struct.unpack('!32H', bytes(16) + group + struct.pack('!II', len(message), 58) + message))
            while total >> 16:
                total = (total & 0xffff) + (total >> 16)
            message = message[:2] + struct.pack('!H', 0xffff ^ total) + message[4:]
            s.send(b'\\x33\\x33' + group[12:] + mac + struct.pack('!HIHBB', 0x86dd, 0x60000000, len(message), 58, 255)
                + bytes(16) + group + message)
        for i in range(3):
            arp(1, own, own)
            arp(2, own, own)
            arp(1, bytes(4), wanted)
            duplicate(wanted6)
            time.sleep(0.6)
        """;

    @Test
    void whoAsksADeadNeighbourInVainHasFailedAtEachOfItsServices(final Story story) {
        final var site = story.neighbour().onlyTrap();
        final var tried = story.person();
        story.configure();
        site.machine().powerOff();

        assertFalse(tried.opens(site));

        Story.await("both services").until(() -> story.failures(site).stream().collect(Collectors.toMap(
            entry -> Story.text(entry, "protocol") + '/' + Story.text(entry, "port") + ' ' + Story.text(entry,
                "client"), entry -> Story.text(entry, "evidence"))),
            Map.of("tcp/80 " + tried.machine().v4(), UNRESOLVED, "udp/7 " + tried.machine().v4(), UNRESOLVED)::equals);
    }

    @Test
    void whoAskedADeadNeighbourInVainIsTold(final Story story) {
        final var site = webSite(story);
        final var tried = story.person();
        final var never = story.person();
        story.configure();
        site.machine().powerOff();

        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        assertTrue(story.evidence(site, tried.machine().v4()).equals(UNRESOLVED));
        site.machine().powerOn();
        site.webOn();
        site.trap();

        story.awaitOnlyTold(site, tried);
        assertTrue(story.mail().mailsTo(never.mail()).isEmpty());
    }

    @Test
    void whoSolicitedADeadNeighbourInVainIsTold(final Story story) {
        final var site = webSite(story);
        final var tried = story.person();
        story.configure();
        site.machine().powerOff();

        assertFalse(tried.opensOverIpv6(site));
        Story.await("the failure").until(() -> story.evidence(site), Map.of(tried.machine().v6(), UNRESOLVED)::equals);
        site.machine().powerOn();
        site.webOn();
        site.trap();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aNeighbourThatIsThereFailsNobody(final Story story) {
        final var site = webSite(story);
        final var dead = webSite(story);
        final var lucky = story.person();
        final var tried = story.person();
        story.configure();
        site.webOn();
        dead.machine().powerOff();

        assertTrue(lucky.opens(site));
        assertTrue(lucky.opensOverIpv6(site));
        // The positive signal: somebody who asks in vain, seen after that
        assertFalse(tried.opens(dead));
        story.awaitFailed(dead, tried);

        story.awaitFailed(site);
    }

    @Test
    void announcementsAndProbesOfAnAddressAreNoAttempts(final Story story) {
        final var site = webSite(story);
        final var alive = webSite(story);
        final var newcomer = story.person();
        final var tried = story.person();
        story.configure();
        site.machine().powerOff();

        for (var announcer : List.of(newcomer.machine(), alive.machine())) {
            announce(announcer, site.machine());
        }
        assertFalse(tried.opens(site));

        story.awaitFailed(site, tried);
        story.awaitFailed(alive);
    }

    @Test
    void aRouterAsksForOthers(final Story story) {
        final var site = webSite(story);
        final var behind = story.site();
        final var tried = story.person();
        story.observation().add("router", Site.array(Router.V4, Router.V6));
        story.configure();
        site.machine().powerOff();

        // Somebody behind the router wants the server: it is the router who asks for its link-layer address.
        for (var address : List.of(site.machine().v4(), "[" + site.machine().v6() + "]")) {
            assertFalse(behind.machine().namespace().command("curl", "-s", "-m", "4", "http://" + address + "/")
                .attempt().ok());
        }
        assertFalse(tried.opens(site));

        Story.await("the failure").until(() -> story.failed(site), Set.of(tried.machine().v4())::equals);
    }

    private static Site webSite(final Story story) {
        final var site = story.neighbour().onlyTrap();
        site.configuration().add("service", Story.list(Site.service("tcp", Site.WEB)));
        return site;
    }

    private static void announce(final Machine announcer, final Machine wanted) {
        announcer.namespace().run("python3", "-c", ANNOUNCE, announcer.v4(), wanted.v4(), wanted.v6());
    }
}
