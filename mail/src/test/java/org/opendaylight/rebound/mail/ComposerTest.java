/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.Delivery;

class ComposerTest {
    private static final Instant DATE = Instant.parse("2026-11-24T14:01:11Z");

    private final Session session = Session.getInstance(new Properties());
    private final Composer composer = new Composer(session, Samples.settings(25));

    @Test
    void isReadAsItWasMeant() throws Exception {
        final var letter = Samples.recovered(Samples.delivery("Büro", "10.0.0.5", "anna@example.com", "Åsa 日本"));
        final var read = parse(composer.compose(letter, DATE));

        assertEquals("Büro is back (tcp port 80)", read.getSubject());
        assertArrayEquals(InternetAddress.parse("rebound@rebound.example"), read.getFrom());
        assertEquals("Rebound", ((InternetAddress) read.getFrom()[0]).getPersonal());
        assertArrayEquals(InternetAddress.parse("noc@rebound.example"), read.getReplyTo());
        assertArrayEquals(InternetAddress.parse("anna@example.com"), read.getAllRecipients());
        assertEquals("Åsa 日本", ((InternetAddress) read.getAllRecipients()[0]).getPersonal());
        assertEquals(Date.from(DATE), read.getSentDate());
        assertEquals("<B=C3=BCro/tcp/80/3/10.0.0.5/mail@rebound.example>", read.getMessageID());
        assertArrayEquals(new String[] { "auto-generated" }, read.getHeader("Auto-Submitted"));
        assertArrayEquals(new String[] { "1.0" }, read.getHeader("MIME-Version"));

        final var content = assertInstanceOf(MimeMultipart.class, read.getContent());
        assertTrue(read.isMimeType("multipart/alternative"));
        assertEquals(2, content.getCount());
        assertTrue(content.getBodyPart(0).isMimeType("text/plain"));
        assertEquals(letter.text(), content.getBodyPart(0).getContent().toString().replace("\r\n", "\n"));
        assertTrue(content.getBodyPart(1).isMimeType("text/html"));
        assertEquals(letter.html(), content.getBodyPart(1).getContent().toString().replace("\r\n", "\n"));
    }

    @Test
    void headersAreAsciiOnTheWire() throws Exception {
        final var letter = Samples.recovered(Samples.delivery("日".repeat(64), "10.0.0.5", "anna@example.com",
            "日".repeat(64)));
        final var wire = write(composer.compose(letter, DATE));
        assertTrue(wire.chars().allMatch(ch -> ch < 128));
        wire.lines().forEach(line -> assertTrue(line.length() <= 998, line));
    }

    @Test
    void messageIdSurvivesFurtherSaving() throws Exception {
        final var message = composer.compose(Samples.recovered(Samples.delivery()), DATE);
        final var before = message.getMessageID();
        message.saveChanges();
        message.saveChanges();
        assertEquals(before, message.getMessageID());
        assertEquals("<web/tcp/80/3/10.0.0.5/mail@rebound.example>", before);
    }

    @Test
    void sameNoticeHasSameMessageIdElsewhere() throws Exception {
        final var letter = Samples.recovered(Samples.delivery("2001:db8::5", "anna@example.com"));
        final var later = new Composer(Session.getInstance(new Properties()), Samples.settings(26))
            .compose(letter, DATE.plusSeconds(86400));
        assertEquals(composer.compose(letter, DATE).getMessageID(), later.getMessageID());
    }

