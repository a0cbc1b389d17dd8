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
    /** The first of the observation cookies: "rebo". The lower half says what the flow is, see {@link #observation}. */
    static final FlowCookie OBSERVATION = cookie(0x7265_626FL, 0);
    /** Compares so much that only an observation cookie equals {@link #OBSERVATION}. */
    static final FlowCookie OBSERVATION_MASK = new FlowCookie(Uint64.fromLongBits(0xFFFF_FFFF_0000_0000L));
    /** The first cookie of the flows kept in the inventory: "rebn" for those that help to observe, then "rebo". */
    static final FlowCookie KEPT = cookie(0x7265_626EL, 0);
    /** Compares so much that only the cookies of flows kept in the inventory equal {@link #KEPT}. */
    static final FlowCookie KEPT_MASK = new FlowCookie(Uint64.fromLongBits(0xFFFF_FFFE_0000_0000L));
    /** Compares the whole cookie. */
    static final FlowCookie EXACT_MASK = new FlowCookie(Uint64.MAX_VALUE);
    /** The cookie of every mute: "rebm". */
    static final FlowCookie MUTE = cookie(0x7265_626DL, 0);

    /** The first cookie of the flows that lead to the stand-in: "rebr". The lower half is the detour's number. */
    private static final long DETOUR_KIND = 0x7265_6272L;

    private Cookies() {
        // hidden on purpose
    }

    /**
     * The cookie of a flow that copies packets for us, or leads them to the one that does.
     *
     * @param digest 32 bits that change with everything the flow is, so that a switch's answer to "which cookies do you
     *     have" tells which flows it has
     * @return the cookie
     */
    static FlowCookie observation(final int digest) {
        return cookie(kind(OBSERVATION), digest);
    }

    /**
     * The cookie of a flow that is kept like an observation but makes no copy for us.
     *
     * @param digest see {@link #observation}
     * @return the cookie
     */
    static FlowCookie support(final int digest) {
        return cookie(kind(KEPT), digest);
    }

    /**
     * Whether a cookie is that of a flow that makes copies for us.
     *
     * @param cookie the cookie, or null for none
     * @return true if it is
     */
    static boolean isObservation(final @Nullable FlowCookie cookie) {
        return cookie != null && kind(cookie) == kind(OBSERVATION);
    }

    /**
     * Whether a cookie is that of a detour's flow.
     *
     * @param cookie the cookie, or null for none
     * @return true if it is
     */
    static boolean isDetour(final @Nullable FlowCookie cookie) {
        return cookie != null && kind(cookie) == DETOUR_KIND;
    }

    /**
     * Whether a cookie is that of a flow that we keep in the inventory.
     *
     * @param cookie the cookie, or null for none
     * @return true if it is
     */
    static boolean isKept(final @Nullable FlowCookie cookie) {
        return cookie != null && (kind(cookie) == kind(KEPT) || kind(cookie) == kind(OBSERVATION));
    }

    /**
     * The cookie of the flows of a detour.
     *
     * @param number the detour's number
     * @return the cookie
     */
    static FlowCookie detour(final int number) {
        return cookie(DETOUR_KIND, number);
    }

    private static FlowCookie cookie(final long kind, final int digest) {
        return new FlowCookie(Uint64.fromLongBits(kind << Integer.SIZE | Integer.toUnsignedLong(digest)));
    }

    private static long kind(final FlowCookie cookie) {
        return cookie.getValue().longValue() >>> Integer.SIZE;
    }
}
