/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.mail.MailSettings.Security;

/** Against a server that misbehaves at every step. */
class SmtpFaultsTest {
    private static final SendOutcome SENT = new SendOutcome.Sent();
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private static Path ours;
    @TempDir
    private static Path others;
    private static SSLContext localhost;
    private static SSLContext elsewhere;

    private final TestCounters counters = new TestCounters();
    private MailChannel channel;
    private ScriptedSmtp server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        localhost = new TestCertificate(ours, "dns:localhost").context();
        elsewhere = new TestCertificate(others, "dns:other.example").context();
    }

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtp();
        channel = keepingIdleFor(LONG);
    }

    @AfterEach
    void stop() throws IOException {
        channel.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421, while connecting, retry-connection",
        "GREETING, 554, while connecting, retry-connection",
        "MAIL,     421, at MAIL FROM,     retry-4yz",
        "MAIL,     451, at MAIL FROM,     retry-4yz",
        "MAIL,     530, at MAIL FROM,     retry-authentication",
        "MAIL,     550, at MAIL FROM,     rejected-5yz",
        "MAIL,     552, at MAIL FROM,     rejected-5yz",
        "RCPT,     421, at RCPT TO,       retry-4yz",
        "RCPT,     450, at RCPT TO,       retry-4yz",
        "RCPT,     452, at RCPT TO,       retry-4yz",
        "RCPT,     550, at RCPT TO,       rejected-5yz",
        "RCPT,     552, at RCPT TO,       rejected-5yz",
        "RCPT,     554, at RCPT TO,       rejected-5yz",
        "RCPT,     571, at RCPT TO,       rejected-5yz",
        "DATA,     451, at DATA,          retry-4yz",
        "DATA,     554, at DATA,          rejected-5yz",
        "END,      421, at the end of DATA, retry-4yz",
        "END,      451, at the end of DATA, retry-4yz",
        "END,      452, at the end of DATA, retry-4yz",
        "END,      550, at the end of DATA, rejected-5yz",
        "END,      554, at the end of DATA, rejected-5yz",
    })
    void serversWordsReachTheOperator(final String verb, final int code, final String stage, final String counted)
            throws Exception {
        server.on(verb, code + "-5.7.1 not\r\n" + code + " today");
        final var outcome = channel.send(Samples.delivery());
        final var reason = "127.0.0.1:" + server.port() + ' ' + stage + ": " + code + "-5.7.1 not " + code + " today";
        assertEquals(counted.startsWith("retry") ? new SendOutcome.Retry(reason) : new SendOutcome.Rejected(reason),
            outcome);
        assertEquals(1, counters.mail(counted));
        assertEquals(1, server.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAIL", "RCPT", "DATA", "END" })
    void refusalLeavesTheConnectionUsable(final String verb) throws Exception {
        server.on(verb, "550 no");
        assertInstanceOf(SendOutcome.Rejected.class, channel.send(Samples.delivery()));
        assertInstanceOf(SendOutcome.Rejected.class, channel.send(Samples.delivery()));
        assertEquals(1, server.connections());
    }

    @Test
    void refusalIsHeardThoughTheServerHangsUpAfterIt() throws Exception {
        server.on("MAIL", "550 no").on("RSET", ScriptedSmtp.HANG_UP);
        assertInstanceOf(SendOutcome.Rejected.class, channel.send(Samples.delivery()));
        server.on("MAIL", "250 ok");
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(2, server.connections());
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, while connecting", "EHLO, while connecting", "MAIL, at MAIL FROM", "RCPT, at RCPT TO",
        "DATA, at DATA"
    })
    void newConnectionThatIsLostIsRetriedLater(final String verb, final String stage) throws Exception {
        // to EHLO, HELO is the library's second try
        server.on(verb, ScriptedSmtp.HANG_UP).on("HELO", ScriptedSmtp.HANG_UP);
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().startsWith("127.0.0.1:" + server.port() + ' ' + stage + ": "), outcome.reason());
        assertEquals(1, server.connections());
        assertEquals(1, counters.mail("retry-connection"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "GREETING", "EHLO", "MAIL", "RCPT", "DATA", "END" })
    void silenceEndsAfterTheTimeout(final String verb) throws Exception {
        silenceEnds(verb, ScriptedSmtp.SILENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GREETING", "MAIL", "END" })
    void answerThatNeverEndsEndsAfterTheTimeout(final String verb) throws Exception {
        silenceEnds(verb, ScriptedSmtp.DRIP);
    }

    private void silenceEnds(final String verb, final String kind) {
        server.on(verb, kind);
        channel.configure(Samples.impatient(server.port(), Duration.ofSeconds(1)));
        final var outcome = assertTimeout(Duration.ofSeconds(8), () ->
            assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery())));
        assertTrue(outcome.reason().contains("no answer within 1000 ms"), outcome.reason());
        assertEquals(verb.equals("END"), outcome.reason().endsWith("; the server may have taken the mail"));
        assertEquals(1, counters.mail("retry-connection"));
    }

    @Test
    void connectingEndsAfterTheTimeout() throws Exception {
        // a full backlog: the kernel answers no further SYN
        try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
             var first = new Socket("127.0.0.1", full.getLocalPort());
             var second = new Socket("127.0.0.1", full.getLocalPort())) {
            assertTrue(first.isConnected() && second.isConnected());
            channel.configure(Samples.impatient(full.getLocalPort(), Duration.ofSeconds(1)));
            final var outcome = assertTimeout(Duration.ofSeconds(8), () ->
                assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery())));
            assertTrue(outcome.reason().endsWith("while connecting: no connection within 1000 ms"), outcome.reason());
        }
    }

    @Test
    void keptConnectionThatTheServerClosedIsNoReasonToWait() throws Exception {
        assertEquals(SENT, channel.send(Samples.delivery()));
        server.hangUp();
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(2, server.connections());
        assertEquals(2, server.mails().size());
        assertEquals(1, counters.mail("connection-renewed"));
    }

    @ParameterizedTest
    @CsvSource({ "MAIL, 421 idle for too long", "RCPT, 421 bye", "MAIL, (hang up)", "RCPT, (hang up)",
        "DATA, 421 bye", "DATA, (hang up)" })
    void keptConnectionThatDiesBeforeTheMailIsTakenIsRenewedOnce(final String verb, final String answer)
            throws Exception {
        assertEquals(SENT, channel.send(Samples.delivery()));
        server.on(verb, connection -> connection == 1 ? answer : null);
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(2, server.mails().size());
        assertEquals(2, server.connections());
        assertEquals(1, counters.mail("connection-renewed"));
    }

    @Test
    void renewedConnectionThatDiesTooIsRetriedLater() throws Exception {
        assertEquals(SENT, channel.send(Samples.delivery()));
        server.on("MAIL", ScriptedSmtp.HANG_UP);
        assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertEquals(2, server.connections());
    }

    @Test
    void mailThatMayHaveBeenTakenIsNotSentAgainAtOnce() throws Exception {
        assertEquals(SENT, channel.send(Samples.delivery()));
        server.on("END", ScriptedSmtp.HANG_UP);
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().endsWith("; the server may have taken the mail"), outcome.reason());
        assertEquals(1, server.connections());
        assertEquals(2, server.mails().size());
    }

    @Test
    void idleConnectionIsClosed() throws Exception {
        channel.close();
        channel = keepingIdleFor(Duration.ofMillis(300));
        assertEquals(SENT, channel.send(Samples.delivery()));
        await().until(server::allClosedByClient);
        assertEquals("QUIT", server.commands().getLast());
        assertEquals(SENT, channel.send(Samples.delivery()));
        assertEquals(2, server.connections());
        assertEquals(0, counters.mail("connection-renewed"));
    }

    @Test
    void closeEndsIdleConnectionsPolitely() throws Exception {
        assertEquals(SENT, channel.send(Samples.delivery()));
        channel.close();
        await().until(server::allClosedByClient);
        assertEquals("QUIT", server.commands().getLast());
    }

    @Test
    void newSettingsEndTheOldConnections() throws Exception {
        assertEquals(SENT, channel.send(Samples.delivery()));
        channel.configure(null);
        await().until(server::allClosedByClient);
    }

    @Test
    void mailOnItsWayIsFinishedUnderOldSettings() throws Exception {
        final var answer = new CompletableFuture<String>();
        server.on("RCPT", connection -> answer.join());
        final var sending = CompletableFuture.supplyAsync(this::send);
        await().until(() -> server.commands().stream().anyMatch(command -> command.startsWith("RCPT")));
        channel.configure(null);
        answer.complete("250 ok");
        assertEquals(SENT, sending.get(10, TimeUnit.SECONDS));
        await().until(server::allClosedByClient);
    }

    @Test
    void closeFreesThoseThatWaitForTheServerAlsoUnderOldSettings() throws Exception {
        server.on("RCPT", ScriptedSmtp.SILENCE);
        final var sending = CompletableFuture.supplyAsync(this::send);
        await().until(() -> server.commands().stream().anyMatch(command -> command.startsWith("RCPT")));
        channel.configure(null);
        channel.close();
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, sending.get(5, TimeUnit.SECONDS));
        assertTrue(outcome.reason().endsWith("at RCPT TO: stopped before the answer came"), outcome.reason());
    }

    @Test
    void interruptFreesThoseThatWaitForAConnection() throws Exception {
        server.on("RCPT", ScriptedSmtp.SILENCE);
        final var sending = CompletableFuture.supplyAsync(this::send);
        await().until(() -> server.commands().stream().anyMatch(command -> command.startsWith("RCPT")));
        final var interrupted = new CompletableFuture<Boolean>();
        final var waiting = new Thread(() -> {
            try {
                channel.send(Samples.delivery());
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        assertTrue(interrupted.get(5, TimeUnit.SECONDS));
        assertFalse(sending.isDone());
    }

    @Test
    void passwordThatTheServerRepeatsIsHidden() throws Exception {
        final var plain = Base64.getEncoder().encodeToString("anna\0anna\0geheim".getBytes());
        server.on("AUTH", "535 what is geheim or " + plain + "?");
        channel.configure(Samples.settings(server.port(), Security.NONE, "anna", "geheim"));
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertEquals("localhost:" + server.port() + " at AUTH: 535 what is *** or ***?", outcome.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = { "250 plain server", "502 no" })
    void credentialsAreNotForgottenWhereTheServerOffersNoAuth(final String ehlo) throws Exception {
        server.on("EHLO", ehlo);
        channel.configure(Samples.settings(server.port(), Security.NONE, "anna", "geheim"));
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().contains("at AUTH: the server offers no AUTH"), outcome.reason());
        assertTrue(server.mails().isEmpty());
    }

    @Test
    void oldServerWithoutEhloIsServed() throws Exception {
        server.on("EHLO", "502 no");
        assertEquals(SENT, channel.send(Samples.delivery()));
    }

    @Test
    void nonsenseInsteadOfAnAnswerIsRetried() throws Exception {
        server.on("MAIL", "hello?");
        assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        server.on("MAIL", "250 ok").on("DATA", "250 what");
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertTrue(outcome.reason().endsWith("at DATA: unexpected answer: 250 what"), outcome.reason());
        assertEquals(1, counters.mail("retry-unexpected"));
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = { "STARTTLS", "TLS" })
    void encryptedMailArrivesAndItsConnectionIsKept(final Security security) throws Exception {
        try (var secure = new ScriptedSmtp(localhost, security == Security.TLS);
             var sender = channel(localhost.getSocketFactory(), LONG)) {
            sender.configure(Samples.settings(secure.port(), security, "anna", "geheim"));
            assertEquals(SENT, sender.send(Samples.delivery()));
            assertEquals(SENT, sender.send(Samples.delivery()));
            assertEquals(2, secure.mails().size());
            assertEquals(1, secure.connections());
            assertEquals(security == Security.STARTTLS, secure.commands().contains("STARTTLS"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = { "STARTTLS", "TLS" })
    void certificateOfAnotherHostIsNotBelieved(final Security security) throws Exception {
        try (var secure = new ScriptedSmtp(elsewhere, security == Security.TLS);
             var sender = channel(elsewhere.getSocketFactory(), LONG)) {
            sender.configure(Samples.settings(secure.port(), security, "anna", "geheim"));
            final var outcome = assertInstanceOf(SendOutcome.Retry.class, sender.send(Samples.delivery()));
            assertTrue(outcome.reason().contains("while connecting: "), outcome.reason());
            assertTrue(outcome.reason().contains("No subject alternative DNS name matching localhost found"),
                outcome.reason());
            assertTrue(secure.commands().stream().noneMatch(command -> command.startsWith("AUTH")));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = { "STARTTLS", "TLS" })
    void handshakeThatNeverEndsEndsAfterTheTimeout(final Security security) throws Exception {
        // says that it starts TLS, and then waits for the next command
        server.on("GREETING", security == Security.TLS ? ScriptedSmtp.SILENCE : "220 hello")
            .on("EHLO", "250-x\r\n250 STARTTLS").on("STARTTLS", ScriptedSmtp.SILENCE);
        channel.configure(MailSettings.to("127.0.0.1", server.port(), "rebound@rebound.example").security(security)
            .timeout(Duration.ofSeconds(1)).connections(1).build());
        final var outcome = assertTimeout(Duration.ofSeconds(8), () ->
            assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery())));
        assertTrue(outcome.reason().endsWith("while connecting: no answer within 1000 ms"), outcome.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = { "502 no", "454 TLS not available" })
    void nothingIsSentWhereStartTlsIsRefused(final String answer) throws Exception {
        server.on("EHLO", "250-x\r\n250-STARTTLS\r\n250 AUTH PLAIN").on("STARTTLS", answer);
        channel.configure(Samples.settings(server.port(), Security.STARTTLS, "anna", "geheim"));
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertEquals("localhost:" + server.port() + " while connecting: " + answer, outcome.reason());
        assertTrue(server.commands().stream().noneMatch(command -> command.startsWith("AUTH")));
    }

    @Test
    void nothingIsSentWhereStartTlsIsNotOffered() throws Exception {
        channel.configure(Samples.settings(server.port(), Security.STARTTLS, "anna", "geheim"));
        final var outcome = assertInstanceOf(SendOutcome.Retry.class, channel.send(Samples.delivery()));
        assertEquals("localhost:" + server.port()
            + " while connecting: STARTTLS is required but host does not support STARTTLS", outcome.reason());
        assertTrue(server.commands().stream().noneMatch(command -> command.startsWith("AUTH")));
    }

    private SendOutcome send() {
        try {
            return channel.send(Samples.delivery());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private MailChannel keepingIdleFor(final Duration idle) {
        final var ret = channel((SSLSocketFactory) SSLSocketFactory.getDefault(), idle);
        ret.configure(Samples.impatient(server.port(), Duration.ofSeconds(10)));
        return ret;
    }

    private MailChannel channel(final SSLSocketFactory tls, final Duration idle) {
        return new MailChannel(counters, Clock.systemUTC(), () -> tls, idle);
    }
}
