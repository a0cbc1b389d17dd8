/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.push.HttpPush;
import org.opendaylight.rebound.push.HttpTarget;
import org.opendaylight.rebound.push.HttpTarget.Format;
import org.opendaylight.rebound.push.ListJson;
import org.opendaylight.rebound.push.Signature;
import org.opendaylight.rebound.push.Tls;

/** The built jar as a process, with what the plugin pushes with before it, and an SMTP server behind it. */
class RelayIT {
    private static final String SECRET = "a secret of the tests, long enough";
    private static final String TOKEN = "token-of-the-tests-1234567890";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpPush push = new HttpPush(Clock.systemUTC(), new CounterRegistry());
    @TempDir
    private Path folder;
    private int smtpPort;
    private @Nullable GreenMail smtp;

    @BeforeEach
    void chooseSmtpPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            smtpPort = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("clients.csv"), "192.0.2.7,anna@example.com,Anna,\n");
    }

    @AfterEach
    void stop() {
        push.close();
        http.close();
        stopSmtp();
    }

    private void startSmtp() {
        final var server = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        smtp = server;
    }

    private void stopSmtp() {
        final var server = smtp;
        if (server != null) {
            server.stop();
        }
    }

    private Path config(final String... more) throws IOException {
        return Files.writeString(folder.resolve("relay.yaml"), """
            listen:
              address: 127.0.0.1
              port: 0
              %s
            credentials:
              signing-secret: "%s"
              bearer-token: %s
            metrics:
              port: 0
            mail:
              smtp-host: 127.0.0.1
              smtp-port: %d
              security: none
              from: rebound@rebound.example
              retry-initial: 200ms
              retry-maximum: 200ms
            clients-file: clients.csv
            data: data
            """.formatted(String.join("\n  ", more), SECRET, TOKEN, smtpPort));
    }

    private SendOutcome push(final RelayProcess relay, final RecoveryList list, final @Nullable String secret)
            throws InterruptedException {
        return push.send(new HttpTarget(URI.create("http://127.0.0.1:" + relay.ports().getFirst() + "/v1/recoveries"),
            Format.REBOUND, secret, null, Tls.USUAL, Duration.ofSeconds(10)), list);
    }

    private String get(final RelayProcess relay, final String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.ports().getLast() + path))
            .build(), BodyHandlers.ofString()).body();
    }

    private static String text(final MimeMessage mail) throws Exception {
        return assertInstanceOf(MimeMultipart.class, mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private void awaitMails(final int count) {
        await().atMost(PATIENCE).until(() -> smtp.getReceivedMessages().length >= count);
    }

    @Test
    void clientOfSignedListIsMailed() throws Exception {
        startSmtp();
        try (var relay = RelayProcess.ready(config())) {
            assertEquals(new SendOutcome.Sent(), push(relay, Lists.list("list-1", 3, "192.0.2.7"), SECRET));
            awaitMails(1);
        }
        final var mail = smtp.getReceivedMessages()[0];
        assertEquals("anna@example.com", mail.getRecipients(jakarta.mail.Message.RecipientType.TO)[0].toString()
            .replaceAll(".*<(.*)>", "$1"));
        final var text = text(mail);
        assertTrue(text.contains("Anna") && text.contains("web") && text.contains("2026-03-04 05:24:11 UTC")
            && text.contains("192.0.2.7"), text);
    }

    @Test
    void listIsMailedOnceAlthoughItComesThreeTimesAndTheRelayIsKilled() throws Exception {
        final var list = Lists.list("list-1", 3, "192.0.2.7");
        try (var relay = RelayProcess.ready(config())) {
            assertEquals(new SendOutcome.Sent(), push(relay, list, SECRET));
            assertEquals(new SendOutcome.Sent(), push(relay, list, SECRET));
            await().atMost(PATIENCE).until(() -> get(relay, "/healthz").contains("\"smtp\":\"failing"));
            relay.kill();
        }
        startSmtp();
        try (var relay = RelayProcess.ready(config())) {
            awaitMails(1);
            assertEquals(new SendOutcome.Sent(), push(relay, list, SECRET));
            // What would be a second mail would go before this one, for the queue is the same
            assertEquals(new SendOutcome.Sent(), push(relay, Lists.list("list-2", 4, "192.0.2.7"), SECRET));
            awaitMails(2);
            assertTrue(get(relay, "/metrics").contains(
                "rebound_relay_events_total{outcome=\"duplicate\",stage=\"intake\"} 1"), get(relay, "/metrics"));
        }
        assertEquals(2, smtp.getReceivedMessages().length);
        assertEquals(2, Stream.of(smtp.getReceivedMessages()).map(RelayIT::messageId).distinct().count());
    }

    private static String messageId(final MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void unknownClientIsListedAndMailedWhenTheTableHasIt() throws Exception {
        startSmtp();
        try (var relay = RelayProcess.ready(config())) {
            assertEquals(new SendOutcome.Sent(), push(relay, Lists.list("list-1", 3, "192.0.2.8"), SECRET));
            assertTrue(get(relay, "/v1/unknown").contains("\"client\":\"192.0.2.8\""));
            Files.writeString(folder.resolve("clients.csv"), "192.0.2.8,bob@\n");
            await().atMost(PATIENCE).until(() -> relay.output().contains("clients.csv:1: bob@ is no mail address"));
            assertTrue(get(relay, "/v1/unknown").contains("192.0.2.8"));
            Files.writeString(folder.resolve("clients.csv"), "192.0.2.8,bob@example.com\n");
            awaitMails(1);
            assertTrue(get(relay, "/v1/unknown").contains("\"count\":0"));
        }
    }

    @Test
    void whatIsNotProvenIsRefusedAndNotMailed() throws Exception {
        startSmtp();
        try (var relay = RelayProcess.ready(config("request-rate: 20"))) {
            final var list = Lists.list("list-1", 3, "192.0.2.7");
            final var body = ListJson.write(list);
            final var now = Instant.now();
            assertEquals(401, post(relay, body).statusCode());
            assertEquals(401, post(relay, body, "Authorization", "Bearer other").statusCode());
            assertEquals(401, signed(relay, "list-1", now, body, "another secret, as long as that").statusCode());
            final var stale = signed(relay, "list-1", now.minusSeconds(310), body, SECRET);
            assertEquals(401, stale.statusCode());
            assertTrue(stale.body().contains("more than 5 minutes"), stale.body());
            assertEquals("application/problem+json", stale.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(400, signed(relay, "list-2", now, body, SECRET).statusCode());
            final var malformed = signed(relay, "list-1", now, "{\"type\":1}".getBytes(), SECRET);
            assertEquals(400, malformed.statusCode());
            assertTrue(malformed.body().contains("type is no string"), malformed.body());
            assertEquals(413, signed(relay, "list-1", now, new byte[ListJson.MAX_OCTETS + 1], SECRET).statusCode());
            assertEquals(415, post(relay, body, "Content-Type", "text/plain").statusCode());
            assertEquals(405, http.send(request(relay, "/v1/recoveries").GET().build(), BodyHandlers.ofString())
                .statusCode());
            assertEquals(404, http.send(request(relay, "/v1").GET().build(), BodyHandlers.ofString()).statusCode());

            // and then one that is taken, by its token; it is the only mail
            assertEquals(202, post(relay, ListJson.write(Lists.list("list-3", 9, "192.0.2.7")),
                "Authorization", "Bearer " + TOKEN).statusCode());
            awaitMails(1);
            assertTrue(get(relay, "/metrics").contains("outcome=\"stale\",stage=\"http\"} 1"));
            await().atMost(PATIENCE).until(() -> post(relay, body).statusCode() == 429);
        }
        assertEquals(1, smtp.getReceivedMessages().length);
        assertTrue(smtp.getReceivedMessages()[0].getMessageID().contains("web/tcp/80/9"));
    }

    private java.net.http.HttpResponse<String> post(final RelayProcess relay, final byte[] body,
            final String... headers) throws IOException, InterruptedException {
        final var request = request(relay, "/v1/recoveries").setHeader("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private java.net.http.HttpResponse<String> signed(final RelayProcess relay, final String id, final Instant time,
            final byte[] body, final String secret) throws IOException, InterruptedException {
        return post(relay, body, Signature.ID, id, Signature.TIMESTAMP, Long.toString(time.getEpochSecond()),
            Signature.SIGNATURE, new Signature(secret).sign(id, time, body));
    }

    private static HttpRequest.Builder request(final RelayProcess relay, final String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.ports().getFirst() + path));
    }

    @Test
    void certificateOfTheAuthorityIsEnoughAndAnotherIsNot() throws Exception {
        startSmtp();
        final var server = TestCertificate.make(folder, "server");
        final var client = TestCertificate.make(folder, "client");
        final var other = TestCertificate.make(folder, "other");
        Files.writeString(folder.resolve("server.pem"), server.certificate());
        Files.writeString(folder.resolve("server.key"), server.privateKey());
        Files.writeString(folder.resolve("authority.pem"), client.certificate());
        try (var relay = RelayProcess.ready(config("certificate-file: server.pem", "private-key-file: server.key",
                "client-authority-file: authority.pem"))) {
            final var uri = URI.create("https://127.0.0.1:" + relay.ports().getFirst() + "/v1/recoveries");
            final var without = new Tls(server.certificate(), null, null);
            final var refused = assertInstanceOf(SendOutcome.Retry.class, push.send(target(uri, null, without),
                Lists.list("list-1", 3, "192.0.2.7")));
            assertTrue(refused.reason().contains("401"), refused.reason());
            final var wrong = new Tls(server.certificate(), other.certificate(), other.privateKey());
            assertInstanceOf(SendOutcome.Retry.class, push.send(target(uri, null, wrong),
                Lists.list("list-1", 4, "192.0.2.7")));
            assertEquals(new SendOutcome.Sent(), push.send(target(uri, SECRET, without),
                Lists.list("list-2", 5, "192.0.2.7")));
            awaitMails(1);
            final var right = new Tls(server.certificate(), client.certificate(), client.privateKey());
            assertEquals(new SendOutcome.Sent(), push.send(target(uri, null, right),
                Lists.list("list-3", 6, "192.0.2.7")));
            awaitMails(2);
        }
        assertEquals(2, smtp.getReceivedMessages().length);
    }

    private static HttpTarget target(final URI uri, final @Nullable String secret, final Tls tls) {
        return new HttpTarget(uri, Format.REBOUND, secret, null, tls, Duration.ofSeconds(10));
    }

    @Test
    void stoppedRelayEndsCleanly() throws Exception {
        try (var relay = RelayProcess.ready(config())) {
            // 128 and the number of the signal, as the unit's SuccessExitStatus says
            assertEquals(143, relay.stop());
            assertTrue(relay.output().contains("Stopped"), relay.output());
        }
    }

    @Test
    void brokenStoreEndsItWithAReason() throws Exception {
        final var data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("relay.mv"), "no store".repeat(2000));
        try (var relay = new RelayProcess(folder, config().toString())) {
            assertEquals(1, relay.exitCode());
            assertTrue(relay.output().contains("relay.mv cannot be read. Bring it back"), relay.output());
        }
        assertTrue(Files.readString(data.resolve("relay.mv")).startsWith("no store"));
    }

    @Test
    void fullDiskEndsItAndWhatWasTakenIsKept() throws Exception {
        int taken = 0;
        try (var relay = RelayProcess.readyOnSmallDisk(config())) {
            while (push(relay, longList(taken), SECRET) instanceof SendOutcome.Sent) {
                taken++;
            }
            assertEquals(1, relay.exitCode());
        }
        assertTrue(taken > 0);
        try (var relay = RelayProcess.ready(config())) {
            for (int i = 0; i < taken; i++) {
                assertEquals(new SendOutcome.Sent(), push(relay, longList(i), SECRET));
            }
            assertTrue(get(relay, "/metrics").contains("outcome=\"duplicate\",stage=\"intake\"} " + taken * 1000));
        }
    }

    /** One of a thousand clients that are not in the table. */
    private static RecoveryList longList(final int number) {
        return Lists.list("list-" + number, number, IntStream.range(0, 1000)
            .mapToObj(i -> "10.0." + i / 250 + '.' + i % 250).toArray(String[]::new));
    }

    @Test
    void jarHasEverythingOnceWithItsLicences() throws Exception {
        try (var jar = new JarFile(System.getProperty("rebound.relay.jar"))) {
            final var names = jar.stream().map(JarEntry::getName).toList();
            assertEquals(names.size(), names.stream().distinct().count());
            assertEquals(List.of(), names.stream()
                .filter(name -> name.matches(".*module-info.class|META-INF/.*\\.(SF|RSA|DSA)")).toList());
            assertTrue(names.containsAll(List.of("LICENSE", "META-INF/third-party/README.txt",
                "META-INF/third-party/angus-mail/META-INF/LICENSE.md", "META-INF/third-party/resilience4j/LICENSE.txt",
                "META-INF/third-party/apache-2.0/LICENSE.txt", "META-INF/services/jakarta.mail.Provider")));
            // of the same library there is one version, that which module mail brings
            assertEquals(1, names.stream().filter(name -> name.endsWith("/SMTPTransport.class")).count());
        }
    }

    @Test
    void checkSaysWhereTheFaultsAre() throws Exception {
        try (var relay = new RelayProcess(folder, "--check", config("prot: 1", "request-rate: many").toString())) {
            assertEquals(1, relay.exitCode());
            assertTrue(relay.output().contains("relay.yaml:4:3: listen.prot: is no key here"), relay.output());
            assertTrue(relay.output().contains("relay.yaml:5:17: listen.request-rate: many is not 0 to"),
                relay.output());
        }
        try (var relay = new RelayProcess(folder, "--check", config().toString())) {
            assertEquals(0, relay.exitCode(), relay.output());
        }
    }
}
