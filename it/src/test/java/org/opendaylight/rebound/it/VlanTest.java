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
import org.opendaylight.rebound.it.testbed.Vlan;

/**
 * A network whose frames are tagged (IEEE 802.1Q).
 */
@ExtendWith(World.Extension.class)
class VlanTest {
    @Test
    void whoFailedInATaggedNetworkIsTold(final Story story) {
        final var site = story.site().onlyTrap();
        try (var vlan = new Vlan(story.world().network())) {
            final var refused = story.personIn(vlan);
            final var unheard = story.personIn(vlan);
            final var lucky = story.personIn(vlan);
            story.configure();
            site.webOn();
            assertTrue(lucky.opens(site));

            site.fallSilent();
            assertFalse(unheard.opens(site));
            story.awaitFailed(site, unheard);
            site.speakAgain();
            site.webOff();
            assertFalse(refused.opens(site));
            story.awaitFailed(site, unheard, refused);
            assertEquals("no-reply", story.evidence(site, unheard.machine().v4()));
            assertEquals("refused", story.evidence(site, refused.machine().v4()));
            site.webOn();
            site.trap();

            story.awaitOnlyTold(site, unheard, refused);
        }
    }

    @Test
    void whoFailedOverIpv6InATaggedNetworkIsTold(final Story story) {
        final var site = story.site();
        try (var vlan = new Vlan(story.world().network())) {
            final var tried = story.personIn(vlan);
            final var lucky = story.personIn(vlan);
            story.configure();
            site.webOn();
            assertTrue(lucky.opensOverIpv6(site));
            final var router = story.world().network().router();
            router.makeUnreachable(site.machine());

            assertFalse(tried.opensOverIpv6(site));
            Story.await("the failure").until(() -> story.failed(site), Set.of(tried.machine().v6())::equals);
            assertEquals("icmp-unreachable", story.evidence(site, tried.machine().v6()));
            router.restore(site.machine());
            site.trap();

            story.awaitOnlyTold(site, tried);
        }
    }
}
