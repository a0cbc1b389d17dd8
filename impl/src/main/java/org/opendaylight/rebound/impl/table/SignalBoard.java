/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.recover.RecoveryCoordinator;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundState;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Recoveries;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Answer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.PendingSignal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.PendingSignalBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.recoveries.PendingSignalKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovery signals in the datastore: put there by the node that received one, read by the node that judges. They
 * survive a restart, so that a trap that was received just before a crash still leads to its mails.
 */
public final class SignalBoard {
    private static final Logger LOG = LoggerFactory.getLogger(SignalBoard.class);
    /** The longest confirm-timeout: an older signal cannot lead to anything. */
    private static final Duration TOO_OLD = Duration.ofDays(1);

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final DataBroker broker;
    private final DatastoreWriter writer;
    private final Clock clock;

    /**
     * The signals of this datastore.
     *
     * @param broker tells of changes
     * @param writer writes
     * @param clock the wall clock
     */
    public SignalBoard(final DataBroker broker, final DatastoreWriter writer, final Clock clock) {
        this.broker = requireNonNull(broker);
        this.writer = requireNonNull(writer);
        this.clock = requireNonNull(clock);
    }

    /**
     * Puts a signal up. It replaces an earlier one of the same kind about the same.
     *
     * @param signal the signal
     * @param scope the service it is about, or null for all of the server's
     * @return completes when it is safe
     */
    public CompletableFuture<Void> put(final RecoverySignal signal, final @Nullable ServiceKey scope) {
        final var kind = TableMapper.toYang(signal.kind());
        final var builder = new PendingSignalBuilder()
            .withKey(new PendingSignalKey((scope == null ? signal.server() : scope) + "/" + kind.getName()))
            .setServer(new Name(signal.server()))
            .setKind(kind)
            .setReceived(TableMapper.toYang(signal.received()))
            .setDetail(signal.detail());
        if (scope != null) {
            builder.setProtocol(TableMapper.toYang(scope.protocol())).setPort(TableMapper.portOf(scope));
        }
        final var entry = builder.build();
        return writer.submit(1, entries -> entries.put(pathOf(entry.key()), entry));
    }

    /**
     * Tells the judgement of every signal and answer. A signal is taken down when it is judged and cannot matter any
     * more.
     *
     * @param coordinator the judgement
     * @param watcher is told of answers, too
     * @return close it to stop
     */
    public Registration feed(final RecoveryCoordinator coordinator, final BiConsumer<ServiceKey, Instant> watcher) {
        final var signals = broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(Recoveries.class).child(PendingSignal.class).build(),
            new SignalFeed(coordinator));
        final var answers = broker.registerTreeChangeListener(LogicalDatastoreType.OPERATIONAL,
            DataObjectReference.builder(ReboundState.class).child(Answer.class).build(),
            new AnswerFeed(coordinator, watcher, clock));
        return () -> {
            signals.close();
            answers.close();
        };
    }

    private final class SignalFeed implements DataTreeChangeListener<PendingSignal> {
        private final Map<PendingSignalKey, PendingSignal> up = new HashMap<>();
        private final RecoveryCoordinator coordinator;

        SignalFeed(final RecoveryCoordinator coordinator) {
            this.coordinator = coordinator;
        }

        @Override
        public void onDataTreeChanged(final List<DataTreeModification<PendingSignal>> changes) {
            for (var change : changes) {
                final var after = change.getRootNode().dataAfter();
                if (after != null) {
                    up.put(after.key(), after);
                    if (!tooOld(after)) {
                        coordinator.signal(TableMapper.fromYang(after), scopeOf(after));
                    }
                } else if (change.getRootNode().dataBefore() != null) {
                    up.remove(change.getRootNode().dataBefore().key());
                }
            }
            up.values().stream().filter(this::tooOld).map(PendingSignal::key).toList().forEach(this::takeDown);
        }

        private boolean tooOld(final PendingSignal signal) {
            return TableMapper.fromYang(signal.getReceived()).plus(TOO_OLD).isBefore(clock.instant());
        }

        private void takeDown(final PendingSignalKey key) {
            up.remove(key);
            writer.submit(1, entries -> entries.delete(pathOf(key)))
                .whenComplete((done, fault) -> {
                    if (fault != null) {
                        LOG.debug("An old signal could not be taken down", fault);
                    }
                });
        }
    }

    private record AnswerFeed(RecoveryCoordinator coordinator, BiConsumer<ServiceKey, Instant> watcher, Clock clock)
            implements DataTreeChangeListener<Answer> {
        @Override
        public void onDataTreeChanged(final List<DataTreeModification<Answer>> changes) {
            for (var change : changes) {
                final var after = change.getRootNode().dataAfter();
                // One that was put up in a former life, or before this node judged, says nothing of what failed since
                if (after != null && !TableMapper.fromYang(after.getSeen()).plus(FRESH).isBefore(clock.instant())) {
                    final var service = TableMapper.serviceOf(after);
                    watcher.accept(service, TableMapper.fromYang(after.getSeen()));
                    coordinator.answered(service, TableMapper.fromYang(after.getSeen()));
                    final var before = change.getRootNode().dataBefore();
                    final var again = after.getToFailedClient();
                    if (again != null && (before == null || !again.equals(before.getToFailedClient()))) {
                        coordinator.reachedAgain(service, TableMapper.fromYang(again));
                    }
                }
            }
        }
    }

    private static @Nullable ServiceKey scopeOf(final PendingSignal signal) {
        return signal.getProtocol() == null || signal.getPort() == null ? null
            : new ServiceKey(signal.getServer().getValue(), TableMapper.fromYang(signal.getProtocol()),
                signal.getPort().getValue().toJava());
    }

    private static DataObjectIdentifier<PendingSignal> pathOf(final PendingSignalKey key) {
        return DataObjectIdentifier.builder(Recoveries.class).child(PendingSignal.class, key).build();
    }
}
