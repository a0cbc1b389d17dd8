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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.push.HttpPush;
import org.opendaylight.rebound.push.HttpTarget;
import org.opendaylight.rebound.push.HttpTarget.Format;
import org.opendaylight.rebound.push.Tls;
import org.opendaylight.rebound.snmp.InformSender;
import org.opendaylight.rebound.snmp.InformTarget;
import org.opendaylight.rebound.snmp.InformTarget.Credentials;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.Community;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.User;
import org.opendaylight.rebound.snmp.RecoveryInforms;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

/** The built jar as a process that takes lists by SNMP, from what the plugin sends them with. */
@Timeout(90)
class SnmpIT {
    private static final String TOKEN = "token-of-the-tests-1234567890";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Community COMMUNITY = new Community("a-community");
    private static final User USER = user("ops", "auth-passphrase", "priv-passphrase");

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir
    private Path folder;
    private int smtpPort;
    private int snmpPort;
    private GreenMail smtp;
    private InformSender sender;

    private static User user(final String name, final String authKey, final String privKey) {
        return new User(new UsmUser(name, Auth.SHA256, authKey, Priv.AES128, privKey, null));
    }

    @BeforeEach
    void start() throws IOException {
        try (var tcp = new ServerSocket(0); var udp = new DatagramSocket(0)) {
            smtpPort = tcp.getLocalPort();
            snmpPort = udp.getLocalPort();
        }
        Files.writeString(folder.resolve("clients.csv"), IntStream.range(0, 100)
            .mapToObj(i -> client(i) + ",client-" + i + "@example.com\n").reduce("", String::concat));
        smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        sender = new InformSender(folder.resolve("sender"));
    }

    @AfterEach
    void stop() {
        sender.close();
        smtp.stop();
        http.close();
    }

    private static String client(final int number) {
        return "192.0.2." + number;
    }

    private Path config(final String more) throws IOException {
        return Files.writeString(folder.resolve("relay.yaml"), """
            snmp:
              listen: {address: 127.0.0.1, port: %d}
              community: [{name: a-community}]
              usm-user:
                - {name: ops, auth-protocol: sha256, auth-key: auth-passphrase,
                   priv-protocol: aes128, priv-key: priv-passphrase}
            metrics: {port: 0}
            mail: {smtp-host: 127.0.0.1, smtp-port: %d, security: none, from: rebound@rebound.example}
            clients-file: clients.csv
            data: data
            %s
            """.formatted(snmpPort, smtpPort, more));
    }

    private RelayProcess relay() throws IOException {
        return RelayProcess.ready(config(""));
    }

    private SendOutcome send(final RecoveryList list, final Credentials credentials) throws InterruptedException {
        return send(list, credentials, snmpPort, Duration.ofSeconds(5));
    }

    private SendOutcome send(final RecoveryList list, final Credentials credentials, final int port,
            final Duration timeout) throws InterruptedException {
        return sender.send(list, new InformTarget(IpAddress.parse("127.0.0.1"), port, credentials, timeout, 1,
            RecoveryInforms.IPV4_OCTETS));
    }

    private static RecoveryList list(final String id, final long outage, final int clients) {
        return Lists.list(id, outage, IntStream.range(0, clients).mapToObj(SnmpIT::client).toArray(String[]::new));
    }

