/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * Why silence proves nothing for a while.
 */
public enum EvidenceLoss {
    /** Copies of packets were dropped on their way to the detector. */
    PACKETS_DROPPED("packets-dropped"),
    /** A switch made more copies than came. */
    COPIES_LOST("copies-lost"),
    /** A switch went away, so that packets pass that nobody copies. */
    SWITCH_CHANGED("switch-changed"),
    /** The detector was not called for a while: the process was frozen or the machine suspended. */
    LATE_TICK("late-tick");

    private final String outcome;

    EvidenceLoss(final String outcome) {
        this.outcome = outcome;
    }

    /**
     * The name of its counter.
     *
     * @return in lower case with hyphens
     */
    String outcome() {
        return outcome;
    }
}
