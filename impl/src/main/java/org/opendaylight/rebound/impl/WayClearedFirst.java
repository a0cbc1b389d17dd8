/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.recover.RecoveryStore;

/**
 * Recoveries that are kept only when nobody is led to the stand-in any more: who is told of one finds the server.
 */
final class WayClearedFirst implements RecoveryStore {
    private final RecoveryStore store;
    private final Function<ServiceKey, CompletableFuture<Void>> clear;

    /**
     * A store behind another.
     *
     * @param store keeps recoveries
     * @param clear makes the way to a service free; completes when it is
     */
    WayClearedFirst(final RecoveryStore store, final Function<ServiceKey, CompletableFuture<Void>> clear) {
        this.store = requireNonNull(store);
        this.clear = requireNonNull(clear);
    }

    @Override
    public CompletableFuture<Void> begin(final Recovery recovery) {
        return clear.apply(recovery.service()).thenCompose(cleared -> store.begin(recovery));
    }

    @Override
    public Collection<FailedClient> failedClients(final ServiceKey service) {
        return store.failedClients(service);
    }

    @Override
    public CompletableFuture<Void> move(final Recovery recovery) {
        return store.move(recovery);
    }
}
