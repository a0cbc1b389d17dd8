/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What shows that a client failed, apart from TCP over IPv4: routers, UDP, IPv6.
 */
@ExtendWith(World.Extension.class)
class EvidenceTest {
    /** Sends 6,000 packets in 6 seconds from one port, and says how many came back. */
    private static final String STREAM = """
        import socket, sys, time
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.connect((sys.argv[1], int(sys.argv[2])))
        s.setblocking(False)
        heard = 0
        start = time.monotonic()
        for i in range(6000):
            while time.monotonic() < start + i / 1000:
                time.sleep(0.0005)
            s.send(b'hello %d' % i)
            try:
                while s.recv(100):
                    heard += 1
            except BlockingIOError:
                pass
        print(heard)
        """;
    private static final int STREAM_HEARD = 5_000;

    @Test
    void aRoutersHostUnreachableIsAFailure(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.configure();
        site.webOn();
        final var router = story.world().network().router();
        router.makeUnreachable(site.machine());

        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        assertTrue(story.evidence(site, tried.machine().v4()).contains("icmp-unreachable"));
        router.restore(site.machine());
        site.trap();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aRoutersHostUnreachableIsAFailureInIpv6(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.configure();
        site.webOn();
        final var router = story.world().network().router();
        router.makeUnreachable(site.machine());

        assertFalse(tried.opensOverIpv6(site));
        Story.await("the failure").until(() -> story.failed(site), Set.of(tried.machine().v6())::equals);
        assertTrue(story.evidence(site, tried.machine().v6()).contains("icmp-unreachable"));
        router.restore(site.machine());
        site.trap();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aClosedPortIsAFailureInIpv6(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.configure();

        assertFalse(tried.opensOverIpv6(site));
        Story.await("the failure").until(() -> story.failed(site), Set.of(tried.machine().v6())::equals);
        assertEquals("refused", story.evidence(site, tried.machine().v6()));
        site.webOn();
        site.trap();

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aClosedUdpPortIsAFailure(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.configure();

        assertFalse(tried.hearsEcho(site));
        story.awaitFailed(site, tried);
        assertEquals("refused", story.evidence(site, tried.machine().v4()));
        site.echoOn();
        site.trap();
        // The only confirmation of a UDP service is an answer to a client.
        final var other = story.person();
        Story.await("an echo").until(() -> other.hearsEcho(site));

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void silenceOfAUdpServiceIsAFailure(final Story story) {
        final var site = story.site();
        final var tried = story.person();
        story.configure();
        site.echoOn();
        site.fallSilent();

        Story.await("the failure").until(() -> {
            assertFalse(tried.hearsEcho(site));
            return story.failed(site).contains(tried.machine().v4());
        });
        assertEquals("no-reply", story.evidence(site, tried.machine().v4()));
        site.speakAgain();
        site.trap();
        final var other = story.person();
        Story.await("an echo").until(() -> other.hearsEcho(site));

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void anEchoUnderAStreamFailsNobody(final Story story) {
        final var site = story.site();
        final var talker = story.person();
        final var other = story.person();
        story.configure();
        site.echoOn();

        // One flow, 1,000 packets a second, for longer than Rebound closes its eyes to a flow that it has seen.
        final var heard = talker.machine().namespace().run("python3", "-c", STREAM, site.machine().v4(),
            Integer.toString(Site.ECHO));
        assertTrue(Integer.parseInt(heard.strip()) > STREAM_HEARD, heard);
        // The positive signal: somebody else's failure, seen after all that.
        assertFalse(other.opens(site));
        story.awaitFailed(site, other);
    }
}
