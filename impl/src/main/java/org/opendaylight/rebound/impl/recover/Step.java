/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.opendaylight.rebound.api.SignalKind;

/**
 * What a {@link ServiceJudge} wants done after an event.
 */
@NonNullByDefault
public sealed interface Step {
    /** Nothing. */
    record Nothing() implements Step {
    }

    /**
     * Ask the service whether it answers, and tell the judge when it does.
     *
     * @param howLong when to stop asking
     */
    record Ask(Duration howLong) implements Step {
        public Ask {
            requireNonNull(howLong);
        }
    }

    /**
     * The outage is over: record the recovery and tell the clients.
     *
     * @param failedSince when the first client failed
     * @param signal what said so
     */
    record Recover(Instant failedSince, SignalKind signal) implements Step {
        public Recover {
            requireNonNull(failedSince);
            requireNonNull(signal);
        }
    }

    /**
     * A client turned up that failed in the outage that is over already: tell it too.
     */
    record Straggler() implements Step {
    }
}
