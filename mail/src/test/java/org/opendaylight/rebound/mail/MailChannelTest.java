/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.mail.MailSettings.Security;

/** Against GreenMail. */
class MailChannelTest {
    private static final Instant NOW = Instant.parse("2026-11-24T14:01:11Z");
    private static final SendOutcome SENT = new SendOutcome.Sent();

    @TempDir
    private static Path directory;
    private static SSLSocketFactory trusting;

    private final TestCounters counters = new TestCounters();
    private final MailChannel channel = new MailChannel(counters, Clock.fixed(NOW, ZoneOffset.UTC), () -> trusting,
        Duration.ofMinutes(1));
    private GreenMail server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        final var certificate = new TestCertificate(directory, "dns:localhost,ip:127.0.0.1");
        System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        trusting = certificate.context().getSocketFactory();
    }

    @AfterEach
    void stop() {
        channel.close();
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void readerGetsWhatTheNoticeSays() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        assertEquals("mail", channel.name());
        assertEquals(4, channel.parallelism());
        assertEquals(SENT, channel.send(Samples.delivery()));

        final var mail = server.getReceivedMessages()[0];
        assertEquals("web is back (tcp port 80)", mail.getSubject());
        assertEquals("Rebound <rebound@rebound.example>", mail.getFrom()[0].toString());
        assertEquals("Anna <anna@example.com>", mail.getRecipients(Message.RecipientType.TO)[0].toString());
        assertArrayEquals(InternetAddress.parse("noc@rebound.example"), mail.getReplyTo());
        assertEquals(Date.from(NOW), mail.getSentDate());
        assertEquals("<web/tcp/80/3/10.0.0.5/mail@rebound.example>", mail.getMessageID());
        assertArrayEquals(new String[] { "auto-generated" }, mail.getHeader("Auto-Submitted"));
        final var content = assertInstanceOf(MimeMultipart.class, mail.getContent());
        final var letter = Samples.recovered(Samples.delivery());
        assertEquals(letter.text().strip(), content.getBodyPart(0).getContent().toString().replace("\r\n", "\n")
            .strip());
        assertEquals(letter.html().strip(), content.getBodyPart(1).getContent().toString().replace("\r\n", "\n")
            .strip());
        assertEquals(1, counters.mail("sent"));
    }

    @Test
    void sentTwiceIsTheSameMail() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        assertEquals(SENT, channel.send(Samples.delivery()));
        try (var later = new MailChannel(counters)) {
            later.configure(Samples.settings(port()));
            assertEquals(SENT, later.send(Samples.delivery()));
        }
        final var mails = server.getReceivedMessages();
        assertEquals(2, mails.length);
        assertEquals(mails[0].getMessageID(), mails[1].getMessageID());
    }

    @Test
    void testMailReachesTheOperator() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        assertEquals(SENT, channel.sendTest("operator@example.com"));
        final var mail = server.getReceivedMessages()[0];
        assertEquals("Rebound test mail", mail.getSubject());
        assertTrue(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString()
            .contains("asked for at 2026-11-24 14:01:11 UTC"));
        assertInstanceOf(SendOutcome.Rejected.class, channel.sendTest("operator"));
    }

    @Test
    void aLinkMailIsReadAsItWasMeantAndCanBeEnded() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        channel.unsubscribeLinks(to -> URI.create("https://rebound.example.com/unsubscribe?address=" + to));
        assertEquals(SENT, channel.send(linkMail("anna@example.com", "確認：<web> & more")));
        final var mail = server.getReceivedMessages()[0];
        assertEquals("確認：<web> & more", mail.getSubject());
        assertEquals("<web/confirm/1@rebound.example>", mail.getMessageID());
        assertArrayEquals(new String[] { "auto-generated" }, mail.getHeader("Auto-Submitted"));
        assertArrayEquals(new String[] { "List-Unsubscribe=One-Click" }, mail.getHeader("List-Unsubscribe-Post"));
        assertNull(mail.getHeader("References"));
        final var content = assertInstanceOf(MimeMultipart.class, mail.getContent());
        assertEquals("Hello,\n\nis it <you>?\n\nhttps://rebound.example.com/confirm?a=1&b=2\n\nDo nothing.",
            content.getBodyPart(0).getContent().toString().replace("\r\n", "\n").strip());
        final var html = content.getBodyPart(1).getContent().toString();
        assertTrue(html.contains("<html lang=\"ja\">") && html.contains("<p>is it &lt;you&gt;?</p>")
            && html.contains("<a href=\"https://rebound.example.com/confirm?a=1&amp;b=2\">"), html);
    }

    @Test
    void aLinkMailBringsNoHeaderOfSomebodyElse() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        for (var mail : List.of(linkMail("anna@example.com", "Hello\r\nBcc: bert@example.com"),
                linkMail("anna@example.com\r\nBcc: bert@example.com", "Hello"), linkMail("anna", "Hello"),
                linkMail("anna@example.com", " "))) {
            assertInstanceOf(SendOutcome.Rejected.class, channel.send(mail));
        }
        assertEquals(0, server.getReceivedMessages().length);
        assertEquals(2, counters.mail("rejected-text"));
        assertEquals(2, counters.mail("rejected-address"));
    }

    private static LinkMail linkMail(final String to, final String subject) {
        return new LinkMail("web/confirm/1", to, "ja", subject, List.of("Hello,", "is it <you>?"),
            URI.create("https://rebound.example.com/confirm?a=1&b=2"), List.of("Do nothing."));
    }

    @Test
    void authenticates() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        server.setUser("rebound@rebound.example", "anna", "geheim");
        channel.configure(Samples.settings(port(), Security.NONE, "anna", "geheim"));
        assertEquals(SENT, channel.send(Samples.delivery()));
    }

    @Test
    void wrongPasswordIsRetriedAndNotShown() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        server.setUser("rebound@rebound.example", "anna", "geheim");
        channel.configure(Samples.settings(port(), Security.NONE, "anna", "falsch"));
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().startsWith("localhost:" + port() + " at AUTH: 535 "), outcome.reason());
        assertFalse(outcome.reason().contains("falsch"), outcome.reason());
        assertEquals(1, counters.mail("retry-authentication"));
        assertEquals(0, server.getReceivedMessages().length);

        channel.configure(Samples.settings(port(), Security.NONE, "anna", "geheim"));
        assertEquals(SENT, channel.send(Samples.delivery()));
    }

    @Test
    void speaksTlsFromTheFirstByte() throws Exception {
        start(ServerSetup.PROTOCOL_SMTPS, 0);
        server.setUser("rebound@rebound.example", "anna", "geheim");
        channel.configure(Samples.settings(port(), Security.TLS, "anna", "geheim"));
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(1, counters.mail("connection-opened"));
    }

    @Test
    void untrustedServerGetsNothing() throws Exception {
        start(ServerSetup.PROTOCOL_SMTPS, 0);
        try (var strict = new MailChannel(counters)) {
            strict.configure(Samples.settings(port(), Security.TLS, "anna", "geheim"));
            final var outcome = assertInstanceOf(SendOutcome.Retry.class, strict.send(Samples.delivery()));
            assertTrue(outcome.reason().contains("while connecting: "), outcome.reason());
            assertTrue(outcome.reason().contains("certification path"), outcome.reason());
        }
        assertEquals(1, counters.mail("retry-connection"));
    }

    @Test
    void mailsShareAConnection() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        for (int i = 1; i <= 20; ++i) {
            assertEquals(SENT, channel.send(Samples.delivery("10.0.0." + i, "anna@example.com")));
        }
        assertEquals(20, server.getReceivedMessages().length);
        assertEquals(1, counters.mail("connection-opened"));
        assertEquals(0, counters.mail("connection-renewed"));
    }

    @Test
    void parallelMailsAllArriveOverAtMostTheConfiguredConnections() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        try (var threads = Executors.newFixedThreadPool(16)) {
            final var sends = IntStream.range(0, 400).<Callable<SendOutcome>>mapToObj(i ->
                () -> channel.send(Samples.delivery("10.0." + i / 100 + '.' + i % 100, "anna@example.com"))).toList();
            for (var future : threads.invokeAll(sends)) {
                assertEquals(SENT, future.get());
            }
        }
        final var ids = new HashSet<String>();
        for (var mail : server.getReceivedMessages()) {
            assertTrue(ids.add(mail.getMessageID()));
        }
        assertEquals(400, ids.size());
        assertTrue(counters.mail("connection-opened") <= 4);
        assertEquals(400, counters.mail("sent"));
    }

    @Test
    void serverThatWasRestartedGetsTheNextMailAtOnce() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        final int port = port();
        channel.configure(Samples.settings(port));
        assertEquals(SENT, channel.send(Samples.delivery()));

        server.stop();
        start(ServerSetup.PROTOCOL_SMTP, port);
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(1, server.getReceivedMessages().length);
        assertEquals(1, counters.mail("connection-renewed"));
    }

    @Test
    void serverThatIsGoneIsTriedAgain() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        final int port = port();
        channel.configure(Samples.settings(port));
        server.stop();
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().startsWith("localhost:" + port
            + " while connecting: ConnectException: Connection refused"), outcome.reason());

        start(ServerSetup.PROTOCOL_SMTP, port);
        assertEquals(SENT, channel.send(Samples.delivery()));
    }

    @Test
    void hostThatIsUnknownIsTriedAgain() throws Exception {
        channel.configure(MailSettings.to("no-such-host.invalid", 25, "rebound@rebound.example").build());
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().startsWith("no-such-host.invalid:25 while connecting: UnknownHostException"),
            outcome.reason());
    }

    @Test
    void configurationIsFollowed() throws Exception {
        final var unconfigured =
            new SendOutcome.Retry("mail is not configured: rebound/mail/smtp-host and from are needed");
        assertEquals(unconfigured, channel.send(Samples.delivery()));
        assertEquals(1, channel.parallelism());
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        assertEquals(SENT, channel.send(Samples.delivery()));
        channel.configure(Samples.settings(port()));
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(1, counters.mail("connection-opened"), "equal settings are no change");
        channel.configure(null);
        assertEquals(unconfigured, channel.send(Samples.delivery()));
        assertEquals(2, counters.mail("not-configured"));

        channel.configure(MailSettings.to("localhost", port(), "nobody").build());
        assertEquals(new SendOutcome.Retry("rebound/mail/from is no mail address: nobody"),
            channel.send(Samples.delivery()));
    }

    @Test
    void wrongNoticesAreRejectedWithoutAskingTheServer() throws Exception {
        channel.configure(Samples.settings(1));
        for (var bad : Arrays.asList(null, "", "anna", "anna@example.com\r\nRCPT TO:<eve@example.com>")) {
            final var outcome = assertInstanceOf(SendOutcome.Rejected.class,
                channel.send(Samples.delivery("10.0.0.5", bad)));
            assertTrue(outcome.reason().startsWith("the destination is no mail address: "), outcome.reason());
        }
        assertEquals(4, counters.mail("rejected-address"));
        assertEquals(new SendOutcome.Rejected("the server's name has a line break or another control character"),
            channel.send(Samples.delivery("web\r\nBcc: eve@example.com", "10.0.0.5", "anna@example.com", null)));
        assertEquals(new SendOutcome.Rejected("the recipient's name has a line break or another control character"),
            channel.send(Samples.delivery("web", "10.0.0.5", "anna@example.com", "Anna\r\nBcc: eve@example.com")));
        assertEquals(2, counters.mail("rejected-text"));
    }

    @Test
    void oneMailTellsEverything() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.builder(port()).words("ja", List.of(
            new MailTemplate("ja", "{{count}} 件: {{#services}}{{server}} {{/services}}", null, null))).build());
        channel.unsubscribeLinks(to -> URI.create("https://rebound.example/bye?" + to));
        assertEquals(SENT, channel.send(Samples.delivery(null, List.of("web", "db"))));

        final var mails = server.getReceivedMessages();
        assertEquals(1, mails.length);
        assertEquals("2 件: db web", mails[0].getSubject());
        assertEquals("<recovered/7@rebound.example>", mails[0].getMessageID());
        assertArrayEquals(new String[] { "<https://rebound.example/bye?anna@example.com>" },
            mails[0].getHeader("List-Unsubscribe"));
        final var text = ((MimeMultipart) mails[0].getContent()).getBodyPart(0).getContent().toString();
        assertTrue(text.contains("次の 2 件のサービス"), text);
        assertTrue(text.contains("https://rebound.example/bye?anna@example.com"), text);
    }

    @Test
    void mailsToOneDomainWaitForOneAnother() {
        final var notice = Samples.notice("web", 80, "10.0.0.5", "Anna@Example.COM", null, null);
        assertEquals("example.com", channel.queueOf(notice));
        assertEquals("", channel.queueOf(Samples.notice("web", 80, "10.0.0.5", null, null, null)));
        assertTrue(channel.admits("example.com"));
        channel.configure(Samples.builder(1).rates(new MailRates(0, 1, Map.of())).build());
        assertTrue(channel.admits("example.com"));
        assertFalse(channel.admits("example.com"));
        assertTrue(channel.admits("example.org"));
    }

    @Test
    void templateThatNobodyRefusedKeepsTheNotices() throws Exception {
        channel.configure(Samples.builder(1).words("en", List.of(new MailTemplate("en", "{{x}}", null, null))).build());
        assertEquals(new SendOutcome.Retry("line 1: unknown variable 'x'"), channel.send(Samples.delivery()));
    }

    @Test
    void interruptedThreadSendsNothing() {
        channel.configure(Samples.settings(1));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> channel.send(Samples.delivery()));
        assertFalse(Thread.interrupted());
    }

    @Test
    void contextClassLoaderIsPutBack() throws Exception {
        final var thread = Thread.currentThread();
        final var before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            start(ServerSetup.PROTOCOL_SMTP, 0);
            thread.setContextClassLoader(null);
            channel.configure(Samples.settings(port()));
            assertEquals(SENT, channel.send(Samples.delivery()));
            assertEquals(null, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void closeLeavesNoThreadAndSendsNoMore() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP, 0);
        channel.configure(Samples.settings(port()));
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertTrue(timerThreads() > 0);
        channel.close();
        channel.close();
        await().until(() -> timerThreads() == 0);
        assertEquals(new SendOutcome.Retry("mail was stopped"), channel.send(Samples.delivery()));
        channel.configure(Samples.settings(port()));
        assertEquals(new SendOutcome.Retry("mail was stopped"), channel.send(Samples.delivery()));
    }

    private static long timerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("rebound-mail-timer")).count();
    }

    private void start(final String protocol, final int port) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
        server.start();
    }

    private int port() {
        return (server.getSmtp() != null ? server.getSmtp() : server.getSmtps()).getPort();
    }
}
