/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Where recoveries are kept: the datastore, seen from the judgement.
 */
@NonNullByDefault
public interface RecoveryStore {
    /**
     * Saves that a service is back, and that its failed clients are still to be told.
     *
     * @param recovery the recovery
     * @return completes when it is safe
     */
    CompletableFuture<Void> begin(Recovery recovery);

    /**
     * Moves the failed clients of an outage that is over into the outbox, and saves that this is done.
     *
     * @param recovery the recovery, saved before
     * @return completes when no client of that outage is left in the table
     */
    CompletableFuture<Void> move(Recovery recovery);

    /**
     * The clients of a service that are in the table now.
     *
     * @param service the service
     * @return a view
     */
    Collection<FailedClient> failedClients(ServiceKey service);
}
