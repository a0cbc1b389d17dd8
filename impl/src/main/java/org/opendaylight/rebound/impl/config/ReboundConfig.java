/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

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
import org.opendaylight.rebound.impl.notice.RetryPolicy;
import org.opendaylight.rebound.impl.openflow.ObservationSettings;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.snmp.SnmpSettings;

/**
 * The operator's configuration at one moment, without the client mail address table, which is large and has a life of
 * its own in {@link ClientTable}.
 *
 * @param services every watched service of every server, sorted by key; a server without services has none here
 * @param serverNames which server an address belongs to
 * @param notifyChannels the channels that each server's clients are told by; has every server, also one without
 *     services
 * @param mail how mail is sent; null while the SMTP server or the sender's address is not configured
 * @param mailRetry how a mail that the SMTP server does not take is tried again
 * @param snmp what the trap receiver listens on and whom it believes
 * @param observation how the switches are made to show what Rebound needs to see
 */
public record ReboundConfig(List<ServerService> services, Map<IpAddress, String> serverNames,
        SortedMap<String, Set<String>> notifyChannels, @Nullable MailSettings mail, RetryPolicy mailRetry,
        SnmpSettings snmp, ObservationSettings observation) {
    public ReboundConfig {
        services = List.copyOf(services);
        serverNames = Map.copyOf(serverNames);
        final var copy = new TreeMap<String, Set<String>>();
        notifyChannels.forEach((server, channels) -> copy.put(server, Set.copyOf(channels)));
        notifyChannels = Collections.unmodifiableSortedMap(copy);
        requireNonNull(mailRetry);
        requireNonNull(snmp);
        requireNonNull(observation);
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
     * By which channels the clients of a server are told.
     *
     * @param server the server's name
     * @return names of channels; empty when there is no such server
     */
    public Set<String> channelsOf(final String server) {
        return notifyChannels.getOrDefault(server, Set.of());
    }
}
