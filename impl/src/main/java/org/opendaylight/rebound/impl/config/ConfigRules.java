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

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.mail.DkimKey;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Forwarding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.Dkim;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Maintenance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.recovery.TrapRule;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.PrivProtocol;

/**
 * The rules of the YANG model that reach further than one leaf: its {@code must} statements, and that an address
 * belongs to one server however it is written. OpenDaylight's datastore does not enforce them. Pure.
 *
 * <p>A fault is a sentence for the operator that names the entry and says what is wrong with it. It never has a secret.
 */
final class ConfigRules {
    private static final int MAX_PORTS = 1024;
    /** So that a request with all of them is no transaction that is too large for the datastore. */
    private static final int MAX_TEMPLATE_OCTETS = 65_536;
    private static final int MAX_PORT = 65535;
    private static final long GROUP_BIT = 0x0100_0000_0000L;

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
        ProbeRules.addFaults(ret, rebound);
        PushRules.addFaults(ret, rebound);
        StandInRules.addFaults(ret, rebound);
        addMailFaults(ret, rebound.getMail());
        addObservationFaults(ret, rebound.getObservation());
        final var web = rebound.getWeb();
        final var url = web == null ? null : web.getPublicUrl();
        if (url != null && !isUrlOfHost(url)) {
            ret.add("web: public-url '" + url + "' is not the URL of a host");
        }
        final var snmp = rebound.getSnmp();
        if (snmp != null) {
            addSorted(ret, "", snmp.nonnullUsmUser().values().stream().map(ConfigRules::usmUserFault));
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

    /**
     * Whether a URL can be opened: the patterns of the model admit some that cannot.
     *
     * @param url the URL as it was written
     * @return whether it has a host and, if any, a good port
     */
    static boolean isUrlOfHost(final String url) {
        try {
            final var uri = new URI(url).parseServerAuthority();
            return uri.getHost() != null && uri.getPort() <= MAX_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
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
            addServiceFaults(faults, server);
            final var where = "server '" + name + "': ";
            addSorted(faults, where, server.nonnullMaintenance().values().stream().map(ConfigRules::maintenanceFault));
            final var recovery = server.getRecovery();
            if (recovery != null) {
                addSorted(faults, where, recovery.nonnullTrapRule().values().stream().map(ConfigRules::trapRuleFault));
            }
        }
    }

    /** Adds what is wrong with the entries of a list, in a fixed order; null for an entry that is good. */
    private static void addSorted(final List<String> faults, final String where,
            final Stream<@Nullable String> found) {
        found.filter(Objects::nonNull).sorted().map(where::concat).forEach(faults::add);
    }

    /**
     * What is wrong with a maintenance window.
     *
     * @param window the window
     * @return a sentence that names it, or null if it can be used
     */
    static @Nullable String maintenanceFault(final Maintenance window) {
        final var name = "maintenance '" + window.requireName().getValue() + "': ";
        if (window.getStart() == null) {
            return name + "start is missing";
        }
        if (window.getEnd() == null) {
            return name + "end is missing";
        }
        return ConfigMapper.instant(window.getEnd()).isAfter(ConfigMapper.instant(window.getStart())) ? null
            : name + "end " + window.getEnd().getValue() + " is not after start " + window.getStart().getValue();
    }

    /**
     * What is wrong with a trap rule.
     *
     * @param rule the rule
     * @return a sentence that names it, or null if it can be used
     */
    static @Nullable String trapRuleFault(final TrapRule rule) {
        final var name = "trap-rule '" + rule.requireName().getValue() + "': ";
        if (rule.getOid() == null) {
            return name + "oid is missing";
        }
        final boolean conditional = rule.getEquals() != null || rule.getMatches() != null;
        if (conditional != (rule.getVarbind() != null)) {
            return conditional ? name + "equals and matches need a varbind" : name + "varbind needs equals or matches";
        }
        if (rule.getMatches() != null) {
            try {
                Pattern.compile(rule.getMatches());
            } catch (PatternSyntaxException e) {
                return name + "matches is no regular expression: " + e.getMessage();
            }
        }
        return null;
    }

    private static void addServiceFaults(final List<String> faults, final Server server) {
        final var services = server.nonnullService().values().stream()
            .sorted(Comparator.comparing(Service::requireProtocol).thenComparing(ConfigRules::firstPort))
            .toList();
        Service before = null;
        for (var service : services) {
            final var name = "server '" + server.requireName().getValue() + "': service "
                + service.requireProtocol().getName() + ' ' + firstPort(service);
            final int ports = ConfigMapper.lastPort(service) - firstPort(service) + 1;
            if (ports < 1) {
                faults.add(name + ": last-port " + ConfigMapper.lastPort(service) + " is less than port");
            } else if (ports > MAX_PORTS) {
                faults.add(name + ": last-port " + ConfigMapper.lastPort(service) + " makes a range of " + ports
                    + " ports; at most " + MAX_PORTS + " are allowed");
            }
            if (service.getProbePath() != null && service.requireProtocol() != Protocol.Tcp) {
                faults.add(name + ": probe-path is for TCP services");
            }
            if (before != null && before.requireProtocol() == service.requireProtocol()
                    && ConfigMapper.lastPort(before) >= firstPort(service)) {
                faults.add(name + " is in the range of service " + before.requireProtocol().getName() + ' '
                    + firstPort(before) + " to " + ConfigMapper.lastPort(before));
            }
            before = service;
        }
    }

    private static int firstPort(final Service service) {
        return service.requirePort().getValue().toJava();
    }

    private static void addMailFaults(final List<String> faults, final @Nullable Mail mail) {
        final var retry = ConfigMapper.retryPolicy(mail);
        if (retry.maximum().compareTo(retry.initial()) < 0) {
            faults.add("mail: retry-maximum " + retry.maximum().toMillis() + " is less than retry-initial "
                + retry.initial().toMillis());
        }
        if (mail != null) {
            addTemplateFaults(faults, mail);
            final var dkim = mail.getDkim();
            final var fault = dkim == null ? null : dkimFault(dkim);
            if (fault != null) {
                faults.add(fault);
            }
        }
    }

    private static void addTemplateFaults(final List<String> faults, final Mail mail) {
        final var templates = mail.nonnullTemplate().values().stream()
            .sorted(Comparator.comparing(template -> template.requireLanguage().getValue()))
            .toList();
        final var names = new HashMap<String, String>();
        long octets = 0;
        for (var entry : templates) {
            final var name = entry.requireLanguage().getValue();
            final var template = ConfigMapper.mailTemplate(entry);
            template.faults().forEach(fault -> faults.add("mail: template '" + name + "': " + fault));
            final var other = names.putIfAbsent(template.language(), name);
            if (other != null) {
                faults.add("mail: template '" + name + "' is the language of template '" + other + "'");
            }
            octets += octets(template.subject()) + octets(template.text()) + octets(template.html());
        }
        if (octets > MAX_TEMPLATE_OCTETS) {
            faults.add("mail: the templates have " + octets + " octets together; at most " + MAX_TEMPLATE_OCTETS
                + " are allowed");
        }
    }

    private static int octets(final @Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }

    /**
     * Checks what mail is signed with.
     *
     * @param dkim the container as it would be
     * @return the fault, or null when there is none
     */
    static @Nullable String dkimFault(final Dkim dkim) {
        final var domain = dkim.getDomain();
        final var selector = dkim.getSelector();
        final var key = dkim.getPrivateKey();
        if (domain == null || selector == null || key == null) {
            return domain == null && selector == null && key == null ? null
                : "mail/dkim: " + (domain == null ? "domain" : selector == null ? "selector" : "private-key")
                    + " is missing";
        }
        if (SecretVault.isSealed(key)) {
            // ConfigSecrets has looked at it
            return null;
        }
        try {
            DkimKey.read(domain.getValue(), selector.getValue(), key);
            return null;
        } catch (IllegalArgumentException e) {
            return "mail/dkim: " + e.getMessage();
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

    /** Whether an address is that of one host. */
    static boolean isHost(final IpAddress address) {
        final var inet = address.toInetAddress();
        return !inet.isAnyLocalAddress() && !inet.isMulticastAddress();
    }

    /** Whether a link-layer address is that of one host. */
    static boolean isHost(final MacAddress address) {
        final long value = ConfigMapper.macValue(address);
        return value != 0 && (value & GROUP_BIT) == 0;
    }
}
