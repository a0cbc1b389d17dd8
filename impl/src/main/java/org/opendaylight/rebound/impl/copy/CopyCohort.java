/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.common.api.PostCanCommitStep;
import org.opendaylight.mdsal.common.api.PostPreCommitStep;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCandidate;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCommitCohort;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/**
 * Has every commit of Rebound's data in the copy before the datastore commits it, and never refuses one.
 *
 * <p>A commit that touches several containers comes once for each of them. The copy takes it in one piece, when the
 * datastore has asked for all.
 *
 * <p>A commit is safe once one that the datastore began after it had committed the first is committed as well:
 * docs/reliability.md says why.
 */
final class CopyCohort implements DOMDataTreeCommitCohort {
    /** Takes the changes, one after the other. */
    interface Target {
        /** Has a change on disk when the future completes; never fails. */
        ListenableFuture<?> apply(long number, List<Unit> units);

        /** What was changed up to a number cannot be lost any more. */
        void safe(long number);
    }

    private final ConcurrentMap<Object, Commit> commits = new ConcurrentHashMap<>();
    private final Target target;
    /** Numbers of changes that are in the copy and not yet committed. Guards itself and the next number. */
    private final TreeSet<Long> begun = new TreeSet<>();
    private long last;

    CopyCohort(final Target target) {
        this.target = requireNonNull(target);
    }

    @Override
    public FluentFuture<PostCanCommitStep> canCommit(final Object txId, final EffectiveModelContext ctx,
            final Collection<DOMDataTreeCandidate> candidates) {
        final var commit = commits.computeIfAbsent(txId, Commit::new);
        for (var candidate : candidates) {
            commit.add(Units.changed(candidate.getRootPath().path(), candidate.getRootNode()));
        }
        return FluentFuture.from(Futures.immediateFuture(commit));
    }

    @Override
    public String toString() {
        return "the second copy of Rebound";
    }

    /** One commit, in whatever step it is; what is done in a step is done once. */
    private final class Commit implements PostCanCommitStep, PostPreCommitStep {
        private final Object txId;
        private final List<Unit> units = new ArrayList<>();
        private @Nullable SettableFuture<PostPreCommitStep> applied;
        private long number;
        /** What was committed when this began. */
        private long safe;
        private boolean ended;

        Commit(final Object txId) {
            this.txId = txId;
        }

        synchronized void add(final List<Unit> more) {
            units.addAll(more);
        }

        @Override
        public synchronized ListenableFuture<? extends PostPreCommitStep> preCommit() {
            final var known = applied;
            if (known != null) {
                return known;
            }
            final var ret = SettableFuture.<PostPreCommitStep>create();
            applied = ret;
            synchronized (begun) {
                number = ++last;
                safe = begun.isEmpty() ? last - 1 : begun.first() - 1;
                begun.add(number);
            }
            target.apply(number, List.copyOf(units)).addListener(() -> ret.set(this), MoreExecutors.directExecutor());
            return ret;
        }

        @Override
        public synchronized ListenableFuture<?> commit() {
            if (end()) {
                target.safe(safe);
            }
            return Futures.immediateVoidFuture();
        }

        @Override
        public synchronized ListenableFuture<?> abort() {
            if (end() && applied != null) {
                final long undone;
                synchronized (begun) {
                    undone = ++last;
                }
                return target.apply(undone, units.reversed().stream().map(Unit::reversed).toList());
            }
            return Futures.immediateVoidFuture();
        }

        private boolean end() {
            if (ended) {
                return false;
            }
            ended = true;
            commits.remove(txId, this);
            synchronized (begun) {
                begun.remove(number);
            }
            return true;
        }
    }
}