    @Test
    void noReplyToWithoutOne() throws Exception {
        final var plain = new Composer(session, Samples.impatient(25, Duration.ofSeconds(1)));
        assertNull(plain.compose(Samples.recovered(Samples.delivery()), DATE).getHeader("Reply-To"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Anna, Eve <eve@example.com>", "\"Anna\" \\", "=?utf-8?q?x?=", "a;b:c", "(Anna)" })
    void aNameIsNeverMoreThanAName(final String name) throws Exception {
        final var read = parse(composer.compose(
            Samples.recovered(Samples.delivery("web", "10.0.0.5", "anna@example.com", name)), DATE));
        assertArrayEquals(InternetAddress.parse("anna@example.com"), read.getAllRecipients());
        assertNull(read.getHeader("Bcc"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "anna", "@example.com", "anna@", "a@b, c@d", "Anna <anna@example.com>",
        "anna@example.com\r\nBcc: eve@example.com", "anna@example.com\n", "list: a@b;", "<a@b>", "a b@c",
        "a@[10.0.0.1]", "a@-b", "a@b-", "a@b..c", ".a@b", "a.@b", "a..b@c", "ä@b.c", "a@ä.c",
        "a@b c", "a@b@c", "a\u0000@b" })
    void anythingButOneAddressIsRefused(final String bad) {
        final var refused = assertThrows(IllegalArgumentException.class, () -> Addresses.parse("the destination", bad));
        assertTrue(refused.getMessage().startsWith("the destination is no mail address: "), refused.getMessage());
        assertFalse(refused.getMessage().chars().anyMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a@b", "anna+x@example.com", "o'neil@sub-domain.example.com", "a.b_c-d@1.example" })
    void anAddressIsTaken(final String good) {
        assertEquals(good, Addresses.parse("the destination", good).getAddress());
    }

    @Test
    void sendersAddressIsChecked() {
        final var settings = MailSettings.to("localhost", 25, "nobody").build();
        assertEquals("rebound/mail/from is no mail address: nobody",
            assertThrows(IllegalArgumentException.class, () -> new Composer(session, settings)).getMessage());
    }

    @Test
    void mailsToOneReceiverAboutOneServerAreOneThread() throws Exception {
        final var first = parse(composer.compose(Samples.recovered(Samples.delivery()), DATE));
        final var next = parse(composer.compose(Samples.recovered(new Delivery("another",
            List.of(Samples.notice("web", 443, "10.0.0.6", "Anna@example.com", null, null)))), DATE));
        final var root = first.getHeader("References", null);
        assertTrue(root.matches("<thread/[0-9a-f]{64}@rebound.example>"), root);
        assertEquals(root, first.getHeader("In-Reply-To", null));
        assertEquals(root, next.getHeader("References", null));
        assertNotEquals(first.getMessageID(), next.getMessageID());

        assertNotEquals(root, references(Samples.delivery("db", "10.0.0.5", "anna@example.com", null)));
        assertNotEquals(root, references(Samples.delivery("web", "10.0.0.5", "bert@example.com", null)));
    }

    @Test
    void aMailAboutSeveralServersIsInTheThreadOfEach() throws Exception {
        final var both = references(Samples.delivery(null, List.of("web", "db")));
        for (var server : List.of("web", "db")) {
            assertTrue(both.contains(references(Samples.delivery(null, List.of(server)))), both);
        }
        final var fifty = IntStream.range(0, 50).mapToObj(number -> "server-" + number).toList();
        assertEquals(20, references(Samples.delivery(null, fifty)).split("\\s+").length);
    }

    @Test
    void oneClickUnsubscribesWhereThereIsALink() throws Exception {
        final var link = URI.create("https://rebound.example/unsubscribe?token=a&b=é");
        final var read = parse(composer.compose(
            RecoveryMail.recovered(Samples.delivery(), Samples.wordings(), link), DATE));
        assertArrayEquals(new String[] { "<https://rebound.example/unsubscribe?token=a&b=%C3%A9>" },
            read.getHeader("List-Unsubscribe"));
        assertArrayEquals(new String[] { "List-Unsubscribe=One-Click" }, read.getHeader("List-Unsubscribe-Post"));

        final var without = parse(composer.compose(Samples.recovered(Samples.delivery()), DATE));
        assertNull(without.getHeader("List-Unsubscribe"));
        assertNull(without.getHeader("List-Unsubscribe-Post"));
    }

    @Test
    void noTemplateBreaksTheHeader() throws Exception {
        // the model refuses it, a datastore that was filled without Rebound may have it
        final var wordings = Samples.wordings(new MailTemplate("en",
            "{{server}}\r\nBcc: eve@example.com\n\n{{#services}}\n{{server}}\n{{/services}}\u0085\u2028x", null, null));
        final var wire = write(composer.compose(RecoveryMail.recovered(Samples.delivery(), wordings, null), DATE));
        assertTrue(wire.contains("\r\nSubject: web Bcc: eve@example.com web x\r\n"), wire);
        assertFalse(wire.contains("\nBcc"), wire);
    }

    private String references(final Delivery delivery) throws Exception {
        return parse(composer.compose(Samples.recovered(delivery), DATE)).getHeader("References", null);
    }

    private MimeMessage parse(final MimeMessage message) throws Exception {
        return new MimeMessage(session, new ByteArrayInputStream(write(message).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String write(final MimeMessage message) throws Exception {
        final var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
