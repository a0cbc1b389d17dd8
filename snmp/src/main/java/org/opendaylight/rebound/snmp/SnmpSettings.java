/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * What the trap receiver listens on and whom it believes. Without a listener nothing is received; without a community
 * or a user nothing is accepted.
 *
 * @param listeners the local UDP addresses
 * @param communities the communities that SNMPv1 and SNMPv2c notifications are accepted with
 * @param users the users that SNMPv3 notifications are accepted from
 */
public record SnmpSettings(Set<Listener> listeners, Set<String> communities, List<UsmUser> users) {
    /** Nothing listens, nothing is accepted. */
    public static final SnmpSettings NONE = new SnmpSettings(Set.of(), Set.of(), List.of());

    public SnmpSettings {
        listeners = Set.copyOf(listeners);
        communities = Set.copyOf(communities);
        users = List.copyOf(users);
    }

    /**
     * A local UDP address.
     *
     * @param address a local address, or the unspecified one for all
     * @param port the port, 1 to 65535; 0 lets the system choose
     */
    public record Listener(IpAddress address, int port) {
        public Listener {
            requireNonNull(address);
        }
    }

    /**
     * A user of the User-based Security Model (RFC 3414).
     *
     * @param name the user's name, 1 to 32 characters
     * @param auth the authentication protocol
     * @param authKey its passphrase, 8 characters or more
     * @param priv the privacy protocol; with one, only encrypted notifications are accepted from this user
     * @param privKey its passphrase, 8 characters or more; null with {@link Priv#NONE}
     * @param engineId the engine ID of the sender whose traps this user authenticates, 5 to 32 octets in hexadecimal
     *     with colons; null for any sender
     */
    public record UsmUser(String name, Auth auth, String authKey, Priv priv, @Nullable String privKey,
            @Nullable String engineId) {
        public UsmUser {
            requireNonNull(name);
            requireNonNull(auth);
            requireNonNull(authKey);
            requireNonNull(priv);
            if (priv != Priv.NONE && privKey == null) {
                throw new IllegalArgumentException("USM user " + name + " has " + priv + " without a priv-key");
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
        SHA, SHA224, SHA256, SHA384, SHA512
    }

    /** Privacy protocols: RFC 3826, and its longer keys as net-snmp localises them. */
    public enum Priv {
        NONE, AES128, AES192, AES256
    }

    /** Shows how many, and no secret. */
    @Override
    public String toString() {
        return "SnmpSettings[listeners=" + listeners + ", communities=" + communities.size() + ", users=" + users
            + ']';
    }
}
