/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something said that a server is back. Whether that is believed is for the recovery judgement.
 *
 * @param server the server's name
 * @param kind what said so
 * @param received when
 * @param detail where it came from and what it said, in words for a log or a table
 */
public record RecoverySignal(String server, SignalKind kind, Instant received, String detail) {
    public RecoverySignal {
        requireNonNull(server);
        requireNonNull(kind);
        requireNonNull(received);
        requireNonNull(detail);
    }
}
