/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;

/**
 * How many notices there are.
 *
 * @param pending to be sent
 * @param sent sent, and kept to know them again
 * @param failed not sent, without those of unknown clients
 * @param unknown of clients that are not in the table
 * @param oldestPending when the oldest of the pending ones was taken, or null
 */
public record Stock(int pending, int sent, int failed, int unknown, @Nullable Instant oldestPending) {
    // a value
}
