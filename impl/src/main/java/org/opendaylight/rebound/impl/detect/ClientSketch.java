/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.Arrays;
import org.opendaylight.rebound.api.IpAddress;

/**
 * Counts something for each client in constant memory: a count-min sketch of two rows (Cormode and Muthukrishnan,
 * 2005). A count is never too low; it is too high when the client shares both its places with others, which nobody who
 * does not know the secret can bring about.
 */
final class ClientSketch {
    private static final int BITS = 16;
    private static final int MASK = (1 << BITS) - 1;

    private final int[] first = new int[1 << BITS];
    private final int[] second = new int[1 << BITS];
    private final long secret;

    ClientSketch(final long secret) {
        this.secret = secret;
    }

    /** What has been counted for this client. */
    int count(final IpAddress client) {
        return add(client, 0);
    }

    /** Counts for this client, and gives what has been counted for it then. */
    int add(final IpAddress client, final int delta) {
        final long hash = hash(client);
        return Math.min(first[(int) hash & MASK] += delta, second[(int) (hash >>> BITS) & MASK] += delta);
    }

    /** Begins to count anew, for all. */
    void clear() {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
    }

    private long hash(final IpAddress client) {
        return Mixer.mix(Mixer.mix(client.high() ^ secret) + client.low() ^ secret);
    }
}
