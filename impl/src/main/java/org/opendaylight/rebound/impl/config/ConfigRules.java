/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Forwarding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.PrivProtocol;

/**
 * The rules of the YANG model that reach further than one leaf: its {@code must} statements, and that an address
 * belongs to one server however it is written. OpenDaylight's datastore does not enforce them. Pure.
 *
 * <p>A fault is a sentence for the operator that names the entry and says what is wrong with it. It never has a secret.
 */
final class ConfigRules {
    private ConfigRules() {
        // Hidden on purpose
    }

    /**
     * Checks everything but the client mail address table.
     *
     * @param rebound the configuration as it would be
     * @return the faults, in a fixed order; empty when there is none
     */
    static List<String> faults(final Rebound rebound) {
        final var ret = new ArrayList<String>();
        addServerFaults(ret, rebound);
        addMailFaults(ret, rebound.getMail());
        addObservationFaults(ret, rebound.getObservation());
        final var snmp = rebound.getSnmp();
        if (snmp != null) {
            snmp.nonnullUsmUser().values().stream()
                .map(ConfigRules::usmUserFault)
                .filter(fault -> fault != null)
                .sorted()
                .forEach(ret::add);
        }
        return ret;
    }

    /**
     * Checks one user of the trap receiver.
     *
     * @param user the user as it would be
     * @return the fault, or null when there is none
     */
    static @Nullable String usmUserFault(final UsmUser user) {
        final var name = "usm-user '" + user.requireName() + "': ";
        if (user.getAuthProtocol() == null) {
            return name + "auth-protocol is missing";
        }
        if (user.getAuthKey() == null) {
            return name + "auth-key is missing";
        }
        final var priv = requireNonNullElse(user.getPrivProtocol(), Defaults.PRIV_PROTOCOL);
        return priv == PrivProtocol.None || user.getPrivKey() != null ? null
            : name + "priv-protocol " + priv.getName() + " needs a priv-key";
    }

    private static void addServerFaults(final List<String> faults, final Rebound rebound) {
        record Owner(String server, String text) {
            // Who has an address, and how it is written there
        }

        final var owners = new HashMap<IpAddress, Owner>();
        for (var server : ConfigMapper.servers(rebound)) {
            final var name = server.requireName().getValue();
            final var written = addresses(server);
            if (written.isEmpty()) {
                faults.add("server '" + name + "': at least one address is required");
            }
            for (var element : written) {
                final var text = element.stringValue();
                final var address = IpAddresses.parse(element).orElse(null);
                if (address == null) {
                    faults.add("server '" + name + "': address '" + text + "' is not an IP address");
                } else if (!isHost(address)) {
                    faults.add("server '" + name + "': address '" + text + "' is not the address of one host");
                } else {
                    final var owner = owners.putIfAbsent(address, new Owner(name, text));
                    if (owner != null && !owner.server.equals(name)) {
                        faults.add("address '" + text + "' of server '" + name + "' is also an address of server '"
                            + owner.server + "'" + (owner.text.equals(text) ? "" : ", written '" + owner.text + "'")
                            + "; an address belongs to one server");
                    }
                }
            }
        }
    }

    private static void addMailFaults(final List<String> faults, final @Nullable Mail mail) {
        final var retry = ConfigMapper.retryPolicy(mail);
        if (retry.maximum().compareTo(retry.initial()) < 0) {
            faults.add("mail: retry-maximum " + retry.maximum().toMillis() + " is less than retry-initial "
                + retry.initial().toMillis());
        }
    }

    private static void addObservationFaults(final List<String> faults, final @Nullable Observation observation) {
        if (observation == null) {
            return;
        }
        final int table = ConfigMapper.intValue(observation.getTable(), Defaults.TABLE);
        final int punt = ConfigMapper.intValue(observation.getPuntTable(), Defaults.PUNT_TABLE);
        if (punt <= table) {
            faults.add("observation: punt-table " + punt + " is not larger than table " + table);
        }
        if (observation.getForwarding() == Forwarding.GotoTable) {
            final int next = ConfigMapper.intValue(observation.getNextTable(), Defaults.NEXT_TABLE);
            if (next <= table) {
                faults.add("observation: next-table " + next + " is not larger than table " + table);
            }
            if (next == punt) {
                faults.add("observation: next-table and punt-table are both " + next);
            }
        }
    }

    private static List<IpAddressNoZone> addresses(final Server server) {
        final var addresses = server.getAddress();
        return addresses == null ? List.of()
            : addresses.stream().sorted(Comparator.comparing(IpAddressNoZone::stringValue)).toList();
    }

    private static boolean isHost(final IpAddress address) {
        final var inet = address.toInetAddress();
        return !inet.isAnyLocalAddress() && !inet.isMulticastAddress();
    }
}
