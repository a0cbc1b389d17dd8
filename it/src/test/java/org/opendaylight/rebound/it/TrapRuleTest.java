/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Network;

/** Which notifications are believed to say that a server is back. */
@ExtendWith(World.Extension.class)
class TrapRuleTest {
    private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
    private static final String IF_OPER_STATUS = "1.3.6.1.2.1.2.2.1.8.2";
    private static final String IF_NAME = "1.3.6.1.2.1.31.1.1.1.1.2";
    private static final String ENTERPRISE = "1.3.6.1.4.1.99999";
    private static final String OWN_STATE = ENTERPRISE + ".1.2.0";

    @Test
    void aLinkUpCountsOnlyForTheInterfaceThatIsNamedAndIsUp(final Story story) {
        final var site = story.site().onlyTrap();
        site.recovery().add("trap-interface", Site.array("uplink"));
        final var tried = story.failedAt(site);
        site.webOn();

        notBelieved(story, site, () -> linkUp(site, "uplink", "2"));
        notBelieved(story, site, () -> linkUp(site, "spare", "1"));
        linkUp(site, "uplink", "1");

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void anOwnNotificationCountsWhenItsVarbindSaysSo(final Story story) {
        final var site = story.site().onlyTrap();
        final var rule = new JsonObject();
        rule.addProperty("name", "application");
        rule.addProperty("oid", ENTERPRISE + ".0.7");
        rule.addProperty("varbind", ENTERPRISE + ".1.2");
        rule.addProperty("matches", "up( and running)?");
        site.recovery().add("trap-rule", Story.list(rule));
        final var tried = story.failedAt(site);
        site.webOn();

        notBelieved(story, site, () -> send(site.machine(), ENTERPRISE + ".0.7", OWN_STATE, "s", "starting up"));
        // As an enterprise trap of SNMPv1, which is the same notification
        site.machine().namespace().run("snmptrap", "-v", "1", "-c", Site.COMMUNITY, target(), ENTERPRISE,
            site.machine().v4(), "6", "7", "", OWN_STATE, "s", "up and running");

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void aForwarderIsBelievedOnlyWhereItIsNamed(final Story story) {
        final var site = story.site().onlyTrap();
        final var forwarder = story.person();
        final var tried = story.failedAt(site);
        site.webOn();
        final long before = story.counter("trap", "foreign-source");

        forward(forwarder, site);

        Story.await("a foreign trap").until(() -> story.counter("trap", "foreign-source"), now -> now > before);
        assertTrue(story.notices(site).isEmpty());
        story.configuration().getAsJsonObject("snmp").add("proxy", Site.array(forwarder.machine().v4()));
        story.configure();
        Story.await("the notices").until(() -> {
            forward(forwarder, site);
            return !story.notices(site).isEmpty();
        });
        story.awaitOnlyTold(site, tried);
    }

    private static void forward(final Person forwarder, final Site agent) {
        forwarder.machine().namespace().run("snmptrap", "-v", "1", "-c", Site.COMMUNITY, target(), ENTERPRISE,
            agent.machine().v4(), "0", "0", "");
    }

    private static void linkUp(final Site site, final String name, final String status) {
        send(site.machine(), LINK_UP, IF_NAME, "s", name, IF_OPER_STATUS, "i", status);
    }

    private static void send(final Machine from, final String oid, final String... varbinds) {
        final var line = new ArrayList<>(List.of("snmptrap", "-v", "2c", "-c", Site.COMMUNITY, target(), "", oid));
        line.addAll(List.of(varbinds));
        from.namespace().run(line.toArray(String[]::new));
    }

    private static String target() {
        return Network.CONTROLLER + ":" + World.TRAP_PORT;
    }

    private static void notBelieved(final Story story, final Site site, final Runnable trap) {
        final long before = story.counter("trap", "other-oid");
        trap.run();
        Story.await("the trap").until(() -> story.counter("trap", "other-oid"), now -> now > before);
        assertTrue(story.notices(site).isEmpty());
        story.awaitState(site, "failed");
    }
}