    private String metrics(final RelayProcess relay) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.ports().getLast()
            + "/metrics")).build(), BodyHandlers.ofString()).body();
    }

    private long count(final RelayProcess relay, final String stage, final String outcome)
            throws IOException, InterruptedException {
        final var start = "rebound_relay_events_total{outcome=\"" + outcome + "\",stage=\"" + stage + "\"} ";
        return metrics(relay).lines().filter(line -> line.startsWith(start))
            .mapToLong(line -> (long) Double.parseDouble(line.substring(start.length()))).sum();
    }

    private void awaitMails(final int count) {
        await().atMost(PATIENCE).until(() -> smtp.getReceivedMessages().length >= count);
    }

    /** What would be a mail too many would be there before this one. */
    private void assertNoFurtherMail(final int count) throws Exception {
        assertEquals(new SendOutcome.Sent(), send(list("the last one", 99, 1), COMMUNITY));
        awaitMails(count + 1);
        assertEquals(count + 1, smtp.getReceivedMessages().length);
    }

    static Stream<Credentials> credentials() {
        return Stream.of(COMMUNITY, USER);
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void clientsOfAListInPartsAreMailedOnceHoweverOftenItComes(final Credentials credentials) throws Exception {
        final var list = list("list-1", 3, 100);
        final long parts = RecoveryInforms.split(list, RecoveryInforms.IPV4_OCTETS).size();
        assertTrue(parts > 3);
        try (var relay = relay()) {
            assertEquals(new SendOutcome.Sent(), send(list, credentials));
            awaitMails(100);
            assertEquals(new SendOutcome.Sent(), send(list, credentials));
            assertEquals(parts - 1, count(relay, "part", "stored"));
            assertEquals(parts, count(relay, "part", "repeated"));
            assertEquals(2 * parts, count(relay, "snmp", "inform-accepted"));
            assertNoFurtherMail(100);
        }
        try (var relay = relay()) {
            // nothing is remembered but the notices
            assertEquals(new SendOutcome.Sent(), send(list, credentials));
            assertEquals(100, count(relay, "intake", "duplicate"));
            assertEquals(0, count(relay, "part", "restored"));
            assertEquals(101, smtp.getReceivedMessages().length);
        }
        assertEquals(100, Stream.of(smtp.getReceivedMessages()).map(SnmpIT::receiver).distinct().count());
    }

    private static String receiver(final jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void partThatWasAnsweredOutlivesKillAndClientsAreMailedOnceWhenTheListComesAgain() throws Exception {
        final var list = list("list-1", 3, 100);
        try (var relay = relay(); var wire = new OneAnswer(snmpPort)) {
            final var outcome = send(list, COMMUNITY, wire.port(), Duration.ofMillis(500));
            assertTrue(outcome instanceof SendOutcome.Retry, outcome.toString());
            relay.kill();
        }
        assertEquals(0, smtp.getReceivedMessages().length);
        try (var relay = relay()) {
            assertEquals(1, count(relay, "part", "restored"));
            assertEquals(new SendOutcome.Sent(), send(list, COMMUNITY));
            awaitMails(100);
            assertNoFurtherMail(100);
        }
    }

    /** Lets the first message through and its answer, and nothing afterwards. */
    private static final class OneAnswer implements AutoCloseable {
        private final DatagramSocket front = new DatagramSocket(0, InetAddress.getLoopbackAddress());

        OneAnswer(final int receiver) throws IOException {
            Thread.startVirtualThread(() -> pass(receiver));
        }

        int port() {
            return front.getLocalPort();
        }

        private void pass(final int receiver) {
            try (var back = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                final var packet = new DatagramPacket(new byte[65_535], 65_535);
                front.receive(packet);
                final var source = packet.getSocketAddress();
                packet.setSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver));
                back.send(packet);
                packet.setLength(65_535);
                back.receive(packet);
                packet.setSocketAddress(source);
                front.send(packet);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            front.close();
        }
    }

    @Test
    void whoIsNotConfiguredIsNotBelievedAndNobodyIsMailed() throws Exception {
        try (var relay = relay()) {
            final var wait = Duration.ofMillis(300);
            for (var wrong : List.of(new Community("other"), user("nobody", "auth-passphrase", "priv-passphrase"),
                    user("ops", "other-passphrase", "priv-passphrase"),
                    user("ops", "auth-passphrase", "other-passphrase"))) {
                final var outcome = send(list("list-1", 3, 1), wrong, snmpPort, wait);
                assertFalse(outcome instanceof SendOutcome.Sent, outcome.toString());
            }
            for (var outcome : List.of("wrong-community", "unknown-user", "authentication-failed",
                    "decryption-failed")) {
                assertTrue(count(relay, "snmp", outcome) > 0, outcome);
            }
            assertEquals(0, count(relay, "snmp", "inform-accepted"));
            assertNoFurtherMail(0);
        }
    }

    @Test
    void sameRecoveryByHttpAndBySnmpIsOneMail() throws Exception {
        final var config = config("listen: {address: 127.0.0.1, port: 0}\ncredentials: {bearer-token: " + TOKEN + "}");
        final var whole = list("list-1", 3, 1);
        // finer than SNMP can say it
        final var list = new RecoveryList(whole.id(), whole.service(), whole.outage(),
            whole.recovered().plusMillis(123), whole.clients());
        try (var relay = RelayProcess.ready(config);
                var push = new HttpPush(Clock.systemUTC(), new CounterRegistry())) {
            assertEquals(new SendOutcome.Sent(), push.send(new HttpTarget(
                URI.create("http://127.0.0.1:" + relay.ports().getFirst() + "/v1/recoveries"), Format.REBOUND, null,
                TOKEN, Tls.USUAL, Duration.ofSeconds(10)), list));
            assertEquals(new SendOutcome.Sent(), send(list, USER));
            assertEquals(1, count(relay, "intake", "duplicate"));
            assertNoFurtherMail(1);
        }
    }

    @Test
    void portThatIsTakenEndsItWithAReason() throws Exception {
        try (var taken = new DatagramSocket(snmpPort, InetAddress.getLoopbackAddress());
                var relay = new RelayProcess(folder, config("").toString())) {
            assertEquals(1, relay.exitCode());
            assertTrue(relay.output().contains("cannot listen on 127.0.0.1:" + taken.getLocalPort()), relay.output());
        }
    }

    @Test
    void listByHandOfTheDocumentIsMailed() throws Exception {
        assumeTrue(Stream.of("/usr/bin/snmpinform", "/usr/local/bin/snmpinform").map(Path::of)
            .anyMatch(Files::exists), "net-snmp is not here");
        final var document = Files.readString(Path.of("..", "docs", "relay.md"));
        final var command = document.substring(document.indexOf("r=1.3.6.1.4.1.8072"))
            .replaceAll("(?s)```.*", "").replace("127.0.0.1:1162", "127.0.0.1:" + snmpPort)
            .replace("COMMUNITY", "a-community");
        try (var relay = relay()) {
            final var log = folder.resolve("snmpinform.log");
            final var builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
                .redirectOutput(log.toFile());
            // nothing of this machine's configuration
            builder.environment().putAll(Map.of("MIBS", "", "SNMPCONFPATH", folder.toString()));
            final var process = builder.start();
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), Files.readString(log));
            awaitMails(1);
            assertEquals(1, count(relay, "part", "complete"));
        }
        assertEquals("client-7@example.com", receiver(smtp.getReceivedMessages()[0]));
    }
}
