/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

/**
 * When a notice that was not taken is tried again: after a wait that doubles with each try, with a fifth more or less
 * by chance so that many do not come back at the same moment, until it is too old.
 *
 * @param initial the wait before the second try
 * @param maximum the longest wait
 * @param giveUpAfter how old a notice may become
 */
public record RetryPolicy(Duration initial, Duration maximum, Duration giveUpAfter) {
    /** The library counts its way up to the wait; with more, a wait of a millisecond has long become a month. */
    private static final int MAX_DOUBLINGS = 40;
    private static final double SPREAD = 0.2;

    public RetryPolicy {
        requireNonNull(initial);
        requireNonNull(maximum);
        requireNonNull(giveUpAfter);
    }

    /**
     * What becomes of an entry after a try.
     *
     * @param entry the entry that was tried
     * @param outcome what came of it
     * @param now when
     * @return the entry as it is to be kept
     */
    public OutboxEntry after(final OutboxEntry entry, final SendOutcome outcome, final Instant now) {
        final int tries = entry.tries() + 1;
        return switch (outcome) {
            case SendOutcome.Sent sent ->
                new OutboxEntry(entry.notice(), entry.delivery(), State.SENT, tries, entry.created(), null, now, null);
            case SendOutcome.Rejected(var reason) ->
                new OutboxEntry(entry.notice(), entry.delivery(), State.FAILED, tries, entry.created(), null, null,
                    reason);
            case SendOutcome.Retry(var reason) -> now.isBefore(entry.created().plus(giveUpAfter))
                ? new OutboxEntry(entry.notice(), entry.delivery(), State.PENDING, tries, entry.created(),
                    now.plusMillis(waitMillis(tries)), null, reason)
                : new OutboxEntry(entry.notice(), entry.delivery(), State.FAILED, tries, entry.created(), null, null,
                    "given up after " + tries + " tries: " + reason);
        };
    }

    private long waitMillis(final int tries) {
        // bounded first and spread then, so that the longest waits do not end together
        final long wait = IntervalFunction.ofExponentialBackoff(initial, 2, maximum)
            .apply(Math.min(tries, MAX_DOUBLINGS));
        return IntervalFunction.ofRandomized(wait, SPREAD).apply(1);
    }
}
