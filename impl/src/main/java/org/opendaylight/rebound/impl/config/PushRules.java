/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.push.Signature;
import org.opendaylight.rebound.push.Tls;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.PushTarget;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server.Notify;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Snmp;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserKey;

/**
 * The rules of {@link ConfigRules} about those who are pushed lists of failed clients. Pure.
 */
final class PushRules {
    /** So that a client and its notices by every way are a small part of a transaction. */
    private static final int MOST_MANAGERS = 16;
    private static final int MOST_COMMUNITY = 200;

    private PushRules() {
        // Hidden on purpose
    }

    /**
     * Checks what servers say of it, and the managers.
     *
     * @param faults takes the faults, in a fixed order
     * @param rebound the configuration as it would be
     */
    static void addFaults(final List<String> faults, final Rebound rebound) {
        final var managers = PushMapper.managers(rebound);
        if (managers.size() > MOST_MANAGERS) {
            faults.add("there are " + managers.size() + " entries of manager; at most " + MOST_MANAGERS
                + " are allowed");
        }
        for (var server : ConfigMapper.servers(rebound)) {
            final var name = "server '" + server.requireName().getValue() + "': ";
            addManagerFaults(faults, name, server, new HashSet<>(managers));
            addTargetFaults(faults, name + "push/", server.getPush(), rebound);
        }
        for (var manager : managers) {
            final var entry = rebound.nonnullManager().values().stream()
                .filter(one -> one.requireName().getValue().equals(manager)).findFirst().orElseThrow();
            final var name = "manager '" + manager + "': ";
            final var inform = entry.getInform();
            if (entry.getUrl() == null && (inform == null || inform.getAddress() == null)) {
                faults.add(name + (inform == null ? "url is missing" : "inform/address is missing"));
            }
            addTargetFaults(faults, name, entry, rebound);
        }
    }

    private static void addManagerFaults(final List<String> faults, final String name, final Server server,
            final Set<String> managers) {
        if (requireNonNullElse(server.getNotify(), Defaults.NOTIFY).contains(Notify.NetworkManagement)
                && managers.isEmpty()) {
            faults.add(name + "notify network-management needs an entry of the list manager");
        }
        final var named = server.getManager();
        if (named != null) {
            named.stream().map(manager -> manager.getValue()).sorted().filter(manager -> !managers.contains(manager))
                .forEach(manager -> faults.add(name + "manager '" + manager + "' is not in the list manager"));
        }
    }

    private static void addInformFaults(final List<String> faults, final String name, final PushTarget push,
            final @Nullable Snmp snmp) {
        final var inform = push.getInform();
        if (inform == null) {
            return;
        }
        if (push.getUrl() != null) {
            faults.add(name + "url and inform are both there; lists go one way");
        }
        final var address = inform.getAddress();
        if (address != null && IpAddresses.parse(address).filter(ConfigRules::isHost).isEmpty()) {
            faults.add(name + "inform/address '" + address.stringValue() + "' is not the address of one host");
        }
        final var community = inform.getCommunity();
        final var user = inform.getUsmUser();
        if (community == null == (user == null)) {
            faults.add(name + "inform needs " + (user == null ? "" : "either ") + "a community or a usm-user");
        } else if (community != null && community.getBytes(UTF_8).length > MOST_COMMUNITY) {
            faults.add(name + "inform/community has more than " + MOST_COMMUNITY + " octets in UTF-8");
        } else if (user != null && (snmp == null || !snmp.nonnullUsmUser().containsKey(new UsmUserKey(user)))) {
            faults.add(name + "inform/usm-user '" + user + "' is not in the list snmp/usm-user");
        }
    }

    private static void addTargetFaults(final List<String> faults, final String name,
            final @Nullable PushTarget push, final Rebound rebound) {
        if (push == null) {
            return;
        }
        addInformFaults(faults, name, push, rebound.getSnmp());
        final var url = push.getUrl();
        if (url != null && !ConfigRules.isUrlOfHost(url)) {
            faults.add(name + "url '" + url + "' is not the URL of a host");
        }
        final var secret = push.getSigningSecret();
        if (secret != null && !SecretVault.isSealed(secret)) {
            try {
                new Signature(secret);
            } catch (IllegalArgumentException e) {
                faults.add(name + "signing-secret: " + e.getMessage());
            }
        }
        final var key = push.getPrivateKey();
        if (push.getCertificate() == null != (key == null)) {
            faults.add(name + (key == null ? "certificate needs private-key" : "private-key needs certificate"));
            return;
        }
        final boolean isSealed = key != null && SecretVault.isSealed(key);
        try {
            // With a key that is encrypted, only the certificates can be looked at
            new Tls(push.getTrustedCertificates(), isSealed ? null : push.getCertificate(), isSealed ? null : key)
                .context();
        } catch (IllegalArgumentException e) {
            faults.add(name + e.getMessage());
        }
    }
}
