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
 * A time in which nobody is to be told that a server is back. Who fails is recorded all the same.
 *
 * @param name its name
 * @param start when it begins
 * @param end when it ends; not part of it
 * @param dropsNotices true: who failed is not told of a recovery in it at all; false: they are told when it has ended,
 *     if the service is still back then
 */
public record MaintenanceWindow(String name, Instant start, Instant end, boolean dropsNotices) {
    public MaintenanceWindow {
        requireNonNull(name);
        requireNonNull(start);
        requireNonNull(end);
    }

    /**
     * Whether a time is in it.
     *
     * @param time the time
     * @return true if it is
     */
    public boolean covers(final Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }
}
