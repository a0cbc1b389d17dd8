/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * What is watched, found by address, protocol and port without making an object for it.
 */
final class Endpoints {
    private final Map<ServiceKey, WatchedService> services;
    private final Map<IpAddress, Ports> ports;
    private final Set<Endpoint> all;
    private final int nextId;

    private Endpoints(final Map<ServiceKey, WatchedService> services, final Map<IpAddress, Ports> ports,
            final int nextId) {
        this.services = services;
        this.ports = ports;
        this.nextId = nextId;
        all = ports.values().stream().flatMap(found -> Arrays.stream(found.endpoints))
            .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Nothing is watched.
     */
    static Endpoints none() {
        return new Endpoints(Map.of(), Map.of(), 0);
    }

    /**
     * The endpoints of these services. What was watched before stays the same object, with its new settings. An
     * address, protocol and port that two services name belongs to the first of them.
     */
    Endpoints replacedBy(final Collection<ServerService> replacement) {
        final var newServices = new HashMap<ServiceKey, WatchedService>();
        final var newPorts = new HashMap<IpAddress, SortedMap<Integer, Endpoint>>();
        int id = nextId;
        for (var service : replacement) {
            var watched = services.get(service.key());
            if (watched == null) {
                watched = new WatchedService(service);
            } else {
                watched.configure(service);
            }
            newServices.put(service.key(), watched);
            for (var address : service.addresses()) {
                var endpoint = find(address, service.key().protocol(), service.key().port());
                if (endpoint == null || endpoint.service != watched) {
                    endpoint = new Endpoint(watched, id++);
                }
                newPorts.computeIfAbsent(address, key -> new TreeMap<>())
                    .putIfAbsent(Ports.number(service.key().protocol(), service.key().port()), endpoint);
            }
        }
        final var sorted = new HashMap<IpAddress, Ports>();
        newPorts.forEach((address, endpoints) -> sorted.put(address, Ports.of(endpoints)));
        return new Endpoints(newServices, sorted, id);
    }

    Collection<WatchedService> services() {
        return services.values();
    }

    /**
     * The endpoint, or null if it is not watched.
     */
    @Nullable Endpoint find(final IpAddress address, final Protocol protocol, final int port) {
        final var found = ports.get(address);
        return found == null ? null : found.find(protocol, port);
    }

    /**
     * Whether this very endpoint is watched.
     */
    boolean contains(final Endpoint endpoint) {
        return all.contains(endpoint);
    }

    /**
     * The endpoints at one address.
     *
     * @param numbers protocol and port of each, ascending
     * @param endpoints the endpoints in the same order
     */
    private record Ports(int[] numbers, Endpoint[] endpoints) {
        static Ports of(final SortedMap<Integer, Endpoint> endpoints) {
            return new Ports(endpoints.keySet().stream().mapToInt(Integer::intValue).toArray(),
                endpoints.values().toArray(new Endpoint[0]));
        }

        static int number(final Protocol protocol, final int port) {
            return protocol.number() << Short.SIZE | port;
        }

        @Nullable Endpoint find(final Protocol protocol, final int port) {
            final int index = Arrays.binarySearch(numbers, number(protocol, port));
            return index < 0 ? null : endpoints[index];
        }
    }
}
