/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import java.util.concurrent.CompletableFuture;

/**
 * Where notices are kept until they are sent: the datastore, seen from the dispatcher.
 */
@FunctionalInterface
public interface Outbox {
    /**
     * Saves how far a notice has come; one that was deleted meanwhile stays deleted.
     *
     * @param entry the entry as it is now
     * @return completes when it is safe
     */
    CompletableFuture<Void> update(OutboxEntry entry);
}
