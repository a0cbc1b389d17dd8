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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Network;

/**
 * Which notifications are believed. What is not believed is counted, and tells nobody.
 */
@ExtendWith(World.Extension.class)
class TrapTest {
    private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
    static final String AUTH = "right-auth-pass";
    static final String PRIV = "right-priv-pass";

    @Test
    void theWrongCommunityIsNotBelieved(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = failed(story, site);
        final long before = story.counter("snmp", "wrong-community");

        site.trapWith("-v", "2c", "-c", "wrong");

        awaitCounter(story, "snmp", "wrong-community", before);
        onlyTheRightTrapTells(story, site, tried);
    }

    @Test
    void theWrongPasswordIsNotBelieved(final Story story) {
        final var site = story.site().onlyTrap();
        user(story);
        final var tried = failed(story, site);
        final long before = story.counter("snmp", "authentication-failed");

        site.trapWith(user("wrong-auth-pass"));

        awaitCounter(story, "snmp", "authentication-failed", before);
        onlyTheRightTrapTells(story, site, tried);
    }

    @Test
    void aTrapFromAnotherHostIsNotBelieved(final Story story) {
        final var site = story.site().onlyTrap();
        final var other = story.person();
        final var tried = failed(story, site);
        final long before = story.counter("trap", "foreign-source");

        Site.sendTrap(other.machine(), "-v", "2c", "-c", Site.COMMUNITY);

        awaitCounter(story, "trap", "foreign-source", before);
        onlyTheRightTrapTells(story, site, tried);
    }

    @Test
    void aTrapOfVersion1IsBelieved(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = failed(story, site);

        // Generic trap 0: coldStart.
        site.machine().namespace().run("snmptrap", "-v", "1", "-c", Site.COMMUNITY,
            Network.CONTROLLER + ":" + World.TRAP_PORT, "", site.machine().v4(), "0", "0", "");

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void anInformIsBelievedAndAcknowledged(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = failed(story, site);

        // Fails when nobody acknowledges.
        site.trapWith("-Ci", "-v", "2c", "-c", Site.COMMUNITY);

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void anInterfaceThatComesUpIsBelieved(final Story story) {
        final var site = story.site().onlyTrap();
        site.recovery().add("trap-oid", Site.array(LINK_UP));
        final var host = site.machine().namespace();
        host.ip("link add lan0 type veth peer name lan1");
        host.ip("link set lan1 up");
        host.ip("link set lan0 up");
        story.configure();
        final long others = story.counter("trap", "other-oid");
        site.agentOn();
        // Its coldStart
        awaitCounter(story, "trap", "other-oid", others);
        final var tried = story.failedAt(site);
        host.ip("link set lan0 down");
        site.webOn();
        // Its linkDown: before, it does not know that there is something to come up
        awaitCounter(story, "trap", "other-oid", others + 1);
        story.awaitState(site, "failed");

        host.ip("link set lan0 up");

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void anEncryptedTrapIsBelieved(final Story story) {
        final var site = story.site().onlyTrap();
        user(story);
        final var tried = failed(story, site);

        site.trapWith(user(AUTH));

        story.awaitOnlyTold(site, tried);
    }

    @Test
    void anEncryptedInformIsBelievedAndAcknowledged(final Story story) {
        final var site = story.site().onlyTrap();
        user(story);
        final var tried = failed(story, site);

        // Fails when nobody acknowledges.
        final var line = new java.util.ArrayList<>(java.util.List.of("-Ci"));
        line.addAll(java.util.List.of(user(AUTH)));
        site.trapWith(line.toArray(String[]::new));

        story.awaitOnlyTold(site, tried);
    }

    /** A client that failed, at a site whose web server answers since. */
    private static Person failed(final Story story, final Site site) {
        final var tried = story.failedAt(site);
        site.webOn();
        return tried;
    }

    private static void onlyTheRightTrapTells(final Story story, final Site site, final Person tried) {
        story.awaitState(site, "failed");
        story.awaitFailed(site, tried);
        assertTrue(story.notices(site).isEmpty());
        site.trap();
        story.awaitOnlyTold(site, tried);
    }

    private static void awaitCounter(final Story story, final String stage, final String outcome, final long before) {
        Story.await(stage + '/' + outcome).until(() -> story.counter(stage, outcome), now -> now > before);
    }

    /** Configures the user of {@link #user(String)}. */
    static void user(final Story story) {
        final var user = new JsonObject();
        user.addProperty("name", "agent");
        user.addProperty("auth-protocol", "sha256");
        user.addProperty("auth-key", AUTH);
        user.addProperty("priv-protocol", "aes128");
        user.addProperty("priv-key", PRIV);
        story.configuration().getAsJsonObject("snmp").add("usm-user", Story.list(user));
    }

    /** Credentials for {@link Site#trapWith}. */
    static String[] user(final String password) {
        return new String[] { "-v", "3", "-l", "authPriv", "-u", "agent", "-a", "SHA-256", "-A", password, "-x", "AES",
            "-X", PRIV };
    }
}
