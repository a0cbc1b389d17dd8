/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.openflow.ObservationSettings;
import org.opendaylight.rebound.impl.push.PushTargets;
import org.opendaylight.rebound.impl.recover.TrapPolicy;
import org.opendaylight.rebound.impl.standin.StandInSettings;
import org.opendaylight.rebound.impl.web.WebSettings;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.outbox.RetentionPolicy;
import org.opendaylight.rebound.outbox.RetryPolicy;
import org.opendaylight.rebound.snmp.SnmpSettings;

/**
 * The operator's configuration at one moment, without the client mail address table, which is large and has a life of
 * its own in {@link ClientTable}.
 *
 * @param services every watched service of every server, sorted by key; a server without services has none here
 * @param serverNames which server an address belongs to
 * @param ways the ways by which each server's clients are told; has every server, also one without services
 * @param traps what each server's traps are; has every server that has an address
 * @param trapProxies whose word is taken for which agent a trap comes from
 * @param mail how mail is sent; null while the SMTP server or the sender's address is not configured
 * @param retry how a notice that the next system does not take is tried again
 * @param retention how long notices are kept that are not pending any more
 * @param pushTargets where lists of failed clients are pushed to
 * @param groupWait how long a notice waits for others to the same destination
 * @param snmp what the trap receiver listens on and whom it believes
 * @param web where HTTP is served, and by which URL it is reached
 * @param observation how the switches are made to show what Rebound needs to see
 * @param routers whose questions for link-layer addresses are asked on behalf of others
 * @param standIn how Rebound answers in place of services that fail
 * @param standInHost where the switches lead the clients of such services
 * @param askingServers the servers of which only clients that said yes are told that they are back
 */
public record ReboundConfig(List<ServerService> services, Map<IpAddress, String> serverNames,
        SortedMap<String, List<Way>> ways, Map<String, TrapPolicy> traps, Set<IpAddress> trapProxies,
        @Nullable MailSettings mail, RetryPolicy retry, RetentionPolicy retention, PushTargets pushTargets,
        Duration groupWait, SnmpSettings snmp, WebSettings web, ObservationSettings observation,
        Set<IpAddress> routers, StandInSettings standIn, StandInHost standInHost, Set<String> askingServers) {
    public ReboundConfig {
        services = List.copyOf(services);
        serverNames = Map.copyOf(serverNames);
        final var copy = new TreeMap<String, List<Way>>();
        ways.forEach((server, all) -> copy.put(server, List.copyOf(all)));
        ways = Collections.unmodifiableSortedMap(copy);
        traps = Map.copyOf(traps);
        trapProxies = Set.copyOf(trapProxies);
        requireNonNull(retry);
        requireNonNull(retention);
        requireNonNull(pushTargets);
        requireNonNull(groupWait);
        requireNonNull(snmp);
        requireNonNull(web);
        requireNonNull(observation);
        routers = Set.copyOf(routers);
        requireNonNull(standIn);
        requireNonNull(standInHost);
        askingServers = Set.copyOf(askingServers);
    }

    /**
     * Which server an address belongs to.
     *
     * @param address an address
     * @return the server's name, or empty when no server has this address
     */
    public Optional<String> serverAt(final IpAddress address) {
        return Optional.ofNullable(serverNames.get(address));
    }

    /**
     * A service.
     *
     * @param key what names it
     * @return the service, or empty when there is none
     */
    public Optional<ServerService> service(final ServiceKey key) {
        return services.stream().filter(service -> service.key().equals(key)).findFirst();
    }

    /**
     * By which ways the clients of a server are told.
     *
     * @param server the server's name
     * @return the ways; empty when there is no such server
     */
    public List<Way> waysOf(final String server) {
        return ways.getOrDefault(server, List.of());
    }
}
