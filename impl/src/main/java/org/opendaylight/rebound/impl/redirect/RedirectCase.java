/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.RateLimiter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServerService;

/**
 * One service with a stand-in: its redirect, where its clients were seen, and which ways they are led.
 */
final class RedirectCase {
    /** Doorways of one server address. Who is seen again after that many others waits for its next packet. */
    static final int DOORWAYS = 1024;
    /** How many doorways a second become new, and at once: a flood of forged senders must not fill a switch. */
    private static final int NEW_DOORWAYS = 256;
    /** How many packets wait for the way to the server to be free. */
    private static final int HELD = 256;

    /** A packet that a switch held. */
    record Held(String switchId, String port, byte[] frame) {
    }

    final Redirect redirect;
    /** Who waits for the way to the server to be free. */
    final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    /** While the redirect is on: the detour of each server address that has one. */
    Map<IpAddress, Detour> detours = Map.of();
    ServerService service;
    Instant failedSince = Instant.EPOCH;
    long nextRenewal;

    private final Map<IpAddress, Map<Doorway, Boolean>> doorways = new HashMap<>();
    private final RateLimiter newDoorways = RateLimiter.create(NEW_DOORWAYS);
    private final List<Held> held = new ArrayList<>();
    /** The switches that have been told of the detours. */
    private final Set<String> switches = new HashSet<>();

    RedirectCase(final ServerService service, final Redirect redirect) {
        this.service = requireNonNull(service);
        this.redirect = requireNonNull(redirect);
    }

    /** Somebody came in here on the way to an address; says whether it is known now, as it is but in a flood. */
    boolean cameIn(final IpAddress server, final Doorway doorway) {
        final var known = doorways.computeIfAbsent(server, key -> new LinkedHashMap<>(16, 0.75F, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<Doorway, Boolean> eldest) {
                return size() > DOORWAYS;
            }
        });
        if (known.get(doorway) == null) {
            if (!newDoorways.tryAcquire()) {
                return false;
            }
            known.put(doorway, Boolean.TRUE);
        }
        return true;
    }

    /** Keeps a packet until the way is free; what is too much its sender sends again. */
    void hold(final Held packet) {
        if (held.size() < HELD) {
            held.add(packet);
        }
    }

    List<Held> takeHeld() {
        final var ret = List.copyOf(held);
        held.clear();
        return ret;
    }

    List<Doorway> doorwaysTo(final IpAddress server) {
        final var known = doorways.get(server);
        return known == null ? List.of() : List.copyOf(known.keySet());
    }

    void told(final String switchId) {
        switches.add(switchId);
    }

    /** The switches that have been told of the detours, which are forgotten. */
    Set<String> takeTold() {
        final var ret = Set.copyOf(switches);
        switches.clear();
        return ret;
    }
}
