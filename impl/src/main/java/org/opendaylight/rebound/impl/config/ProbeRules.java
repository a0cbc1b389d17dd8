/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.probe.SwitchProbe;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ProbeSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;

/**
 * The rules of {@link ConfigRules} about the addresses that servers are asked from through a switch. Pure.
 */
final class ProbeRules {
    private ProbeRules() {
        // Hidden on purpose
    }

    /**
     * Checks the list of these addresses, and what servers say of them.
     *
     * @param faults takes the faults, in a fixed order
     * @param rebound the configuration as it would be
     */
    static void addFaults(final List<String> faults, final Rebound rebound) {
        final var serverNames = new TreeMap<IpAddress, String>();
        ConfigMapper.servers(rebound).forEach(server -> ConfigMapper.addresses(server.getAddress())
            .forEach(address -> serverNames.putIfAbsent(address, server.requireName().getValue())));
        final var observation = rebound.getObservation();
        final var observing = ConfigMapper.switches(observation == null ? null : observation.getSwitch());
        final var known = new HashMap<IpAddress, String>();
        ConfigMapper.probeSources(rebound)
            .forEach(source -> addSourceFaults(faults, source, serverNames, observing, known));
        ConfigMapper.servers(rebound).forEach(server -> addServerFaults(faults, server, known.keySet()));
    }

    private static void addSourceFaults(final List<String> faults, final ProbeSource source,
            final Map<IpAddress, String> serverNames, final Set<String> observing, final Map<IpAddress, String> known) {
        final var text = source.requireAddress().stringValue();
        final var name = "probe-source '" + text + "': ";
        final var address = IpAddresses.parse(source.requireAddress()).orElse(null);
        if (address == null) {
            faults.add(name + "address is not an IP address");
            return;
        }
        if (!ConfigRules.isHost(address)) {
            faults.add(name + "address is not the address of one host");
        }
        final var owner = serverNames.get(address);
        if (owner != null) {
            faults.add(name + "address is also an address of server '" + owner + "'; nobody else may have it");
        }
        final var same = known.putIfAbsent(address, text);
        if (same != null) {
            faults.add(name + "address is also that of probe-source '" + same + "'");
        }
        final var switchId = source.getSwitch();
        if (switchId == null) {
            faults.add(name + "switch is missing");
        } else if (!observing.isEmpty() && !observing.contains(switchId.getValue())) {
            faults.add(name + "switch " + switchId.getValue() + " is not among observation/switch");
        }
        final var mac = source.getMac();
        if (mac != null && !ConfigRules.isHost(mac)) {
            faults.add(name + "mac " + mac.getValue() + " is not the address of one host");
        }
    }

    private static void addServerFaults(final List<String> faults, final Server server, final Set<IpAddress> known) {
        final var recovery = server.getRecovery();
        final var named = recovery == null ? null : recovery.getProbeSource();
        if (named == null || named.isEmpty()) {
            return;
        }
        final var name = "server '" + server.requireName().getValue() + "': recovery/probe-source ";
        final var sources = new HashSet<IpAddress>();
        named.stream().sorted(Comparator.comparing(Object::toString)).forEach(source -> {
            final var address = IpAddresses.parse(source).orElse(null);
            if (address == null || !known.contains(address)) {
                faults.add(name + "'" + source.stringValue() + "' is not an address of the list probe-source");
            } else if (SwitchProbe.canAsk(sources, address)) {
                faults.add(name + "names more than one " + (address.isIpv4() ? "IPv4" : "IPv6") + " address");
            } else {
                sources.add(address);
            }
        });
        if (!sources.isEmpty() && ConfigMapper.addresses(server.getAddress()).stream()
                .noneMatch(address -> SwitchProbe.canAsk(sources, address))) {
            faults.add(name + "is of another IP version than every address of the server");
        }
        if (server.nonnullService().values().stream().anyMatch(service -> service.getProbePath() != null)) {
            faults.add(name + "goes with no service's probe-path: through a switch only a connection is tried");
        }
    }
}
