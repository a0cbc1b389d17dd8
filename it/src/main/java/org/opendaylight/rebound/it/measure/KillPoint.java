/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

/**
 * Where in an outage the controller is killed.
 */
enum KillPoint {
    /** While failures are being recorded. */
    FAILING(300, 600),
    /** Between the trap and the recovery record, or just after. */
    TRAPPED(20, 100),
    /** While chunks move from the table to the outbox. */
    MOVING(300, 600),
    /** While mail is going out. */
    MAILING(50, 300);

    private final int fewest;
    private final int most;

    KillPoint(final int fewest, final int most) {
        this.fewest = fewest;
        this.most = most;
    }

    /** {@return how many clients fail at least} */
    int fewest() {
        return fewest;
    }

    /** {@return how many clients fail at most} */
    int most() {
        return most;
    }
}
