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
    }

    @Test
    void anEchoUnderAStreamFailsNobody(final Story story) {
        final var site = story.site();
        final var talker = story.person();
        final var other = story.person();
        story.configure();
        site.echoOn();

        // One flow, 400 packets in two seconds.
        final var heard = talker.machine().namespace().run("bash", "-c",
            "for i in $(seq 400); do echo line$i; sleep 0.005; done | socat -t 1 - UDP4:" + site.machine().v4() + ":"
                + Site.ECHO);
        assertTrue(heard.lines().count() > 300, heard);
        // The positive signal: somebody else's failure, seen after all that.
        assertFalse(other.opens(site));
        story.awaitFailed(site, other);
    }
}
