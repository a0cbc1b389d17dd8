/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the dispatcher keeps its notices. */
@FunctionalInterface
public interface Outbox {
    /**
     * Saves how far notices have come, all of them or none; one that was deleted meanwhile stays deleted.
     *
     * @param entries the entries as they are now, at most {@value Gathering#MOST}
     * @return completes when they are safe
     */
    CompletableFuture<Void> update(List<OutboxEntry> entries);
}
