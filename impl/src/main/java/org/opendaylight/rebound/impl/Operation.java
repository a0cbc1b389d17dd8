/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.BindingAdapterFactory;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.impl.config.ConfigGuard;
import org.opendaylight.rebound.impl.copy.SecondCopy;
import org.opendaylight.rebound.impl.ops.ClusterMember;
import org.opendaylight.rebound.impl.ops.Health.Condition;
import org.opendaylight.rebound.impl.secret.LateEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebound at work, on the controller's datastore or, while there is none, on the second copy. */
final class Operation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Platform platform;
    private final @Nullable DataBroker broker;
    private final SecretVault vault;
    private final ScheduledExecutorService executor;
    private final CounterRegistry counters = new CounterRegistry();
    private final Registration guard;
    private final SecondCopy copy;
    private @Nullable Rooms rooms;
    private boolean onCopy;
    private boolean closed;

    /**
     * Begins as soon as the configuration can be read.
     *
     * @param platform what OpenDaylight gives
     * @param broker the controller's datastore, or null if it did not come up
     * @param domBroker the same in its own form
     * @param encryption encrypts secrets
     * @param patience how long to wait for the datastore to answer
     * @param executor does what has no thread of its own; one thread
     */
    Operation(final Platform platform, final @Nullable DataBroker broker, final @Nullable DOMDataBroker domBroker,
            final LateEncryption encryption, final Duration patience, final ScheduledExecutorService executor) {
        this.platform = platform;
        this.broker = broker;
        this.executor = executor;
        vault = new SecretVault(encryption);
        guard = domBroker == null ? () -> { } : new ConfigGuard(domBroker, platform.codec(), vault)::close;
        copy = new SecondCopy(DataFolder.path().resolve("rebound-copy"), domBroker,
            () -> platform.codec().currentSerializer().getRuntimeContext().modelContext(), ClusterMember::isAlone,
            patience, counters);
        // The datastore has secrets that are encrypted, and OpenDaylight's service for that has been seen not to come
        copy.ground()
            .thenCompose(ground -> ground.isDatastore() ? encryption.present(PATIENCE).thenApply(done -> ground)
                : CompletableFuture.completedStage(ground))
            .thenAcceptAsync(this::begin, executor)
            .exceptionally(fault -> {
                LOG.error("Rebound could not be started", fault);
                return null;
            });
    }

    private synchronized void begin(final SecondCopy.Ground ground) {
        if (closed) {
            return;
        }
        final var known = broker;
        onCopy = !ground.isDatastore();
        final var tables = known != null && !onCopy ? known
            : new BindingAdapterFactory(platform.codec()).createDataBroker(ground.broker());
        rooms = new Rooms(platform, known != null ? known : tables, tables, ground.broker(), vault, executor, counters);
        LOG.info("Rebound is started");
    }

    /** {@return how Rebound stands with the datastore} */
    synchronized Condition condition() {
        final var built = rooms;
        return built == null || !built.isConfigured() ? Condition.STARTING
            : onCopy ? Condition.ON_COPY
            : built.isAnswering() ? Condition.WORKING : Condition.NOT_ANSWERING;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            final var built = rooms;
            if (built != null) {
                built.close();
            }
        }
        copy.close();
        guard.close();
    }
}
