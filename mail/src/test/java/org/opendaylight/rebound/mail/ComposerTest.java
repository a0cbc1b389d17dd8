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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.mail.MailSettings.Security;

class ComposerTest {
    private static final Instant DATE = Instant.parse("2026-11-24T14:01:11Z");

    private final Session session = Session.getInstance(new Properties());
    private final Composer composer = new Composer(session, Samples.settings(25));

    @Test
    void isReadAsItWasMeant() throws Exception {
        final var letter = RecoveryMail.recovered(Samples.notice("Büro", "10.0.0.5", "anna@example.com", "Åsa 日本"));
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
        final var letter = RecoveryMail.recovered(Samples.notice("日".repeat(64), "10.0.0.5", "anna@example.com",
            "日".repeat(64)));
        final var wire = write(composer.compose(letter, DATE));
        assertTrue(wire.chars().allMatch(ch -> ch < 128));
        wire.lines().forEach(line -> assertTrue(line.length() <= 998, line));
    }

    @Test
    void messageIdSurvivesFurtherSaving() throws Exception {
        final var message = composer.compose(RecoveryMail.recovered(Samples.notice()), DATE);
        final var before = message.getMessageID();
        message.saveChanges();
        message.saveChanges();
        assertEquals(before, message.getMessageID());
        assertEquals("<web/tcp/80/3/10.0.0.5/mail@rebound.example>", before);
    }

    @Test
    void sameNoticeHasSameMessageIdElsewhere() throws Exception {
        final var letter = RecoveryMail.recovered(Samples.notice("2001:db8::5", "anna@example.com"));
        final var later = new Composer(Session.getInstance(new Properties()), Samples.settings(26))
            .compose(letter, DATE.plusSeconds(86400));
        assertEquals(composer.compose(letter, DATE).getMessageID(), later.getMessageID());
    }

    @Test
    void noReplyToWithoutOne() throws Exception {
        final var plain = new Composer(session, Samples.impatient(25, Duration.ofSeconds(1)));
        assertNull(plain.compose(RecoveryMail.recovered(Samples.notice()), DATE).getHeader("Reply-To"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Anna, Eve <eve@example.com>", "\"Anna\" \\", "=?utf-8?q?x?=", "a;b:c", "(Anna)" })
    void aNameIsNeverMoreThanAName(final String name) throws Exception {
        final var read = parse(composer.compose(
            RecoveryMail.recovered(Samples.notice("web", "10.0.0.5", "anna@example.com", name)), DATE));
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
        final var settings = new MailSettings("localhost", 25, Security.NONE, null, null, "nobody", null, null,
            Duration.ofSeconds(1), 1);
        assertEquals("rebound/mail/from is no mail address: nobody",
            assertThrows(IllegalArgumentException.class, () -> new Composer(session, settings)).getMessage());
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
