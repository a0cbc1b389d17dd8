/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.ServerService;

/**
 * How long a UDP flow is not copied to the controller after its first packet. The detector relies on these: a client
 * that keeps sending shows one packet each {@link #toServerSeconds}, so that {@code attempts} of them fit into
 * {@code response-timeout} where that allows at least {@value #MIN_TO_SERVER_SECONDS} s each; a server that answers
 * shows one packet each {@value #TO_CLIENT_SECONDS} s.
 */
public final class MuteTimes {
    /** The shortest mute of the client's direction, in seconds. */
    public static final int MIN_TO_SERVER_SECONDS = 2;
    /** The mute of the server's direction, in seconds. */
    public static final int TO_CLIENT_SECONDS = 1;

    /** A hard timeout is 16 bits of seconds (OpenFlow 1.3.5 section 7.3.4). */
    private static final int MAX_SECONDS = 65535;

    private MuteTimes() {
        // hidden on purpose
    }

    /**
     * The mute of the client's direction.
     *
     * @param service the service
     * @return its response timeout divided by its attempts, rounded up to a second; 2 to 65535 seconds
     */
    public static int toServerSeconds(final ServerService service) {
        final long each = Math.ceilDiv(service.responseTimeout().toNanos(),
            TimeUnit.SECONDS.toNanos(1) * service.attempts());
        return Math.clamp(each, MIN_TO_SERVER_SECONDS, MAX_SECONDS);
    }
}
