/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Notice;

/**
 * A notice in the outbox and how far it has come.
 *
 * @param notice the notice
 * @param delivery the id of the message it goes with, alone or with others; null while it waits for others to go with
 * @param state how far
 * @param tries how often sending was tried
 * @param created when it was made, or asked to be sent again; grows with each time
 * @param nextTry when to try again; null for as soon as possible
 * @param sent when it was taken, or null
 * @param lastError what went wrong the last time, or null
 */
public record OutboxEntry(Notice notice, @Nullable String delivery, State state, int tries, Instant created,
        @Nullable Instant nextTry, @Nullable Instant sent, @Nullable String lastError) {
    public OutboxEntry {
        requireNonNull(notice);
        requireNonNull(state);
        requireNonNull(created);
    }

    /** How far a notice has come. */
    public enum State {
        /** To be sent, now or at {@code nextTry}. */
        PENDING,
        /** Taken by the next system. */
        SENT,
        /** Not sent, and not tried again by itself. */
        FAILED
    }

    /**
     * A notice that has to be sent.
     *
     * @param notice the notice
     * @param delivery the id of the message it goes with, or null
     * @param created when it was made
     * @return the entry
     */
    public static OutboxEntry pending(final Notice notice, final @Nullable String delivery, final Instant created) {
        return new OutboxEntry(notice, delivery, State.PENDING, 0, created, null, null, null);
    }

    /**
     * A notice that is not sent.
     *
     * @param notice the notice
     * @param created when it was made
     * @param reason why
     * @return the entry
     */
    public static OutboxEntry unsendable(final Notice notice, final Instant created, final String reason) {
        return new OutboxEntry(notice, notice.id(), State.FAILED, 0, created, null, null, reason);
    }

    OutboxEntry inDelivery(final String newDelivery) {
        return new OutboxEntry(notice, newDelivery, state, tries, created, nextTry, sent, lastError);
    }

    OutboxEntry withNextTry(final @Nullable Instant newNextTry) {
        return new OutboxEntry(notice, delivery, state, tries, created, newNextTry, sent, lastError);
    }

    /** Whether it is what an entry was before: made, tried and given a delivery come in that order. */
    boolean isOlderThan(final @Nullable OutboxEntry other) {
        if (other == null) {
            return false;
        }
        final int age = created.compareTo(other.created);
        return age < 0 || age == 0 && (tries < other.tries
            || tries == other.tries && delivery == null && other.delivery != null);
    }

    /** When it may be sent. */
    Instant due() {
        return nextTry == null ? created : nextTry;
    }
}
