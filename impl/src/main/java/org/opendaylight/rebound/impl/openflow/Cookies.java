/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowCookie;
import org.opendaylight.yangtools.yang.common.Uint64;

/**
 * The cookies that tell Rebound's flows, and the packet-ins they cause, from all others (OpenFlow 1.3.5 section 7.3.4).
 * The upper 32 bits are a constant of ours. A flow with any other is never touched.
 */
final class Cookies {
    /** Compares the upper half only. */
    static final FlowCookie KIND_MASK = new FlowCookie(Uint64.fromLongBits(0xFFFF_FFFF_0000_0000L));
    /** Compares the whole cookie. */
    static final FlowCookie EXACT_MASK = new FlowCookie(Uint64.MAX_VALUE);
    /** The first of the observation cookies: "rebo". The lower half says what the flow is, see {@link #observation}. */
    static final FlowCookie OBSERVATION = new FlowCookie(Uint64.fromLongBits(0x7265_626F_0000_0000L));
    /** The cookie of every mute: "rebm". */
    static final FlowCookie MUTE = new FlowCookie(Uint64.fromLongBits(0x7265_626D_0000_0000L));

    private static final long OBSERVATION_KIND = 0x7265_626FL;

    private Cookies() {
        // hidden on purpose
    }

    /**
     * The cookie of an observation or punt flow.
     *
     * @param digest 32 bits that change with everything the flow is, so that a switch's answer to "which cookies do you
     *     have" tells which flows it has
     * @return the cookie
     */
    static FlowCookie observation(final int digest) {
        return new FlowCookie(Uint64.fromLongBits(OBSERVATION_KIND << Integer.SIZE | Integer.toUnsignedLong(digest)));
    }

    /**
     * Whether a cookie is that of an observation or punt flow.
     *
     * @param cookie the cookie, or null for none
     * @return true if it is ours
     */
    static boolean isObservation(final @Nullable FlowCookie cookie) {
        return cookie != null && cookie.getValue().longValue() >>> Integer.SIZE == OBSERVATION_KIND;
    }
}
