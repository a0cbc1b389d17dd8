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

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.MailServer;

/**
 * Secrets are stored encrypted, and work.
 */
@ExtendWith(World.Extension.class)
class SecretsTest {
    private static final int SMTP_PORT = 2527;
    private static final String PASSWORD = "open sesame, it is me";
    private static final int WHOLE_LOG = 1_000_000;

    @Test
    void secretsWorkAndNobodySeesThem(final Story story) {
        final var secrets = List.of(PASSWORD, TrapTest.AUTH, TrapTest.PRIV);
        final var site = story.site().onlyTrap();
        TrapTest.user(story);
        mail(story, PASSWORD);
        try (var smtp = server()) {
            final var tried = story.failedAt(site);
            Story.await("the secrets are encrypted").until(() -> shown(story),
                shown -> secrets.stream().noneMatch(shown::contains)
                    && shown.split("encrypted:", -1).length == secrets.size() + 1);

            story.controller().kill();
            story.controller().startAgain();
            story.world().network().bridge().awaitConnected();
            final var shown = shown(story);
            assertTrue(secrets.stream().noneMatch(shown::contains), shown);
            site.webOn();
            site.trapWith(TrapTest.user(TrapTest.AUTH));

            smtp.awaitMailTo(tried.mail());
        }
        final var log = story.controller().log(WHOLE_LOG);
        assertTrue(log.contains("mail: password is stored encrypted"));
        secrets.forEach(secret -> assertFalse(log.contains(secret), "the log has '" + secret + "'"));
    }

    @Test
    void theMailServerRefusesAWrongPassword(final Story story) {
        mail(story, "another password");
        story.configure();
        try (var smtp = server()) {
            final var answer = story.restconf().invoke("rebound:send-test-mail", input("to", "nobody@example.com"));
            assertFalse(answer.ok(), answer.body());
            assertEquals(0, smtp.count());
        }
    }

    @Test
    void whatEncryptSecretMadeMayBeWritten(final Story story) {
        story.site();
        final var answer = story.restconf().invoke("rebound:encrypt-secret", input("value", PASSWORD));
        assertTrue(answer.ok(), answer.body());
        final var encrypted = JsonParser.parseString(answer.body()).getAsJsonObject()
            .getAsJsonObject("rebound:output").get("encrypted").getAsString();
        mail(story, encrypted);
        story.configure();
        try (var smtp = server()) {
            final var sent = story.restconf().invoke("rebound:send-test-mail", input("to", "somebody@example.com"));
            assertTrue(sent.ok(), sent.body());
            smtp.awaitMailTo("somebody@example.com");
        }
        assertTrue(shown(story).contains(encrypted));
    }

    @Test
    void whatOnlyLooksEncryptedIsRefusedByName(final Story story) {
        story.site();
        mail(story, "encrypted:" + PASSWORD.replace(" ", ""));
        final var answer = story.restconf().tryPut("rebound:rebound", story.whole());
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("mail: password begins with"), answer.body());
        assertFalse(answer.body().contains("sesame"), answer.body());
    }

    private static MailServer server() {
        return new MailServer("127.0.0.1", SMTP_PORT, "rebound", PASSWORD);
    }

    private static void mail(final Story story, final String password) {
        final var mail = story.configuration().getAsJsonObject("mail");
        mail.addProperty("smtp-port", SMTP_PORT);
        mail.addProperty("username", "rebound");
        mail.addProperty("password", password);
    }

    private static JsonObject input(final String leaf, final String value) {
        final var ret = new JsonObject();
        ret.addProperty(leaf, value);
        return ret;
    }

    /** What RESTCONF shows of the configuration. */
    private static String shown(final Story story) {
        return story.restconf().get("rebound:rebound?content=config").orElseThrow().toString();
    }
}
