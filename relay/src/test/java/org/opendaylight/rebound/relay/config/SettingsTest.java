/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.mail.MailSettings.Security;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

class SettingsTest {
    private static final String SECRET = "a-very-secret-word-of-the-tests";
    private static final String RIGHT = """
        listen: {port: 1}
        credentials: {signing-secret: %s}
        mail: {smtp-host: mail, security: none, from: rebound@example.com}
        clients: [{address: 192.0.2.7, mail: anna@example.com}]
        data: data
        """.formatted(SECRET);

    @TempDir
    private Path folder;

    private RelaySettings read(final String yaml) throws IOException, ConfigException {
        return RelaySettings.read(Files.writeString(folder.resolve("relay.yaml"), yaml));
    }

    private String faults(final String yaml) {
        return assertThrows(ConfigException.class, () -> read(yaml)).getMessage().replace(folder + "/", "");
    }

    @Test
    void whatIsNotGivenHasItsDefault() throws Exception {
        final var settings = read(RIGHT);
        assertEquals("0.0.0.0:1", settings.listen().endpoint().toString());
        assertNull(settings.listen().tls());
        assertNull(settings.metrics());
        assertEquals(25, settings.mail().settings().port());
        assertEquals(Duration.ofDays(5), settings.mail().retry().giveUpAfter());
        assertEquals(Duration.ofDays(7), settings.store().retention().sent());
        assertEquals(folder.resolve("data"), settings.store().data());
        assertEquals("anna@example.com", settings.clients().read().find(IpAddress.parse("192.0.2.7")).mail());
        assertFalse(settings.toString().contains(SECRET), settings.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        listen: {port: 1}      | listen: {port: 70000}        | relay.yaml:1:16: listen.port: 70000 is not 0 to 65535
        listen: {port: 1}      | listen: {prot: 1}            | relay.yaml:1:10: listen.prot: is no key here
        listen: {port: 1}      | 'listen: {port: 1, port: 2}' | relay.yaml:1:19: listen.port: is there twice
        listen: {port: 1}      | 'listen: {address: here}'    | relay.yaml:1:19: listen.address: here is no IP address
        listen: {port: 1}      | '# nothing'                  | relay.yaml:2:1: listen is missing
        listen: {port: 1}      | 'listen: [1, 2'              | relay.yaml:2:12: no YAML:
        listen: {port: 1}      | 'listen: {client-authority-file: gone}' | authority-file: gone cannot be read
        security: none         | security: some               | mail.security: some is none of none, starttls, tls
        security: none         | timeout: 5x                  | mail.timeout: 5x is no length of time
        security: none         | timeout: 10d                 | mail.timeout: 10d is not 100ms to 5m
        security: none         | username: me                 | mail: username needs password
        security: none         | language: '!'                | mail.language: ! is no language tag
        security: none         | 'password: a, password-file: b' | mail.password-file: there is password, too
        security: none         | 'templates: [{language: en, text: "{{#a}}"}]' | mail.templates[0]: text
        security: none         | 'retry-initial: 1h'          | mail: retry-maximum is less than retry-initial
        rebound@example.com    | rebound@                     | mail.from: rebound@ is no mail address
        anna@example.com       | anna                         | clients[0].mail: anna is no mail address
        192.0.2.7              | 192.0.2                      | clients[0].address: 192.0.2 is no IP address
        data: data             | 'data: data, x'              | ''
        data: data             | 'keep-failed: 1h'            | unknown-wait is longer than keep-failed
        """)
    void faultIsNamedWithItsPlace(final String right, final String wrong, final String fault) throws Exception {
        if (fault.isEmpty()) {
            read(RIGHT.replace(right, wrong));
        } else {
            assertTrue(faults(RIGHT.replace(right, wrong)).contains(fault), faults(RIGHT.replace(right, wrong)));
        }
    }

    @Test
    void allFaultsAreNamedAtOnceAndNoSecret() {
        final var faults = faults(RIGHT.replace("port: 1", "port: x").replace("signing-secret", "bearer-token")
            .replace(SECRET, "\"no good secret\"").replace("192.0.2.7", "x"));
        assertEquals(3, faults.lines().count(), faults);
        assertFalse(faults.contains("no good secret"), faults);
    }

    @Test
    void somebodyMustBeAbleToSend() {
        assertTrue(faults(RIGHT.replace("credentials: {signing-secret: " + SECRET + "}", ""))
            .contains("nobody could send a list"));
    }

    @Test
    void secretsAreReadFromFiles() throws Exception {
        Files.writeString(folder.resolve("secret"), SECRET + '\n');
        Files.writeString(folder.resolve("password"), "p\n");
        final var settings = read(RIGHT.replace("signing-secret: " + SECRET, "signing-secret-file: secret")
            .replace("security: none", "security: tls, username: me, password-file: password"));
        assertEquals(SECRET, settings.credentials().signingSecret());
        assertEquals("p", settings.mail().settings().password());
        assertEquals(Security.TLS, settings.mail().settings().security());
        assertEquals(465, settings.mail().settings().port());
    }

    @Test
    void clientsOfFileAndConfigurationAreOneTable() throws Exception {
        Files.writeString(folder.resolve("clients.csv"),
            "# all\naddress,mail,name\n\"192.0.2.8\", bob@example.com ,\"Bob, 2\",ja\n2001:db8::1,eve@example.com\n");
        final var table = read(RIGHT + "clients-file: clients.csv\n").clients().read();
        assertEquals(3, table.clients().size());
        assertEquals(new Client("bob@example.com", "Bob, 2", "ja"), table.find(IpAddress.parse("192.0.2.8")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        192.0.2.7,bob@example.com          | clients.csv:2: 192.0.2.7 is there twice
        192.0.2.9                          | clients.csv:2: a line has
        192.0.2.9,bob@example.com,B,x_y    | clients.csv:2: x_y is no language tag
        192.0.2.9,bob@example.com,"B\tB"   | clients.csv:2: the name
        "192.0.2.9                         | clients.csv:2: "192.0.2.9
        """, quoteCharacter = '\'')
    void faultInTheTableIsNamedWithItsLine(final String line, final String fault) throws Exception {
        Files.writeString(folder.resolve("clients.csv"), "192.0.2.8,bob@example.com\n" + line + '\n');
        final var found = faults(RIGHT + "clients-file: clients.csv\n");
        assertTrue(found.startsWith("clients.csv"), found);
        assertTrue(line.startsWith("\"") || found.startsWith(fault), found);
    }

    @Test
    void snmpIsReadAndShowsNoSecret() throws Exception {
        final var snmp = read(RIGHT + """
            snmp:
              listen: {port: 1162}
              community: [{name: very-secret}]
              usm-user: [{name: ops, auth-protocol: sha256, auth-key: very-secret-key}]
            """).snmp();
        assertEquals(Set.of("very-secret"), snmp.communities());
        assertEquals(new UsmUser("ops", Auth.SHA256, "very-secret-key", Priv.NONE, null, null),
            snmp.users().getFirst());
        assertEquals("[0.0.0.0:1162]", snmp.listeners().toString());
        assertFalse(snmp.toString().contains("very-secret"), snmp.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        ''                                                              | snmp: needs a community or a usm-user
        'usm-user: [{name: ops}]'                                       | snmp.usm-user[0]: auth-protocol is missing
        'usm-user: [{name: ops, auth-protocol: none, auth-key: p}]'     | none is none of sha, sha224,
        'usm-user: [{name: ops, auth-protocol: sha}]'                   | snmp.usm-user[0]: auth-key is missing
        'usm-user: [{name: ops, auth-protocol: sha, auth-key: secret}]' | has an auth-key shorter than 8
        'usm-user: [{name: ops, auth-protocol: sha, auth-key: long enough, priv-protocol: aes256}]' | without a priv-key
        'community: [{nam: secret}]'                                    | snmp.community[0].nam: is no key here
        """)
    void faultInSnmpIsNamedWithoutSecret(final String snmp, final String fault) {
        final var faults = faults(RIGHT + "snmp: {listen: {port: 1}, " + snmp + "}\n");
        assertTrue(faults.contains(fault), faults);
        assertFalse(faults.contains("secret"), faults);
    }

    @Test
    void userThatIsThereTwiceIsAFault() {
        final var user = "{name: ops, auth-protocol: sha, auth-key: long enough}";
        assertTrue(faults(RIGHT + "snmp: {listen: {port: 1}, usm-user: [" + user + ", " + user + "]}\n")
            .contains("snmp: USM user ops is there twice"));
    }

    @Test
    void snmpIsEnoughWithoutHttp() throws Exception {
        final var settings = read(RIGHT.replace("listen: {port: 1}", "snmp: {listen: {}, community: [{name: c}]}")
            .replace("credentials: {signing-secret: " + SECRET + "}\n", ""));
        assertNull(settings.listen());
        assertNotNull(settings.snmp());
    }

    @Test
    void exampleHasNoFault() throws Exception {
        Files.writeString(folder.resolve("signing-secret"), SECRET);
        Files.copy(Path.of("src/main/config/clients.csv"), folder.resolve("clients.csv"));
        final var example = Files.readString(Path.of("src/main/config/relay.yaml"))
            .replace("/run/credentials/rebound-relay.service/", "");
        assertEquals(3, read(example).clients().read().clients().size());
    }

    @Test
    void whatTheExampleHasInCommentsHasNoFaultEither() throws Exception {
        Files.copy(Path.of("src/main/config/clients.csv"), folder.resolve("clients.csv"));
        final var example = Files.readString(Path.of("src/main/config/relay.yaml"))
            .replaceAll("(?m)^(\\s*)#(?! )", "$1").replaceAll("(?m)^(\\s*)#(  )", "$1$2");
        // the files are not there; that, and that a client is there twice, is all that may be wrong
        for (var fault : faults(example).lines().toList()) {
            assertTrue(fault.contains("cannot be read: there is no such file") || fault.contains("is there twice"),
                fault);
        }
    }
}
