/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/**
 * How lists are taken by SNMP.
 *
 * @param listen where to listen
 * @param communities the communities of SNMPv2c that are taken
 * @param users the users of SNMPv3 that are taken
 */
public record SnmpPart(Endpoint listen, List<String> communities, List<User> users) {
    public SnmpPart {
        requireNonNull(listen);
        communities = List.copyOf(communities);
        users = List.copyOf(users);
    }

    /**
     * A user of SNMPv3 (RFC 3414).
     *
     * @param name the name
     * @param authentication none, sha, sha224, sha256, sha384 or sha512
     * @param authenticationKey the passphrase, or null
     * @param privacy none, aes128, aes192 or aes256
     * @param privacyKey the passphrase, or null
     */
    public record User(String name, String authentication, @Nullable String authenticationKey, String privacy,
            @Nullable String privacyKey) {
        public User {
            requireNonNull(name);
            requireNonNull(authentication);
            requireNonNull(privacy);
        }

        /** Shows no secret. */
        @Override
        public String toString() {
            return "User[" + name + ' ' + authentication + ' ' + privacy + ']';
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "SnmpPart[" + listen + ", " + communities.size() + " communities, " + users + ']';
    }
}
