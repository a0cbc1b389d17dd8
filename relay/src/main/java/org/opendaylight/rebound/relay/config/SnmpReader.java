/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/** Reads the section {@code snmp}. */
final class SnmpReader {
    private static final String NONE = "none";
    /** RFC 3414 section 11.2. */
    private static final int SHORTEST_KEY = 8;
    private static final Map<String, String> AUTH = words(NONE, "sha", "sha224", "sha256", "sha384", "sha512");
    private static final Map<String, String> PRIV = words(NONE, "aes128", "aes192", "aes256");
    private static final int PORT = 1162;

    private SnmpReader() {
        // static only
    }

    private static Map<String, String> words(final String... words) {
        return Stream.of(words).collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));
    }

    static SnmpPart read(final Item item) throws ConfigException {
        final var snmp = item.section(Set.of("listen", "community", "usm-user"));
        final var listen = snmp.require("listen").section(Set.of("address", "port"));
        final var communities = new ArrayList<String>();
        for (var each : snmp.list("community")) {
            final var secret = each.section(Set.of("name", "name-file")).secret("name");
            if (secret == null) {
                throw each.fault("name is missing");
            }
            communities.add(secret);
        }
        final var users = new ArrayList<SnmpPart.User>();
        for (var each : snmp.list("usm-user")) {
            users.add(user(each));
        }
        if (communities.isEmpty() && users.isEmpty()) {
            throw item.fault("needs a community or a usm-user");
        }
        return new SnmpPart(EndpointReader.read(listen, EndpointReader.ANY, PORT), communities, List.copyOf(users));
    }

    private static SnmpPart.User user(final Item item) throws ConfigException {
        final var user = item.section(Set.of("name", "auth-protocol", "auth-key", "auth-key-file", "priv-protocol",
            "priv-key", "priv-key-file"));
        final var auth = user.or("auth-protocol", NONE, each -> each.choice(AUTH));
        final var priv = user.or("priv-protocol", NONE, each -> each.choice(PRIV));
        if (auth.equals(NONE) && !priv.equals(NONE)) {
            throw item.fault("priv-protocol needs auth-protocol");
        }
        return new SnmpPart.User(user.require("name").text(), auth, key(user, "auth-key", auth), priv,
            key(user, "priv-key", priv));
    }

    private static @Nullable String key(final Section user, final String name, final String protocol)
            throws ConfigException {
        final var ret = user.secret(name);
        if (protocol.equals(NONE)) {
            return null;
        }
        if (ret == null || ret.length() < SHORTEST_KEY) {
            throw user.whole().fault(name + " has fewer than " + SHORTEST_KEY + " characters");
        }
        return ret;
    }
}
