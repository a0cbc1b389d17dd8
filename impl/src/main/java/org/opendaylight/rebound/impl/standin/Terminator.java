/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.web.LinkKey;

/**
 * Ends connections in place of services that fail.
 */
public final class Terminator implements AutoCloseable {
    private final VisitorDesk desk;
    private final Supplier<@Nullable LinkKey> key;
    private final Counters counters;

    /**
     * Stands in for nobody yet.
     *
     * @param desk where visitors are registered
     * @param key gives the key that forms are signed with, or null while it is not known
     * @param counters counts in stage {@code stand-in}
     */
    public Terminator(final VisitorDesk desk, final Supplier<@Nullable LinkKey> key, final Counters counters) {
        this.desk = requireNonNull(desk);
        this.key = requireNonNull(key);
        this.counters = requireNonNull(counters);
    }

    /**
     * Takes new settings. They hold for services that are opened from now on, and for pages that are shown from now on.
     *
     * @param settings the settings
     */
    public void configure(final StandInSettings settings) {
        requireNonNull(settings);
    }

    /**
     * Begins to stand in for a service.
     *
     * @param service the service; one that the settings have
     * @param failedSince when its first client failed
     * @return the TCP port that stands for this service at each of the settings' addresses
     * @throws java.io.IOException if it cannot be listened there
     */
    public Map<IpAddress, Integer> open(final ServiceKey service, final Instant failedSince)
            throws java.io.IOException {
        throw new java.io.IOException("not yet");
    }

    /**
     * The service is back: sends its visitors there, ends their connections, and closes the ports.
     *
     * @param service the service; nothing happens if it is not stood in for
     * @return completes when no connection is left, within half a second
     */
    public CompletableFuture<Void> end(final ServiceKey service) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // nothing is open yet
    }
}
