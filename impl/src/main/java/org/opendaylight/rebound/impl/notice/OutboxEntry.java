/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Notice;

/**
 * A notice with how far it has come.
 *
 * @param notice the notice
 * @param state how far it has come
 * @param tries how often sending was tried
 * @param created when the notice was made
 * @param nextTry when it is tried again; null for now, or never
 * @param sent when it was taken, or null
 * @param lastError what went wrong the last time, or null
 */
public record OutboxEntry(Notice notice, State state, int tries, Instant created, @Nullable Instant nextTry,
        @Nullable Instant sent, @Nullable String lastError) {
    public OutboxEntry {
        requireNonNull(notice);
        requireNonNull(state);
        requireNonNull(created);
    }

    /** How far a notice has come. */
    public enum State {
        /** To be sent, now or at {@code nextTry}. */
        PENDING,
        /** Taken by the next system. */
        SENT,
        /** Not sent, and not tried again by itself. */
        FAILED
    }
}
