/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * The finalizer of splitmix64 (Steele, Lea and Flood, 2014): every bit of the input changes half the bits of the
 * output.
 */
final class Mixer {
    private Mixer() {
        // Only static methods
    }

    static long mix(final long value) {
        long ret = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        ret = (ret ^ ret >>> 27) * 0x94D049BB133111EBL;
        return ret ^ ret >>> 31;
    }
}
