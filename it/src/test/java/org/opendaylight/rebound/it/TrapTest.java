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

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which notifications are believed. What is not believed is counted, and tells nobody.
 */
@ExtendWith(World.Extension.class)
class TrapTest {
    private static final String AUTH = "right-auth-pass";
    private static final String PRIV = "right-priv-pass";

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
        final var tried = story.person();
        story.configure();
        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
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

    private static void user(final Story story) {
        final var user = new JsonObject();
        user.addProperty("name", "agent");
        user.addProperty("auth-protocol", "sha256");
        user.addProperty("auth-key", AUTH);
        user.addProperty("priv-protocol", "aes128");
        user.addProperty("priv-key", PRIV);
        story.configuration().getAsJsonObject("snmp").add("usm-user", Story.list(user));
    }

    private static String[] user(final String password) {
        return new String[] { "-v", "3", "-l", "authPriv", "-u", "agent", "-a", "SHA-256", "-A", password, "-x", "AES",
            "-X", PRIV };
    }
}
