/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import java.time.Duration;
import java.time.Instant;
import org.opendaylight.rebound.impl.recover.ServiceState;

/**
 * Whether one service's clients are led to the stand-in. They are only while the service fails and does not answer us
 * either: it is asked before, and every {@link #PROBE_EVERY} as long as its clients, who would see it come back, cannot
 * reach it. Its first answer, to us or to anybody, ends that at once, and so does a signal that it is back: whoever
 * confirms it needs the way to it.
 *
 * <p>Not thread-safe. It is told what happens and says what to do; times are those of {@link System#nanoTime()}, but
 * for moments of failures and answers, which are compared with each other only.
 */
final class Redirect {
    /** How often a service is asked while its clients are led to the stand-in. */
    static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    /** How long a service that answered is left alone, whatever fails: it may be just starting. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private enum State { OFF, CHECKING, COVERING, YIELDING }

    private State state = State.OFF;
    private boolean wanted;
    private boolean failed;
    private boolean probing;
    /** When a client last failed, and when the service last answered anybody. */
    private Instant lastFailure = Instant.MIN;
    private Instant lastAnswer = Instant.MIN;
    private long notBefore;
    private long nextProbe;

    /**
     * A redirect that is off.
     *
     * @param nanos now
     */
    Redirect(final long nanos) {
        notBefore = nanos;
        nextProbe = nanos;
    }

    /** Whether the service's clients are led to the stand-in, or may still be. */
    boolean isOn() {
        return state == State.COVERING || state == State.YIELDING;
    }

    /** Whether new clients are to be led there. */
    boolean isCovering() {
        return state == State.COVERING;
    }

    /**
     * Whether the operator wants a stand-in, and there can be one.
     *
     * @param nowWanted whether
     * @param nanos now
     * @return what to do
     */
    RedirectStep wanted(final boolean nowWanted, final long nanos) {
        wanted = nowWanted;
        return next(nanos);
    }

    /**
     * How the service is judged.
     *
     * @param judged its state
     * @param nanos now
     * @return what to do
     */
    RedirectStep judged(final ServiceState judged, final long nanos) {
        failed = judged == ServiceState.FAILED;
        return next(nanos);
    }

    /**
     * A client failed: at the service, not at the stand-in.
     *
     * @param when when its attempt began
     * @param nanos now
     * @return what to do
     */
    RedirectStep clientFailed(final Instant when, final long nanos) {
        if (when.isAfter(lastFailure)) {
            lastFailure = when;
        }
        return next(nanos);
    }

    /**
     * The service answered somebody.
     *
     * @param when when
     * @param nanos now
     * @return what to do
     */
    RedirectStep answered(final Instant when, final long nanos) {
        if (when.isAfter(lastAnswer)) {
            lastAnswer = when;
        }
        notBefore = nanos + PAUSE.toNanos();
        return next(nanos);
    }

    /**
     * What was asked for by {@link RedirectStep#PROBE} is known.
     *
     * @param answers whether the service answers
     * @param when when it was known
     * @param nanos now
     * @return what to do
     */
    RedirectStep probed(final boolean answers, final Instant when, final long nanos) {
        probing = false;
        if (answers) {
            return answered(when, nanos);
        }
        if (state == State.CHECKING && mayCover(nanos)) {
            state = State.COVERING;
            nextProbe = nanos + PROBE_EVERY.toNanos();
            return RedirectStep.COVER;
        }
        return next(nanos);
    }

    /**
     * The host of the service said something: the service may be back.
     *
     * @param nanos now
     * @return what to do
     */
    RedirectStep hostSeen(final long nanos) {
        nextProbe = nanos;
        return next(nanos);
    }

    /**
     * Its clients could not be led to the stand-in; tried again after a while.
     *
     * @param nanos now
     * @return what to do
     */
    RedirectStep coverFailed(final long nanos) {
        notBefore = nanos + PAUSE.toNanos();
        return next(nanos);
    }

    /**
     * What was asked for by {@link RedirectStep#YIELD} is done.
     *
     * @param nanos now
     * @return what to do
     */
    RedirectStep yielded(final long nanos) {
        if (state == State.YIELDING) {
            state = State.OFF;
        }
        return next(nanos);
    }

    /**
     * Time has passed.
     *
     * @param nanos now
     * @return what to do
     */
    RedirectStep tick(final long nanos) {
        return next(nanos);
    }

    private RedirectStep next(final long nanos) {
        return switch (state) {
            case OFF -> {
                if (!mayCover(nanos) || probing) {
                    yield RedirectStep.NOTHING;
                }
                state = State.CHECKING;
                yield probe();
            }
            case CHECKING -> {
                if (!mayCover(nanos)) {
                    state = State.OFF;
                }
                yield RedirectStep.NOTHING;
            }
            case COVERING -> {
                if (!mayCover(nanos)) {
                    state = State.YIELDING;
                    yield RedirectStep.YIELD;
                }
                if (probing || nanos - nextProbe < 0) {
                    yield RedirectStep.NOTHING;
                }
                nextProbe = nanos + PROBE_EVERY.toNanos();
                yield probe();
            }
            case YIELDING -> RedirectStep.NOTHING;
        };
    }

    private RedirectStep probe() {
        probing = true;
        return RedirectStep.PROBE;
    }

    private boolean mayCover(final long nanos) {
        return wanted && failed && lastFailure.isAfter(lastAnswer) && nanos - notBefore >= 0;
    }
}
