/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

/**
 * Said to every connection when the service is back.
 *
 * @param spread over how many milliseconds those who wait are to go there
 */
record Back(int spread) {
    private static final int MAX_SPREAD = 3000;
    private static final int SPREAD_OF_ONE = 50;

    /**
     * So that those who wait do not all come at once.
     *
     * @param waiting how many wait
     * @return what is said to them; a single one goes at once
     */
    static Back to(final int waiting) {
        return new Back(Math.min(MAX_SPREAD, SPREAD_OF_ONE * Math.max(0, waiting - 1)));
    }
}
