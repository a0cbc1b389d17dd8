/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import org.opendaylight.rebound.outbox.RetentionPolicy;

/**
 * What is kept, and for how long.
 *
 * @param data the folder of the store
 * @param retention how long notices are kept that were sent, and that could not be
 * @param unknownWait how long a client that is not in the table may come into it and still be told
 * @param mostPending how many notices may be pending before no more lists are taken
 * @param unhealthyAfter how old a pending notice may be before the relay is unhealthy
 */
public record StoreSettings(Path data, RetentionPolicy retention, Duration unknownWait, int mostPending,
        Duration unhealthyAfter) {
    public StoreSettings {
        requireNonNull(data);
        requireNonNull(retention);
        requireNonNull(unknownWait);
        requireNonNull(unhealthyAfter);
    }
}
