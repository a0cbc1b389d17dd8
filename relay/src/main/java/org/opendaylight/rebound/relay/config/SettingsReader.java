/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.outbox.RetentionPolicy;
import org.opendaylight.rebound.push.Signature;
import org.opendaylight.rebound.push.Tls;

/** Reads the configuration. */
final class SettingsReader {
    private static final Set<String> KEYS = Set.of("listen", "credentials", "metrics", "snmp", "mail", "clients",
        "clients-file", "data", "keep-sent", "keep-failed", "unknown-wait", "most-pending", "unhealthy-after");
    private static final int PORT = 8480;
    private static final int METRICS_PORT = 9480;
    private static final IpAddress LOOPBACK = IpAddress.ofIpv4(0x7f00_0001);
    private static final int SHORTEST_TOKEN = 24;
    private static final int MOST_RATE = 1_000_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private final Faults faults = new Faults();

    static RelaySettings read(final Path file) throws ConfigException {
        return new SettingsReader().settings(file);
    }

    private RelaySettings settings(final Path file) throws ConfigException {
        final var root = YamlFile.read(file, faults).section(KEYS);
        // Each part by itself, so that a fault in one does not hide those of others
        final var listen = faults.attempt(() -> listen(root));
        final var credentials = faults.attempt(() -> credentials(root));
        final var metrics = faults.attempt(() -> root.optional("metrics", SettingsReader::metrics));
        final var snmp = faults.attempt(() -> root.optional("snmp", SnmpReader::read));
        final var mail = faults.attempt(() -> MailReader.read(root.require("mail")));
        final var store = faults.attempt(() -> store(root));
        final var clients = faults.attempt(() -> clients(root));
        if (listen != null && credentials != null && !listen.takesCertificates()
                && credentials.signingSecret() == null && credentials.bearerToken() == null) {
            faults.add(root.whole().fault("nobody could send a list: give credentials.signing-secret,"
                + " credentials.bearer-token or listen.client-authority-file").getMessage());
        }
        faults.throwIfAny();
        return new RelaySettings(listen, new Credentials(credentials.signingSecret(), credentials.bearerToken(),
                listen != null && listen.takesCertificates()),
            metrics, snmp, mail, clients, store);
    }

    private static @Nullable ListenSettings listen(final Section root) throws ConfigException {
        final var item = root.get("listen");
        if (item == null) {
            if (root.has("snmp")) {
                return null;
            }
            throw root.whole().fault("listen is missing, and snmp, too");
        }
        final var listen = item.section(Set.of("address", "port", "certificate-file", "private-key-file",
            "client-authority-file", "request-rate"));
        return new ListenSettings(EndpointReader.read(listen, EndpointReader.ANY, PORT), tls(listen),
            listen.number("request-rate", 600, 0, MOST_RATE));
    }

    private static @Nullable Tls tls(final Section listen) throws ConfigException {
        final var authority = listen.optional("client-authority-file", Item::content);
        final var certificate = listen.optional("certificate-file", Item::content);
        final var key = listen.optional("private-key-file", Item::content);
        if (authority != null && certificate == null) {
            throw listen.whole().fault("client-authority-file needs certificate-file and private-key-file");
        }
        if (certificate == null && key == null) {
            return null;
        }
        try {
            final var ret = new Tls(authority, certificate, key);
            ret.context();
            return ret;
        } catch (IllegalArgumentException e) {
            // the words of module push, with the names of the keys here
            throw listen.whole().fault(Words.of(String.valueOf(e.getMessage())
                .replace("trusted-certificates", "client-authority-file")
                .replace("private-key", "private-key-file").replaceAll("\\bcertificate (?=has|is|needs|and)",
                    "certificate-file ")), e);
        }
    }

    private static Credentials credentials(final Section root) throws ConfigException {
        final var item = root.get("credentials");
        if (item == null) {
            return new Credentials(null, null, false);
        }
        final var credentials = item.section(Set.of("signing-secret", "signing-secret-file", "bearer-token",
            "bearer-token-file"));
        final var secret = credentials.secret("signing-secret");
        if (secret != null) {
            try {
                new Signature(secret);
            } catch (IllegalArgumentException e) {
                throw credentials.source("signing-secret").fault("is no secret: " + Words.of(e.getMessage()), e);
            }
        }
        final var token = credentials.secret("bearer-token");
        if (token != null && !token.matches("[A-Za-z0-9._~+/-]{" + SHORTEST_TOKEN + ",}=*")) {
            throw credentials.source("bearer-token").fault("is not " + SHORTEST_TOKEN
                + " or more letters, digits and . _ ~ + / -");
        }
        return new Credentials(secret, token, false);
    }

    private static Endpoint metrics(final Item item) throws ConfigException {
        return EndpointReader.read(item.section(Set.of("address", "port")), LOOPBACK, METRICS_PORT);
    }

    private static StoreSettings store(final Section root) throws ConfigException {
        final var failed = root.duration("keep-failed", Duration.ofDays(7), Duration.ZERO, YEAR);
        final var unknown = root.duration("unknown-wait", Duration.ofDays(1), Duration.ZERO, YEAR);
        if (unknown.compareTo(failed) > 0) {
            throw root.whole().fault("unknown-wait is longer than keep-failed");
        }
        return new StoreSettings(root.require("data").path(),
            new RetentionPolicy(root.duration("keep-sent", Duration.ofDays(7), Duration.ofMinutes(1), YEAR), failed),
            unknown, root.number("most-pending", 10_000, 1, 100_000),
            root.duration("unhealthy-after", Duration.ofHours(1), Duration.ofSeconds(1), YEAR));
    }

    private ClientSource clients(final Section root) throws ConfigException {
        final var inline = root.list("clients");
        final var file = root.optional("clients-file", Item::path);
        if (!root.has("clients") && file == null) {
            throw root.whole().fault("clients or clients-file is missing");
        }
        final var reader = new ClientReader(faults, Map.of());
        reader.add(inline);
        final var ret = new ClientSource(reader.table().clients(), file);
        ret.read();
        return ret;
    }
}
