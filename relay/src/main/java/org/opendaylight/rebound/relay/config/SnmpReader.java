/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.rebound.snmp.SnmpSettings;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

/** Reads the section {@code snmp}. */
final class SnmpReader {
    private static final Map<String, Auth> AUTH = words(Auth.values());
    private static final Map<String, Priv> PRIV = words(Priv.values());
    /** 162 is only for those whom the system lets have it. */
    private static final int PORT = 1162;

    private SnmpReader() {
        // static only
    }

    private static <T extends Enum<T>> Map<String, T> words(final T[] values) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(
            value -> value.name().toLowerCase(Locale.ROOT), Function.identity()));
    }

    static SnmpSettings read(final Item item) throws ConfigException {
        final var snmp = item.section(Set.of("listen", "community", "usm-user"));
        final var endpoint = EndpointReader.read(snmp.require("listen").section(Set.of("address", "port")),
            EndpointReader.ANY, PORT);
        final var communities = new HashSet<String>();
        for (var each : snmp.list("community")) {
            final var secret = each.section(Set.of("name", "name-file")).secret("name");
            if (secret == null) {
                throw each.fault("name is missing");
            }
            communities.add(secret);
        }
        final var users = new ArrayList<UsmUser>();
        for (var each : snmp.list("usm-user")) {
            users.add(user(each));
        }
        if (communities.isEmpty() && users.isEmpty()) {
            throw item.fault("needs a community or a usm-user");
        }
        return settings(item, new Listener(endpoint.address(), endpoint.port()), communities, users);
    }

    private static SnmpSettings settings(final Item item, final Listener listener, final Set<String> communities,
            final List<UsmUser> users) throws ConfigException {
        try {
            return new SnmpSettings(Set.of(listener), communities, users);
        } catch (IllegalArgumentException e) {
            throw item.fault(Words.of(e.getMessage()), e);
        }
    }

    private static UsmUser user(final Item item) throws ConfigException {
        final var user = item.section(Set.of("name", "auth-protocol", "auth-key", "auth-key-file", "priv-protocol",
            "priv-key", "priv-key-file"));
        final var name = user.require("name").text();
        final var auth = user.require("auth-protocol").choice(AUTH);
        final var priv = user.or("priv-protocol", Priv.NONE, each -> each.choice(PRIV));
        final var authKey = user.secret("auth-key");
        if (authKey == null) {
            throw item.fault("auth-key is missing");
        }
        try {
            return new UsmUser(name, auth, authKey, priv, user.secret("priv-key"), null);
        } catch (IllegalArgumentException e) {
            throw item.fault(Words.of(e.getMessage()), e);
        }
    }
}
