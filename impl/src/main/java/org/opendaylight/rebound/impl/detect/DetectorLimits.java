/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * How many attempt series are remembered at most. One takes about 250 bytes. When a limit is reached, the oldest
 * series that falls under it is forgotten; it makes no failure then.
 *
 * @param series of all clients and services, 1 to 16,777,216
 * @param perClient of one client address, 1 or more
 * @param perService of one service of one server, on all its addresses, 1 or more
 */
public record DetectorLimits(int series, int perClient, int perService) {
    /** 500,000 in all, 10,000 a client, 250,000 a service: about 125 MB when all are in use. */
    public static final DetectorLimits DEFAULT = new DetectorLimits(500_000, 10_000, 250_000);

    private static final int MAX_SERIES = 1 << 24;

    public DetectorLimits {
        if (series < 1 || series > MAX_SERIES) {
            throw new IllegalArgumentException("series " + series + " is not 1 to " + MAX_SERIES);
        }
        if (perClient < 1) {
            throw new IllegalArgumentException("perClient " + perClient + " is less than 1");
        }
        if (perService < 1) {
            throw new IllegalArgumentException("perService " + perService + " is less than 1");
        }
    }
}
