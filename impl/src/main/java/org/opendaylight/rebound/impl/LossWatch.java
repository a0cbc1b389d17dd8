/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.impl.detect.EvidenceLoss;
import org.opendaylight.rebound.impl.openflow.CopyAccount;
import org.opendaylight.rebound.impl.openflow.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was lost between a switch and the detection, told by whoever noticed, on any thread, for the detection to take
 * and the operator to see.
 */
final class LossWatch implements CopyAccount.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LossWatch.class);
    private static final long INCOMPLETE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LogLimit logLimit = new LogLimit();
    private final EnumSet<EvidenceLoss> losses = EnumSet.noneOf(EvidenceLoss.class);
    private @Nullable String reason;
    private long lastLoss;
    private boolean accountedChanged;
    private long accounted;
    private volatile boolean awaited;

    /**
     * Something was lost.
     *
     * @param loss what
     * @param where what and where, in words
     */
    synchronized void lost(final EvidenceLoss loss, final String where) {
        losses.add(loss);
        reason = where;
        lastLoss = System.nanoTime();
        if (logLimit.tryPass()) {
            LOG.warn("Copies of packets were lost: {}. Silence proves nothing until that is over", where);
        }
    }

    @Override
    public void lost(final String switchId, final long copies) {
        lost(EvidenceLoss.COPIES_LOST, copies + " copies that " + switchId
            + " made did not come: its meter (punt-rate), a queue or the connection was full");
    }

    /** What was lost since the last call. */
    synchronized Set<EvidenceLoss> takeLosses() {
        final var ret = EnumSet.copyOf(losses);
        losses.clear();
        return ret;
    }

    @Override
    public void silent(final String switchId) {
        lost(EvidenceLoss.COPIES_LOST, switchId + " does not say any more how many copies it made");
    }

    @Override
    public synchronized void accounted(final long untilNanos) {
        accounted = untilNanos;
        accountedChanged = true;
    }

    /** Gives the last that was said by {@link #accounted}, once. */
    synchronized void takeAccounted(final LongConsumer consumer) {
        if (accountedChanged) {
            accountedChanged = false;
            consumer.accept(accounted);
        }
    }

    /** Whether somebody waits for {@link #accounted}. */
    void awaited(final boolean isAwaited) {
        awaited = isAwaited;
    }

    boolean isAwaited() {
        // And when it is over should be known soon
        return awaited || isIncomplete();
    }

    /** Whether something was lost within the last 10 s. */
    synchronized boolean isIncomplete() {
        return reason != null && System.nanoTime() - lastLoss < INCOMPLETE_NANOS;
    }

    /** What was lost last, in words, or null. */
    synchronized @Nullable String reason() {
        return reason;
    }
}
