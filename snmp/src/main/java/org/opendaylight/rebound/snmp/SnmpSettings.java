/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * What the trap receiver listens on and whom it believes. Without a listener nothing is received; without a community
 * or a user nothing is accepted. A value that could never work is refused when the settings are made, with a message
 * that names it and shows no secret.
 *
 * @param listeners the local UDP addresses
 * @param communities the communities that SNMPv1 and SNMPv2c notifications are accepted with, none of them empty
 * @param users the users that SNMPv3 notifications are accepted from, each name once
 */
public record SnmpSettings(Set<Listener> listeners, Set<String> communities, List<UsmUser> users) {
    /** Nothing listens, nothing is accepted. */
    public static final SnmpSettings NONE = new SnmpSettings(Set.of(), Set.of(), List.of());

    public SnmpSettings {
        listeners = Set.copyOf(listeners);
        communities = Set.copyOf(communities);
        users = List.copyOf(users);
        if (communities.contains("")) {
            throw new IllegalArgumentException("An SNMP community must not be empty");
        }
        final var names = new HashSet<String>();
        for (final var user : users) {
            if (!names.add(user.name())) {
                throw new IllegalArgumentException("USM user " + user.name() + " is there twice");
            }
        }
    }

    /**
     * A local UDP address.
     *
     * @param address a local address, or the unspecified one for all: 0.0.0.0 for all of IPv4, :: for all of IPv6 and
     *     IPv4
     * @param port the port, 1 to 65535; 0 lets the system choose
     */
    public record Listener(IpAddress address, int port) {
        private static final int MAX_PORT = 65535;

        public Listener {
            requireNonNull(address);
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("UDP port " + port + " is not 0 to " + MAX_PORT);
            }
        }

        /**
         * Whether a socket on this address also receives what is sent to the other one, so that the other needs no
         * socket, and the system would not give it one.
         *
         * @param other another listener
         * @return true if this is the unspecified address of the same port
         */
        boolean covers(final Listener other) {
            return port != 0 && port == other.port && !equals(other) && address.toInetAddress().isAnyLocalAddress()
                && (!address.isIpv4() || other.address.isIpv4());
        }

        /** The address and port as one writes them: {@code 10.0.0.1:1162}, {@code [::]:1162}. */
        @Override
        public String toString() {
            return (address.isIpv4() ? address.toString() : "[" + address + ']') + ':' + port;
        }
    }

    /**
     * A user of the User-based Security Model (RFC 3414).
     *
     * @param name the user's name, 1 to 32 octets in UTF-8
     * @param auth the authentication protocol
     * @param authKey its passphrase, 8 characters or more
     * @param priv the privacy protocol; with one, only encrypted notifications are accepted from this user
     * @param privKey its passphrase, 8 characters or more; not looked at with {@link Priv#NONE}
     * @param engineId the engine ID of the sender whose traps this user authenticates, 5 to 32 octets in hexadecimal
     *     with colons; null for any sender. An inform always uses the receiver's own.
     */
    public record UsmUser(String name, Auth auth, String authKey, Priv priv, @Nullable String privKey,
            @Nullable String engineId) {
        private static final int MAX_NAME = 32;
        private static final int MIN_KEY = 8;
        private static final Pattern ENGINE_ID = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){4,31}");

        public UsmUser {
            final int octets = name.getBytes(StandardCharsets.UTF_8).length;
            if (octets < 1 || octets > MAX_NAME) {
                throw new IllegalArgumentException("USM user " + name + " has a name of " + octets
                    + " octets, not 1 to " + MAX_NAME);
            }
            requireNonNull(auth);
            requireNonNull(priv);
            if (authKey.length() < MIN_KEY) {
                throw new IllegalArgumentException("USM user " + name + " has an auth-key shorter than " + MIN_KEY);
            }
            if (priv != Priv.NONE) {
                if (privKey == null) {
                    throw new IllegalArgumentException("USM user " + name + " has " + priv + " without a priv-key");
                }
                if (privKey.length() < MIN_KEY) {
                    throw new IllegalArgumentException("USM user " + name + " has a priv-key shorter than " + MIN_KEY);
                }
            }
            requireEngineId(name, engineId);
        }

        private static void requireEngineId(final String name, final @Nullable String engineId) {
            if (engineId != null && !ENGINE_ID.matcher(engineId).matches()) {
                throw new IllegalArgumentException("USM user " + name
                    + " has an engine-id that is not 5 to 32 octets in hexadecimal with colons: " + engineId);
            }
        }

        /** Names the user, and shows no key. */
        @Override
        public String toString() {
            return "UsmUser[name=" + name + ", auth=" + auth + ", priv=" + priv + ", engineId=" + engineId + ']';
        }
    }

    /** Authentication protocols: RFC 3414 and RFC 7860. */
    public enum Auth {
        /** HMAC-SHA-96. */
        SHA,
        /** HMAC-128-SHA-224. */
        SHA224,
        /** HMAC-192-SHA-256. */
        SHA256,
        /** HMAC-256-SHA-384. */
        SHA384,
        /** HMAC-384-SHA-512. */
        SHA512
    }

    /** Privacy protocols: RFC 3826, and its longer keys as net-snmp localises them (draft-blumenthal-aes-usm-04). */
    public enum Priv {
        /** Not encrypted. */
        NONE,
        /** CFB128-AES-128. */
        AES128,
        /** CFB128-AES-192. */
        AES192,
        /** CFB128-AES-256. */
        AES256
    }

    /** Shows how many, and no secret. */
    @Override
    public String toString() {
        return "SnmpSettings[listeners=" + listeners + ", communities=" + communities.size() + ", users=" + users
            + ']';
    }
}
