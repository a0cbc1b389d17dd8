/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the highest rate at which nothing is lost, in steps that grow by a factor.
 *
 * @param first the first rate, a second
 * @param last the last rate that may be tried
 * @param factor what one step is of the one before
 */
record Ramp(double first, double last, double factor) {
    private static final Logger LOG = LoggerFactory.getLogger(Ramp.class);
    /** If less of a rate can be sent, more cannot be. */
    private static final double REACHED = 0.8;

    /**
     * What came of a step.
     *
     * @param sent how many were sent
     * @param rate how many a second that was
     * @param counted how many were counted where they went
     */
    record Result(long sent, double rate, long counted) {
    }

    /** Sends at a rate, and counts. */
    @FunctionalInterface
    interface Step {
        /**
         * Sends for a while.
         *
         * @param rate how many a second
         * @return what came of it
         * @throws IOException if it cannot be sent
         */
        Result play(double rate) throws IOException;
    }

    /**
     * Measures.
     *
     * @param who what is measured, for the log
     * @param step sends
     * @return the highest rate at which all were counted that were sent, as it was reached; 0 for none
     * @throws IOException if it cannot be sent
     */
    double highest(final String who, final Step step) throws IOException {
        double best = 0;
        for (double rate = first; rate <= last; rate *= factor) {
            final var result = step.play(rate);
            LOG.info("{} at {}/s: sent {} at {}/s, lost {}", who, Math.round(rate), result.sent,
                Math.round(result.rate), result.sent - result.counted);
            if (result.counted != result.sent) {
                return best;
            }
            best = Math.max(best, result.rate);
            if (result.rate < REACHED * rate) {
                return best;
            }
        }
        return best;
    }
}
