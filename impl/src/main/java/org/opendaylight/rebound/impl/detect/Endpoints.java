/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.detect.WatchedService.Kind;

/**
 * What is watched, found by address, protocol and port without making an object for it.
 */
final class Endpoints {
    private final Collection<WatchedService> everything;
    private final Map<ServiceKey, WatchedService> services;
    private final Map<String, WatchedService> hosts;
    private final Map<IpAddress, Ports> ports;
    private final Set<Endpoint> all;
    private final int nextId;

    private Endpoints(final Map<ServiceKey, WatchedService> services, final Map<String, WatchedService> hosts,
            final Map<IpAddress, Ports> ports, final int nextId) {
        everything = Stream.concat(services.values().stream(), hosts.values().stream()).toList();
        this.services = services;
        this.hosts = hosts;
        this.ports = ports;
        this.nextId = nextId;
        all = ports.values().stream().flatMap(Ports::all).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Nothing is watched.
     */
    static Endpoints none() {
        return new Endpoints(Map.of(), Map.of(), Map.of(), 0);
    }

    /**
     * The endpoints of these services. What was watched before stays the same object, with its new settings. An
     * address, protocol and port that two services name belongs to the first of them.
     */
    Endpoints replacedBy(final Collection<ServerService> replacement) {
        final var newServices = new HashMap<ServiceKey, WatchedService>();
        final var newHosts = new HashMap<String, WatchedService>();
        final var servicesOfHosts = new HashMap<String, List<ServiceKey>>();
        final var newPorts = new HashMap<IpAddress, SortedMap<Integer, Range>>();
        final var newHostEndpoints = new HashMap<IpAddress, Endpoint>();
        int id = nextId;
        for (var service : replacement) {
            final var key = service.key();
            final var watched = services.getOrDefault(key,
                new WatchedService(key.protocol() == Protocol.TCP ? Kind.TCP : Kind.UDP));
            watched.configure(service, List.of(key));
            newServices.put(key, watched);
            final var host = newHosts.computeIfAbsent(key.server(),
                name -> hosts.getOrDefault(name, new WatchedService(Kind.HOST)));
            final var siblings = servicesOfHosts.computeIfAbsent(key.server(), name -> new ArrayList<>());
            siblings.add(key);
            host.configure(service, siblings);
            for (var address : service.addresses()) {
                final var old = ports.getOrDefault(address, Ports.NONE);
                final int number = Ports.number(key.protocol(), key.port());
                final var endpoint = old.find(number);
                newPorts.computeIfAbsent(address, absent -> new TreeMap<>()).putIfAbsent(number,
                    new Range(number + service.lastPort() - key.port(),
                        endpoint != null && endpoint.service == watched ? endpoint : new Endpoint(watched, id++)));
                final var oldHost = old.host;
                newHostEndpoints.putIfAbsent(address,
                    oldHost != null && oldHost.service == host ? oldHost : new Endpoint(host, id++));
            }
        }
        final var sorted = new HashMap<IpAddress, Ports>();
        newPorts.forEach((address, ranges) -> sorted.put(address, Ports.of(newHostEndpoints.get(address), ranges)));
        return new Endpoints(newServices, newHosts, sorted, id);
    }

    /** The services, and the hosts. */
    Collection<WatchedService> services() {
        return everything;
    }

    /**
     * The endpoint, or null if it is not watched.
     */
    @Nullable Endpoint find(final IpAddress address, final Protocol protocol, final int port) {
        final var found = ports.get(address);
        return found == null ? null : found.find(Ports.number(protocol, port));
    }

    /**
     * The host's endpoint, or null if it is not watched.
     */
    @Nullable Endpoint host(final IpAddress address) {
        final var found = ports.get(address);
        return found == null ? null : found.host;
    }

    /**
     * Whether this very endpoint is watched.
     */
    boolean contains(final Endpoint endpoint) {
        return all.contains(endpoint);
    }

    /** Ports up to this number, and the endpoint that has them. */
    private record Range(int last, Endpoint endpoint) {
    }

    /**
     * The endpoints at one address.
     *
     * @param host the host's, or null
     * @param firsts protocol and first port of each, ascending
     * @param lasts protocol and last port in the same order
     * @param endpoints the endpoints in the same order
     */
    private record Ports(@Nullable Endpoint host, int[] firsts, int[] lasts, Endpoint[] endpoints) {
        static final Ports NONE = new Ports(null, new int[0], new int[0], new Endpoint[0]);

        static Ports of(final @Nullable Endpoint host, final SortedMap<Integer, Range> ranges) {
            return new Ports(host, ranges.keySet().stream().mapToInt(Integer::intValue).toArray(),
                ranges.values().stream().mapToInt(Range::last).toArray(),
                ranges.values().stream().map(Range::endpoint).toArray(Endpoint[]::new));
        }

        static int number(final Protocol protocol, final int port) {
            return protocol.number() << Short.SIZE | port;
        }

        @Nullable Endpoint find(final int number) {
            final int index = Arrays.binarySearch(firsts, number);
            // Not the first of a range: perhaps inside the one before
            final int found = index >= 0 ? index : -index - 2;
            return found >= 0 && number <= lasts[found] ? endpoints[found] : null;
        }

        Stream<Endpoint> all() {
            final var ret = Arrays.stream(endpoints);
            return host == null ? ret : Stream.concat(ret, Stream.of(host));
        }
    }
}
