/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * The detector's time: an int that counts units of 2^20 ns, 1.05 ms. Half the size of nanoseconds, of which each series
 * has four. It overflows every 52 days, so two moments are only compared by their difference, and are never more than
 * 26 days apart: a series is remembered for 100 minutes at most after its last packet.
 */
final class Moments {
    static final int SHIFT = 20;

    /** So that the first overflow comes after some seconds, in every test, and not after weeks at a customer's. */
    private static final int BEGIN = Integer.MAX_VALUE - 3999;

    private final long origin;

    Moments(final long nanos) {
        origin = nanos;
    }

    /** The moment of a time in nanoseconds. */
    int of(final long nanos) {
        return (int) (nanos - origin >> SHIFT) + BEGIN;
    }

    /** How many units a duration takes, rounded up. */
    static int units(final long nanos) {
        return Math.toIntExact((nanos >> SHIFT) + ((nanos & (1L << SHIFT) - 1) == 0 ? 0 : 1));
    }

    /** How many nanoseconds these units are. */
    static long nanos(final int units) {
        return (long) units << SHIFT;
    }
}
