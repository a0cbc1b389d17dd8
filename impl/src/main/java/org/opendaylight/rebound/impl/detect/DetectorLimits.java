/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * How many attempt series are remembered at most. One series takes about 150 bytes. What happens at a limit is said at
 * {@link SeriesTable}.
 *
 * @param series of all clients and services, 1 to 16,777,216
 * @param perClient of one client address, 1 or more
 * @param perService of one service of one server, on all its addresses, 1 or more
 */
public record DetectorLimits(int series, int perClient, int perService) {
    /** 1,000,000 in all, 10,000 a client, 500,000 a service: about 150 MB when all are in use. */
    public static final DetectorLimits DEFAULT = new DetectorLimits(1_000_000, 10_000, 500_000);

    private static final int MAX_SERIES = 1 << 24;

    public DetectorLimits {
        if (series < 1 || series > MAX_SERIES) {
            throw new IllegalArgumentException("series " + series + " is not 1 to " + MAX_SERIES);
        }
        checkPositive("perClient", perClient);
        checkPositive("perService", perService);
    }

    private static void checkPositive(final String what, final int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + ' ' + value + " is less than 1");
        }
    }
}
