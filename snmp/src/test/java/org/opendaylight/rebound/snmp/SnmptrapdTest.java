/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.SendOutcome.Rejected;
import org.opendaylight.rebound.api.SendOutcome.Sent;
import org.opendaylight.rebound.snmp.InformTarget.Credentials;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.Community;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.User;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

/** The receiver that most have: net-snmp's {@code snmptrapd}, which names what it prints by our MIB. */
@EnabledIf(value = "isInstalled",
    disabledReason = "snmptrapd is not installed (Debian: apt install snmptrapd). ./rebound test installs it.")
class SnmptrapdTest {
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");

    @TempDir
    private Path dir;
    private InformSender sender;
    private @Nullable Process process;
    private int port;

    static boolean isInstalled() {
        return executable().isPresent();
    }

    private static Optional<Path> executable() {
        // Debian has it in sbin, which is not in every user's path
        return Stream.concat(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin"))
            .map(folder -> Path.of(folder, "snmptrapd"))
            .filter(Files::isExecutable)
            .findFirst();
    }

    @BeforeEach
    void start() throws IOException, URISyntaxException {
        sender = new InformSender(dir.resolve("sender"));
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        final var conf = Files.writeString(dir.resolve("snmptrapd.conf"), """
            authCommunity log public
            createUser private SHA-256 "auth-passphrase" AES "priv-passphrase"
            authUser log private priv
            createUser plain SHA-512 "auth-passphrase"
            authUser log plain auth
            """);
        final var command = List.of(executable().orElseThrow().toString(), "-f", "-n", "-C", "-c", conf.toString(),
            "-Lf", log().toString(), "-p", dir.resolve("pid").toString(), "-M", folder("/mibs/SNMPv2-SMI.txt") + ":"
                + folder("/mibs/REBOUND-MIB.txt"), "-m", "REBOUND-MIB", "-F", "%V|\\t%v\\n", "udp:127.0.0.1:" + port);
        final var builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(dir.resolve("output").toFile());
        builder.environment().putAll(Map.of("SNMPCONFPATH", dir.toString(), "SNMP_PERSISTENT_DIR",
            dir.resolve("persistent").toString()));
        process = builder.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(log()) && text().contains("NET-SNMP version"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        sender.close();
        final var running = process;
        if (running != null) {
            running.destroyForcibly();
            assertTrue(running.waitFor(20, TimeUnit.SECONDS));
        }
    }

    private Path log() {
        return dir.resolve("log");
    }

    private String text() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8);
    }

    private static Path folder(final String resource) throws URISyntaxException {
        final var url = SnmptrapdTest.class.getResource(resource);
        assertNotNull(url, resource);
        final var folder = Path.of(url.toURI()).getParent();
        assertNotNull(folder);
        return folder;
    }

    private SendOutcome send(final int clients, final Credentials credentials) throws InterruptedException {
        return sender.send(Lists.of(clients), new InformTarget(LOOPBACK, port, credentials, Duration.ofSeconds(5), 3,
            RecoveryInforms.IPV4_OCTETS));
    }

    private static User user(final String name, final Auth auth, final String authKey, final Priv priv) {
        return new User(new UsmUser(name, auth, authKey, priv, "priv-passphrase", null));
    }

    static Stream<Credentials> credentials() {
        return Stream.of(new Community("public"),
            user("private", Auth.SHA256, "auth-passphrase", Priv.AES128),
            user("plain", Auth.SHA512, "auth-passphrase", Priv.NONE));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void whatIsPrintedNamesTheObjectsAndTheClients(final Credentials credentials) throws Exception {
        assertEquals(new Sent(), send(2, credentials));
        await().atMost(20, TimeUnit.SECONDS).until(() -> text().contains("reboundClientSince.2"));
        final List<String> printed = new ArrayList<>(Arrays.asList(text().split("[\\t\\n]")));
        printed.replaceAll(part -> part.replaceAll("\\|$", "").strip());
        for (final var expected : List.of(
                "REBOUND-MIB::reboundListId.0 = STRING: web/tcp/443/7/station",
                "REBOUND-MIB::reboundPart.0 = INTEGER: 1",
                "REBOUND-MIB::reboundParts.0 = INTEGER: 1",
                "REBOUND-MIB::reboundServer.0 = STRING: web",
                "REBOUND-MIB::reboundProtocol.0 = INTEGER: tcp(6)",
                "REBOUND-MIB::reboundPort.0 = Gauge32: 443",
                "REBOUND-MIB::reboundOutage.0 = Gauge32: 7",
                "REBOUND-MIB::reboundFailedSince.0 = STRING: 2026-11-26,16:25:7.3,+0:0",
                "REBOUND-MIB::reboundRecoveredAt.0 = STRING: 2026-11-26,16:31:46.9,+0:0",
                "REBOUND-MIB::reboundClientAddressType.1 = INTEGER: ipv4(1)",
                "REBOUND-MIB::reboundClientAddress.1 = Hex-STRING: C0 00 02 00",
                "REBOUND-MIB::reboundClientSince.1 = STRING: 2026-11-26,16:25:7.3,+0:0",
                "REBOUND-MIB::reboundClientAddressType.2 = INTEGER: ipv6(2)",
                "REBOUND-MIB::reboundClientAddress.2 = Hex-STRING: 20 01 0D B8 00 00 00 00 00 00 00 00 00 00 00 01",
                "REBOUND-MIB::reboundClientSince.2 = STRING: 2026-11-26,16:25:7.4,+0:0")) {
            assertTrue(printed.contains(expected), () -> expected + " is not in " + printed);
        }
        assertTrue(text().contains("REBOUND-MIB::reboundRecovered"), text());
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void everyPartOfALongListIsAcknowledged(final Credentials credentials) throws Exception {
        assertEquals(new Sent(), send(100, credentials));
        await().atMost(20, TimeUnit.SECONDS).until(() -> text().contains("reboundPart.0 = INTEGER: 12"));
        assertEquals(100, text().split("reboundClientAddress\\.", -1).length - 1);
    }

    @Test
    void unknownUserIsRejected() throws Exception {
        assertRejected("the receiver does not know the user",
            user("nobody", Auth.SHA256, "auth-passphrase", Priv.AES128));
    }

    @Test
    void anotherAuthenticationPassphraseIsRejected() throws Exception {
        assertRejected("the receiver has another authentication passphrase or protocol for the user",
            user("private", Auth.SHA256, "wrong-passphrase", Priv.AES128));
    }

    @Test
    void encryptionThatTheUserDoesNotHaveIsRejected() throws Exception {
        assertRejected("the receiver does not take this security level from the user",
            user("plain", Auth.SHA512, "auth-passphrase", Priv.AES128));
    }

    private void assertRejected(final String reason, final User user) throws InterruptedException {
        assertEquals("127.0.0.1:" + port + ": " + reason, assertInstanceOf(Rejected.class, send(1, user)).reason());
    }
}
