/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.mark;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.smtpHost;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.subscribed;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.unsubscribed;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.PostCanCommitStep;
import org.opendaylight.mdsal.common.api.PostPreCommitStep;

/** What the datastore's commits do to the copy. */
class CopyCohortTest {
    /** A copy that takes a change when it is told to. */
    private static final class Target implements CopyCohort.Target {
        private final List<List<Unit>> applied = new ArrayList<>();
        private final SettableFuture<Void> written = SettableFuture.create();
        private long safe;

        @Override
        public ListenableFuture<?> apply(final long number, final List<Unit> units) {
            assertEquals(applied.size() + 1, number);
            applied.add(units);
            return written;
        }

        @Override
        public void safe(final long number) {
            safe = number;
        }
    }

    /** A transaction as the datastore plays it: first all steps of one kind, then those of the next. */
    private final class Transaction {
        private final List<PostCanCommitStep> steps = new ArrayList<>();
        private List<? extends ListenableFuture<? extends PostPreCommitStep>> prepared = List.of();

        Transaction(final PlayedDatastore.Change<?>... changes) throws Exception {
            for (var candidate : datastore.commit(changes)) {
                steps.add(Futures.getDone(cohort.canCommit(this, null, List.of(candidate))));
            }
        }

        Transaction prepare() {
            prepared = steps.stream().map(PostCanCommitStep::preCommit).toList();
            return this;
        }

        boolean isPrepared() {
            return prepared.stream().allMatch(ListenableFuture::isDone);
        }

        void commit() throws Exception {
            for (var step : prepared) {
                Futures.getDone(Futures.getDone(step).commit());
            }
        }

        void abort() throws Exception {
            for (var step : prepared) {
                Futures.getDone(Futures.getDone(step).abort());
            }
        }
    }

    private final Target target = new Target();
    private final CopyCohort cohort = new CopyCohort(target);
    private PlayedDatastore datastore;

    @BeforeEach
    void start() throws Exception {
        datastore = new PlayedDatastore();
    }

    @Test
    void aCommitOfSeveralContainersIsInTheCopyInOnePieceBeforeItIsCommitted() throws Exception {
        final var tx = new Transaction(unsubscribed("anna@example.com"), smtpHost("mail.example.com"), mark(1));
        assertEquals(List.of(), target.applied);
        tx.prepare();
        assertEquals(1, target.applied.size());
        assertEquals(3, target.applied.getFirst().size());
        assertFalse(tx.isPrepared());
        target.written.set(null);
        assertTrue(tx.isPrepared());
        tx.commit();
    }

    @Test
    void aCommitIsSafeWhenOneThatBeganAfterItIsCommitted() throws Exception {
        target.written.set(null);
        final var first = new Transaction(unsubscribed("anna@example.com")).prepare();
        // Both under way at once: the datastore may lose both
        final var second = new Transaction(unsubscribed("bert@example.com")).prepare();
        first.commit();
        assertEquals(0, target.safe);
        second.commit();
        assertEquals(0, target.safe);
        new Transaction(mark(1)).prepare().commit();
        assertEquals(2, target.safe);
    }

    @Test
    void whatWasNotCommittedAfterAllIsTakenBack() throws Exception {
        target.written.set(null);
        datastore.commit(unsubscribed("anna@example.com"));
        final var tx = new Transaction(unsubscribed("bert@example.com"), subscribed("anna@example.com")).prepare();
        final var done = target.applied.getFirst();
        tx.abort();
        assertEquals(done.reversed().stream().map(Unit::reversed).toList(), target.applied.get(1));
        // Another one is not kept waiting
        new Transaction(mark(1)).prepare().commit();
        assertEquals(2, target.safe);
    }

    @Test
    void whatWasRefusedBeforeItWasPreparedChangesNothing() throws Exception {
        target.written.set(null);
        final var tx = new Transaction(unsubscribed("bert@example.com"), mark(1));
        for (var step : tx.steps) {
            Futures.getDone(step.abort());
        }
        assertEquals(List.of(), target.applied);
    }
}
