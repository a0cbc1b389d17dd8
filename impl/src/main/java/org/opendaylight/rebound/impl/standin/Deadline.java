/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/** Until when something has to have happened. For its event loop only. */
final class Deadline {
    private final EventExecutor loop;
    private final Runnable expired;
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt;
    private long due;

    /**
     * There is no deadline yet.
     *
     * @param loop the event loop
     * @param expired is run at a deadline
     */
    Deadline(final EventExecutor loop, final Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    /**
     * Sets the deadline, and no other one.
     *
     * @param time how long from now
     */
    void in(final Duration time) {
        due = System.nanoTime() + time.toNanos();
        // A timer that is too early looks again; so a busy connection need not make one for each request
        if (timer == null || timerAt - due > 0) {
            cancel();
            start();
        }
    }

    /** There is no deadline any more. */
    void cancel() {
        final var last = timer;
        if (last != null) {
            last.cancel(false);
            timer = null;
        }
    }

    private void start() {
        timerAt = due;
        timer = loop.schedule(this::look, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (due - System.nanoTime() > 0) {
            start();
        } else {
            expired.run();
        }
    }
}
