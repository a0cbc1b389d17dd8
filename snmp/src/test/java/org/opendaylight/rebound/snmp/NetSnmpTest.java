/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.opendaylight.rebound.snmp.Trap.Version;

/** The sender that most servers have: net-snmp's {@code snmptrap}. */
@EnabledIf(value = "isInstalled",
    disabledReason = "net-snmp's snmptrap is not installed (Debian: apt install snmp). ./rebound test installs it.")
class NetSnmpTest {
    private static final String ENGINE = "80:00:1f:88:04:72:65:62:6f:75:6e:64";

    @TempDir
    private Path dir;
    private Rig rig;

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "snmptrap")));
    }

    @BeforeEach
    void start() {
        rig = new Rig(dir.resolve("engine"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static UsmUser user(final Auth auth, final Priv priv, final @Nullable String engine) {
        return new UsmUser("ops", auth, "auth-passphrase", priv, priv == Priv.NONE ? null : "priv-passphrase", engine);
    }

    private static List<String> options(final Auth auth, final String authKey, final Priv priv, final String privKey) {
        final var ret = new ArrayList<>(List.of("-v", "3", "-u", "ops", "-a", switch (auth) {
            case SHA -> "SHA";
            case SHA224 -> "SHA-224";
            case SHA256 -> "SHA-256";
            case SHA384 -> "SHA-384";
            case SHA512 -> "SHA-512";
        }, "-A", authKey, "-l", priv == Priv.NONE ? "authNoPriv" : "authPriv"));
        if (priv != Priv.NONE) {
            ret.addAll(List.of("-x", switch (priv) {
                case NONE, AES128 -> "AES";
                case AES192 -> "AES-192";
                case AES256 -> "AES-256";
            }, "-X", privKey));
        }
        return ret;
    }

    private static List<String> options(final Auth auth, final Priv priv) {
        return options(auth, "auth-passphrase", priv, "priv-passphrase");
    }

    private static List<String> with(final List<String> options, final String... more) {
        return Stream.concat(options.stream(), Arrays.stream(more)).toList();
    }

    // what snmptrap is told after the address: the uptime is its own, and the trap is a coldStart
    private int coldStart(final List<String> options) throws IOException, InterruptedException {
        return snmptrap(options, "", Trap.COLD_START, "1.3.6.1.2.1.1.5.0", "s", "web-1");
    }

    private int snmptrap(final List<String> options, final String... rest) throws IOException, InterruptedException {
        final var command = new ArrayList<String>();
        command.add("snmptrap");
        command.addAll(options);
        command.add("127.0.0.1:" + rig.address().getPort());
        command.addAll(List.of(rest));
        final var output = Files.createTempFile(dir, "snmptrap", ".log");
        final var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // no MIB files, and nothing of this machine's or an earlier run's configuration
        builder.environment().putAll(Map.of("MIBS", "", "SNMPCONFPATH", dir.toString(), "SNMP_PERSISTENT_DIR",
            dir.resolve("persistent").toString()));
        final var process = builder.start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "snmptrap hangs");
        final var text = Files.readString(output, StandardCharsets.UTF_8);
        assertFalse(text.contains("Invalid"), text);
        return process.exitValue();
    }

    @Test
    void v1() throws Exception {
        rig.accept(Set.of("public"));
        assertEquals(0, snmptrap(List.of("-v", "1", "-c", "public"), "1.3.6.1.4.1.8072.3.2.10", "10.9.8.7", "0", "0",
            "4711"));
        final var trap = rig.take();
        assertEquals(Version.V1, trap.version());
        assertEquals(Trap.COLD_START, trap.oid());
        assertEquals(IpAddress.parse("10.9.8.7"), trap.agentAddress());
        assertEquals(0, snmptrap(List.of("-v", "1", "-c", "public"), "1.3.6.1.4.1.9999", "", "6", "17", ""));
        assertEquals("1.3.6.1.4.1.9999.0.17", rig.take().oid());
    }

    @Test
    void v2c() throws Exception {
        rig.accept(Set.of("public"));
        assertEquals(0, coldStart(List.of("-v", "2c", "-c", "public")));
        final var trap = rig.take();
        assertEquals(Trap.COLD_START, trap.oid());
        assertEquals(Map.of("1.3.6.1.2.1.1.5.0", "web-1"), trap.varbinds());
    }

    @Test
    void v2cInform() throws Exception {
        rig.accept(Set.of("public"));
        assertEquals(0, coldStart(List.of("-v", "2c", "-c", "public", "-Ci", "-r", "0", "-t", "5")));
        assertTrue(rig.take().inform());
        assertNotEquals(0, coldStart(List.of("-v", "2c", "-c", "wrong", "-Ci", "-r", "0", "-t", "0.3")));
        rig.awaitCount(Outcome.WRONG_COMMUNITY, 1);
    }

    static Stream<Arguments> protocols() {
        return Arrays.stream(Auth.values())
            .flatMap(auth -> Arrays.stream(Priv.values()).map(priv -> Arguments.of(auth, priv)));
    }

    // without -e snmptrap takes an engine ID of its own that nobody configured
    @ParameterizedTest
    @MethodSource("protocols")
    void v3TrapOfEngineNobodyToldUsAbout(final Auth auth, final Priv priv) throws Exception {
        rig.accept(Set.of(), user(auth, priv, null));
        assertEquals(0, coldStart(options(auth, priv)));
        assertEquals("ops", rig.take().principal());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void v3TrapOfConfiguredEngine(final Auth auth, final Priv priv) throws Exception {
        rig.accept(Set.of(), user(auth, priv, ENGINE));
        assertEquals(0, coldStart(with(options(auth, priv), "-e", "0x" + ENGINE.replace(":", ""))));
        assertEquals("ops", rig.take().principal());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void v3Inform(final Auth auth, final Priv priv) throws Exception {
        rig.accept(Set.of(), user(auth, priv, ENGINE));
        assertEquals(0, coldStart(with(options(auth, priv), "-Ci", "-r", "0", "-t", "5")));
        assertTrue(rig.take().inform());
    }

    @Test
    void v3TrapOfAnotherEngineIsRefused() throws Exception {
        rig.accept(Set.of(), user(Auth.SHA256, Priv.AES128, ENGINE));
        coldStart(with(options(Auth.SHA256, Priv.AES128), "-e", "0x80001f880401020304"));
        rig.awaitRefusal(Outcome.UNKNOWN_USER);
    }

    @Test
    void v3WrongKeysAreRefused() throws Exception {
        rig.accept(Set.of(), user(Auth.SHA256, Priv.AES256, null));
        coldStart(options(Auth.SHA256, "wrong-passphrase", Priv.AES256, "priv-passphrase"));
        rig.awaitRefusal(Outcome.AUTHENTICATION_FAILED);
        coldStart(options(Auth.SHA256, "auth-passphrase", Priv.AES256, "wrong-passphrase"));
        rig.awaitRefusal(Outcome.DECRYPTION_FAILED);
    }

    @Test
    void v3InformWithWrongKeyIsNotAnswered() throws Exception {
        rig.accept(Set.of(), user(Auth.SHA256, Priv.NONE, null));
        assertNotEquals(0, coldStart(with(options(Auth.SHA256, "wrong-passphrase", Priv.NONE, ""), "-Ci", "-r", "0",
            "-t", "0.3")));
        rig.awaitRefusal(Outcome.AUTHENTICATION_FAILED);
    }

    @Test
    void v3NoAuthNoPrivIsRefused() throws Exception {
        rig.accept(Set.of(), user(Auth.SHA256, Priv.NONE, null));
        coldStart(List.of("-v", "3", "-u", "ops", "-l", "noAuthNoPriv"));
        rig.awaitRefusal(Outcome.SECURITY_LEVEL);
    }

    @Test
    void v3FirstTrapAfterRebootIsHandedOnAndOneOfAnEarlierBootIsNot() throws Exception {
        rig.accept(Set.of(), user(Auth.SHA256, Priv.AES128, null));
        final var options = with(options(Auth.SHA256, Priv.AES128), "-e", "0x" + ENGINE.replace(":", ""));
        coldStart(with(options, "-Z", "5,900000"));
        rig.take();
        coldStart(with(options, "-Z", "6,1"));
        rig.take();
        coldStart(with(options, "-Z", "5,900060"));
        rig.awaitCount(Outcome.NOT_IN_TIME_WINDOW, 1);
        rig.awaitCount(Outcome.ACCEPTED, 2);
    }
}
