/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.snmp4j.smi.OctetString;

/**
 * Whom we believe, in the form that the socket's thread needs. Immutable: a change of the settings is another one.
 */
final class Access {
    /** Nobody. */
    static final Access NONE = new Access(List.of(), Map.of());

    private final List<byte[]> communities;
    private final Map<OctetString, UserKeys> users;

    private Access(final List<byte[]> communities, final Map<OctetString, UserKeys> users) {
        this.communities = communities;
        this.users = users;
    }

    /**
     * Prepares settings. Takes some ten milliseconds for each user that is new or changed.
     *
     * @param settings the settings
     * @return who is believed by them
     */
    Access changedTo(final SnmpSettings settings) {
        final var kept = new HashMap<UsmUser, UserKeys>();
        users.values().forEach(keys -> kept.put(keys.user(), keys));
        final var next = new HashMap<OctetString, UserKeys>();
        for (final var user : settings.users()) {
            final var known = kept.get(user);
            next.put(new OctetString(user.name().getBytes(StandardCharsets.UTF_8)),
                known != null ? known : new UserKeys(user));
        }
        return new Access(settings.communities().stream()
            .map(community -> community.getBytes(StandardCharsets.UTF_8))
            .toList(), Map.copyOf(next));
    }

    /**
     * Whether a community is configured. The time it takes tells nothing about the configured ones.
     *
     * @param community the community of a message
     * @return true if it is
     */
    boolean permits(final byte[] community) {
        boolean found = false;
        for (final var known : communities) {
            found |= MessageDigest.isEqual(known, community);
        }
        return found;
    }

    /**
     * Finds a user.
     *
     * @param name the name in a message
     * @return the user, or null if there is none
     */
    @Nullable UserKeys user(final OctetString name) {
        return users.get(name);
    }

    boolean hasUsers() {
        return !users.isEmpty();
    }
}
