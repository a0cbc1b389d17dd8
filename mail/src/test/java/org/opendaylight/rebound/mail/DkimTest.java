/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.SendOutcome;

/** Mails as a receiver gets them. */
class DkimTest {
    private static final SendOutcome SENT = new SendOutcome.Sent();

    @ParameterizedTest
    @ValueSource(strings = { "en", "ja" })
    void aReceiverCanTellThatTheMailIsOurs(final String language) throws Exception {
        final var key = new TestKey(2048);
        final var wire = send(key, language);
        final var signed = key.verify(wire);
        for (var name : List.of("from", "to", "subject", "date", "message-id", "references", "in-reply-to", "reply-to",
            "list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "mime-version", "content-type")) {
            assertTrue(signed.contains(name), name + " is not in " + signed);
        }
        assertTrue(wire.contains("a=rsa-sha256"), wire);
        assertTrue(wire.contains("\r\nMessage-ID: <recovered/7@rebound.example>\r\n"), wire);
        wire.lines().forEach(line -> assertTrue(line.length() <= 998 && line.chars().allMatch(ch -> ch < 128), line));
    }

    @ParameterizedTest
    @CsvSource({
        "Subject: 2 services, Subject: 3 services",
        "rebound.example/bye, rebound.example/buy",
        "List-Unsubscribe=One-Click, List-Unsubscribe=Two-Clicks",
        "Hello Anna, Hello Eve",
    })
    void aReceiverSeesThatTheMailWasChanged(final String before, final String after) throws Exception {
        final var key = new TestKey(2048);
        final var wire = send(key, "en");
        assertTrue(wire.contains(before), wire);
        assertThrows(FailException.class, () -> key.verify(wire.replace(before, after)));
        final var other = new TestKey(2048);
        assertThrows(FailException.class, () -> other.verify(wire));
    }

    @Test
    void everyMailHasItsOwnSignature() throws Exception {
        final var key = new TestKey(2048);
        try (var server = new ScriptedSmtp(); var channel = new MailChannel(new TestCounters())) {
            channel.configure(Samples.builder(server.port()).dkim(key.read()).build());
            for (var name : List.of("web", "db", "www")) {
                assertEquals(SENT, channel.send(Samples.delivery(name, "10.0.0.5", "anna@example.com", "Anna")));
            }
            assertEquals(SENT, channel.sendTest("operator@example.com"));
            for (var mail : server.mails()) {
                key.verify(mail.replace("\n", "\r\n"));
            }
            assertEquals(4, server.mails().size());
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsRefusedWithTheReason() throws Exception {
        final var pem = new TestKey(2048).pem();
        assertRefused("private-key is not one PEM block"
            + " from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----", "d.example", "s", "geheim");
        assertRefused("private-key is a PEM block 'ENCRYPTED PRIVATE KEY'; needed is 'PRIVATE KEY', which is PKCS #8"
            + " without a passphrase", "d.example", "s", pem.replace(" PRIVATE", " ENCRYPTED PRIVATE"));
        assertRefused("private-key is a PEM block 'RSA PRIVATE KEY'; needed is 'PRIVATE KEY', which is PKCS #8"
            + " without a passphrase", "d.example", "s", pem.replace(" PRIVATE", " RSA PRIVATE"));
        assertRefused("private-key is not an RSA key in PKCS #8", "d.example", "s", pem.replace("MII", "AAA"));
        assertRefused("private-key is not an RSA key in PKCS #8", "d.example", "s",
            pem.replaceFirst("\n[^-]{10}", "\n"));
        assertRefused("private-key has 512 bits; RFC 8301 asks for 1024 or more", "d.example", "s",
            new TestKey(512).pem());
        assertRefused("domain is no domain name", "example", "s", pem);
        assertRefused("selector is no name in the DNS", "d.example", "s; x=y", pem);
        assertEquals(DkimKey.read("d.example", "s", pem), DkimKey.read("d.example", "s", pem.replace("\n", "\r\n")));
    }

    @Test
    void theKeyIsNotShown() throws Exception {
        final var settings = Samples.builder(25).dkim(new TestKey(2048).read()).build();
        assertEquals("DkimKey[mail-2026._domainkey.rebound.example]", String.valueOf(settings.dkim()));
        assertFalse(settings.toString().contains("PRIVATE"));
    }

    private static void assertRefused(final String reason, final String domain, final String selector,
            final String pem) {
        assertEquals(reason, assertThrows(IllegalArgumentException.class,
            () -> DkimKey.read(domain, selector, pem)).getMessage());
    }

    private static String send(final TestKey key, final String language) throws Exception {
        try (var server = new ScriptedSmtp(); var channel = new MailChannel(new TestCounters())) {
            channel.unsubscribeLinks(to -> URI.create("https://rebound.example/bye?" + to));
            channel.configure(Samples.builder(server.port()).dkim(key.read()).build());
            assertEquals(SENT, channel.send(Samples.delivery(language, List.of("web", "db"))));
            return server.mails().getFirst().replace("\n", "\r\n");
        }
    }
}
