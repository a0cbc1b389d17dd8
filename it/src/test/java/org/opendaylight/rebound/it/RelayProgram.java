/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.opendaylight.rebound.it.testbed.Authority.Issued;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.opendaylight.rebound.it.testbed.Machine;

/**
 * Rebound's relay on a machine, with a client mail address table of its own.
 */
final class RelayProgram implements AutoCloseable {
    /** What lists are signed with. */
    static final String SECRET = "a secret of more than 24 characters";
    private static final String LISTEN = "listen: {address: 0.0.0.0, port: " + Receiver.PORT + "}";
    private static final String TOKEN = "a-token-of-more-than-24-characters";

    /** Where it takes informs. */
    static final int INFORM_PORT = 1620;
    /** Whom it believes informs from. */
    static final String USER = "rebound";
    static final String AUTH_KEY = "auth-passphrase";
    static final String PRIV_KEY = "priv-passphrase";
    /** Where it mails to. */
    static final int SMTP_PORT = 2527;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Machine machine;
    private final Path settings;

    private Daemon program;

    /**
     * Prepares it; it does not run yet.
     *
     * @param story whose scratch files it uses
     * @param machine where it is to run
     * @param smtp the mail server's address
     * @param clients mail addresses by client
     */
    RelayProgram(final Story story, final Machine machine, final String smtp, final Map<String, String> clients) {
        this.machine = machine;
        story.file(machine.name() + "-clients.csv", clients.entrySet().stream()
            .map(client -> client.getKey() + ',' + client.getValue()).collect(Collectors.joining("\n", "", "\n")));
        settings = Path.of(story.file(machine.name() + "-relay.yaml", """
            %s
            credentials: {signing-secret: %s, bearer-token: %s}
            mail: {smtp-host: %s, smtp-port: %d, security: none, from: relay@example.com,
              retry-initial: 200ms, retry-maximum: 1s}
            snmp:
              listen: {address: 0.0.0.0, port: %d}
              usm-user:
                - {name: %s, auth-protocol: sha256, auth-key: %s, priv-protocol: aes128, priv-key: %s}
            clients-file: %s-clients.csv
            data: %s
            """.formatted(LISTEN, SECRET, TOKEN, smtp, SMTP_PORT, INFORM_PORT, USER, AUTH_KEY, PRIV_KEY,
                machine.name(), story.scratch(machine.name() + "-relay"))));
    }

    /**
     * Lets it take lists only over TLS, and only from those who have a certificate.
     *
     * @param issued its own certificate
     * @param authority whose certificates the others have
     * @return this
     */
    RelayProgram onlyCertified(final Issued issued, final Path authority) {
        try {
            Files.writeString(settings, Files.readString(settings)
                .replace(LISTEN, LISTEN.replace("}", ", certificate-file: %s, private-key-file: %s, "
                    + "client-authority-file: %s}").formatted(issued.certificate(), issued.key(), authority))
                .replaceFirst("credentials: .*", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts it, and waits until it takes lists. */
    RelayProgram start() {
        program = machine.namespace().start("relay", System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC", "-Xmx28m", "-XX:TieredStopAtLevel=1", "-jar", System.getProperty("rebound.relay"),
            settings.toString())
            .awaitReady(PATIENCE, () -> machine.namespace().listens("tcp", Receiver.PORT));
        return this;
    }

    /** Ends it by signal 9. */
    void kill() {
        program.kill();
    }

    /**
     * Asks it as one who may.
     *
     * @param path what for
     * @return its answer
     */
    String ask(final String path) {
        return machine.namespace().run("curl", "-s", "-H", "Authorization: Bearer " + TOKEN,
            "http://127.0.0.1:" + Receiver.PORT + path);
    }

    @Override
    public void close() {
        if (program != null && program.isAlive()) {
            program.kill();
        }
    }
}
