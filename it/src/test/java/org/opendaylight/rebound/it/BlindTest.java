/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Controller;

/**
 * What the controller could not see is no evidence.
 */
@ExtendWith(World.Extension.class)
class BlindTest {
    @Test
    void whatWasNotSeenWhileTheSwitchWasCutOffMakesNoFailure(final Story story) {
        final var site = story.site().onlyTrap();
        // Longer than the connection is away for: an attempt from before is judged after.
        site.configuration().addProperty("response-timeout", 8000);
        final var unlucky = story.person();
        final var refused = story.person();
        story.configure();
        site.webOn();
        site.fallSilent();
        final var bridge = story.world().network().bridge();
        final long seen = story.counter("detect", "retransmission");
        final long voided = story.counter("detect", "silence-void");

        final var opening = unlucky.machine().namespace().start("slow", "curl", "-s", "-m", "60", "http://"
            + site.machine().v4() + "/");
        // Two packets without an answer: what is missing for a failure is time.
        Story.await("the attempt is seen").until(() -> story.counter("detect", "retransmission") > seen);
        bridge.cutFromController();
        // The server answers now, and nobody sees it.
        site.speakAgain();
        Story.await("the page has come").until(() -> !opening.isAlive());
        bridge.connect(Controller.OPENFLOW);

        Story.await("the attempt is void").until(() -> story.counter("detect", "silence-void") > voided);
        site.webOff();
        Story.await("failures are seen again").until(() -> {
            refused.opens(site);
            return !story.failed(site).isEmpty();
        });
        story.awaitFailed(site, refused);
    }
}
