/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

/**
 * How many copies of one switch were lost for certain. Pure arithmetic; belongs to one thread.
 *
 * <p>The switch counts the packets that it copied, or was to copy, but shows the count late; a copy arrives late. So a
 * count shown at a time is at least what was copied by a while before, and at most what was copied until then; and what
 * was received by a while after is at least what was copied until then, less what was lost. The count did not begin
 * when receiving did: what lies between them is not known, but can be no more than the smallest difference between a
 * count and what was received a while <em>before</em> it. If a count exceeds what was received a while <em>after</em>
 * it by more than that, so many copies were lost.
 *
 * <p>It follows that a loss may be found late: no more than the copies that are made in those whiles can hide one. What
 * a meter says it dropped counts as soon as it is said.
 */
final class CopyLedger {
    private boolean begun;
    private long lastCount;
    /** The most by which the switch's count can be ahead without a loss. */
    private long ahead;
    /** What was lost since the count began, and by the counts that had begun before. */
    private long missing;
    private long missingBefore;

    private boolean meterBegun;
    private long lastDropped;
    private long dropped;

    private long reported;

    /**
     * Takes a count of the switch.
     *
     * @param counted how many packets it says it copied or was to copy; less than the last time is a new count
     * @param receivedBefore how many copies had been received a while before it was asked
     * @param receivedAfter how many had been received a while after it answered
     * @return how many copies were lost, beyond what earlier calls have said
     */
    long count(final long counted, final long receivedBefore, final long receivedAfter) {
        if (!begun || counted < lastCount) {
            begun = true;
            ahead = counted - receivedBefore;
            missingBefore += missing;
            missing = 0;
        }
        lastCount = counted;
        ahead = Math.min(ahead, counted - receivedBefore);
        missing = Math.max(missing, counted - receivedAfter - ahead);
        return news();
    }

    /**
     * Takes what the switch's meter says it dropped.
     *
     * @param total how many copies; less than the last time is a new meter
     * @return how many copies were lost, beyond what earlier calls have said
     */
    long meter(final long total) {
        if (meterBegun) {
            dropped += total < lastDropped ? total : total - lastDropped;
        }
        meterBegun = true;
        lastDropped = total;
        return news();
    }

    /** Forgets the count, because the flows that count have changed; what was lost is known already. */
    void restart() {
        begun = false;
    }

    /** What the meter dropped was counted before, so that it is among what is missing, or will be. */
    private long news() {
        final long lost = Math.max(missingBefore + missing, dropped);
        final long ret = Math.max(0, lost - reported);
        reported += ret;
        return ret;
    }
}
