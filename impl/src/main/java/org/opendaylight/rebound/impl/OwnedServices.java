/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonService;
import org.opendaylight.mdsal.singleton.api.ServiceGroupIdentifier;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.impl.config.ReboundConfig;
import org.opendaylight.rebound.impl.openflow.ObservationFlowManager;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.probe.SwitchProbe;
import org.opendaylight.rebound.impl.recover.AnswerProbe;
import org.opendaylight.rebound.impl.recover.RecoveryCoordinator;
import org.opendaylight.rebound.impl.recover.ServiceStatus;
import org.opendaylight.rebound.impl.redirect.Redirector;
import org.opendaylight.rebound.impl.table.FailedClientTable;
import org.opendaylight.rebound.impl.table.OutboxTable;
import org.opendaylight.rebound.impl.table.RecoveryTable;
import org.opendaylight.rebound.impl.table.SignalBoard;
import org.opendaylight.rebound.outbox.NoticeDispatcher;
import org.opendaylight.rebound.outbox.OutboxPruner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node of the cluster does for all: the flows, the judgement and the sending. It begins when this node becomes
 * the owner, from what the datastore has, and ends when it is not any more.
 */
final class OwnedServices implements ClusterSingletonService {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedServices.class);
    private static final long TRY_AGAIN_SECONDS = 5;

    /** What the owned services work with; all of it exists on every node. */
    record Parts(ObservationFlowManager flows, FailedClientTable table, RecoveryTable recoveries, OutboxTable outbox,
            SignalBoard signals, SwitchProbe switchProbe, Function<AnswerProbe, Redirector> redirector,
            Supplier<Redirector.Scope> standIns, Function<String, @Nullable NoticeChannel> channels,
            Supplier<ReboundConfig> config, CompletionStage<Void> clientsLoaded,
            Consumer<Collection<ServiceStatus>> watcher, Clock clock, Counters counters) {
    }

    private final Parts parts;
    private final ScheduledExecutorService executor;
    private final OpenParts running = new OpenParts();
    private @Nullable RecoveryCoordinator coordinator;
    private volatile @Nullable Redirector redirector;
    private @Nullable NoticeDispatcher dispatcher;
    private boolean owner;

    /**
     * Services that do not run yet.
     *
     * @param parts what they work with
     * @param executor does everything here; one thread
     */
    OwnedServices(final Parts parts, final ScheduledExecutorService executor) {
        this.parts = requireNonNull(parts);
        this.executor = requireNonNull(executor);
    }

    @Override
    public ServiceGroupIdentifier getIdentifier() {
        return new ServiceGroupIdentifier("rebound");
    }

    @Override
    public void instantiateServiceInstance() {
        LOG.info("This node owns Rebound: it keeps the flows, judges recoveries and sends notices");
        executor.execute(() -> {
            owner = true;
            parts.flows().start();
            // Before the client mail address table is here, a recovery would find nobody's address.
            parts.clientsLoaded().thenRunAsync(this::start, executor);
        });
    }

    @Override
    public ListenableFuture<?> closeServiceInstance() {
        LOG.info("This node does not own Rebound any more");
        return Futures.transformAsync(Futures.submit(this::stop, executor), done -> parts.flows().stop(), executor);
    }

    /** A new configuration is in force; runs on the executor. */
    void configured(final ReboundConfig config) {
        final var leading = redirector;
        if (leading != null) {
            leading.configure(parts.standIns().get());
        }
        final var judging = coordinator;
        if (judging != null) {
            judging.services(config.services());
        }
        final var sending = dispatcher;
        if (sending != null) {
            sending.retryNow();
        }
    }

    /** Takes a frame that a switch copied; called by any thread. */
    void heard(final Observation observation, final byte[] frame, final String switchId, final String port) {
        final var leading = redirector;
        if (leading != null) {
            leading.heard(observation, frame, switchId, port);
        }
    }

    private void start() {
        if (!owner || coordinator != null) {
            return;
        }
        try {
            final var history = parts.recoveries().load();
            final var probe = keep(new AnswerProbe(parts.switchProbe(), parts.counters()));
            final var leading = keep(parts.redirector().apply(probe));
            leading.configure(parts.standIns().get());
            redirector = leading;
            final var judging = keep(new RecoveryCoordinator(new WayClearedFirst(parts.recoveries(), leading::clear),
                history, probe, parts.clock(), parts.counters(), all -> {
                    leading.judged(all);
                    parts.watcher().accept(all);
                }));
            judging.services(parts.config().get().services());
            keep(parts.table().listen(leading::tableChanged)::close);
            keep(parts.table().listen(judging::tableChanged)::close);
            keep(parts.signals().feed(judging, leading::answered)::close);
            coordinator = judging;
            final var sending = keep(new NoticeDispatcher(parts.outbox(), parts.channels(),
                () -> parts.config().get().retry(), () -> parts.config().get().groupWait(), parts.clock(),
                parts.counters()));
            final var pruning = keep(new OutboxPruner(parts.outbox()::removeFinished,
                () -> parts.config().get().retention(), parts.clock(), parts.counters(), executor));
            keep(parts.outbox().feed(sending, pruning)::close);
            dispatcher = sending;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The datastore cannot be read yet; trying again in {} s", TRY_AGAIN_SECONDS, e);
            executor.schedule(this::start, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends AutoCloseable> T keep(final T started) {
        return running.keep(started);
    }

    private void stop() {
        owner = false;
        coordinator = null;
        redirector = null;
        dispatcher = null;
        running.close();
    }
}
