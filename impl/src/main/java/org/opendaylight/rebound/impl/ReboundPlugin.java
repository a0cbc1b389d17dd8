/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;


import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.eos.binding.api.EntityOwnershipService;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonServiceProvider;
import org.opendaylight.rebound.impl.ops.Health;
import org.opendaylight.rebound.impl.ops.Health.Condition;
import org.opendaylight.rebound.impl.secret.LateEncryption;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebound in OpenDaylight: works with the datastore while it is there. If it does not come up, Rebound goes on without
 * it, from the second copy.
 */
@Singleton
@Component(service = { })
public final class ReboundPlugin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReboundPlugin.class);
    /** How long the datastore may take to come up; a shard with a million entries takes less than a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound").daemon().factory());
    private final Platform platform;
    private final LateDatastore datastore;
    private final LateEncryption encryption;
    private final Registration health;
    private @Nullable Operation operation;
    private boolean withoutDatastore;
    private boolean closed;

    /**
     * Starts Rebound.
     *
     * @param rpcService leads to the switches
     * @param rpcProvider takes Rebound's operations
     * @param notifications brings packet-ins
     * @param publisher takes what Rebound tells
     * @param singletons says which node owns Rebound
     * @param codec translates between the bindings and the datastore's form
     * @param ownership says which switches this controller is the master of
     * @param datastore says when the datastore is there
     * @param encryption encrypts secrets for the datastore
     * @param health is told whether Rebound can work
     * @param extensions what other bundles add
     */
    @Inject
    @Activate
    public ReboundPlugin(@Reference final RpcService rpcService, @Reference final RpcProviderService rpcProvider,
            @Reference final NotificationService notifications, @Reference final NotificationPublishService publisher,
            @Reference final ClusterSingletonServiceProvider singletons, @Reference final AdapterContext codec,
            @Reference final EntityOwnershipService ownership, @Reference final LateDatastore datastore,
            @Reference final LateEncryption encryption, @Reference final Health health,
            @Reference final Extensions extensions) {
        platform = new Platform(rpcService, rpcProvider, notifications, publisher, singletons, codec, ownership,
            extensions);
        this.datastore = requireNonNull(datastore);
        this.encryption = requireNonNull(encryption);
        this.health = health.follow(this::condition);
        executor.schedule(this::goOnWithout, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        datastore.listen(new LateDatastore.Listener() {
            @Override
            public void came(final DataBroker broker, final DOMDataBroker domBroker) {
                work(broker, domBroker);
            }

            @Override
            public void gone() {
                rest();
            }
        });
    }

    private synchronized void work(final DataBroker broker, final DOMDataBroker domBroker) {
        if (withoutDatastore) {
            LOG.warn("The datastore has come up after all. Restart this controller: Rebound does not use it before");
        } else if (!closed && operation == null) {
            operation = new Operation(platform, broker, domBroker, encryption, PATIENCE, executor);
        }
    }

    private synchronized void goOnWithout() {
        if (!closed && operation == null) {
            withoutDatastore = true;
            operation = new Operation(platform, null, null, encryption, Duration.ZERO, executor);
        }
    }

    private synchronized void rest() {
        if (!withoutDatastore) {
            end();
        }
    }

    private void end() {
        final var running = operation;
        operation = null;
        if (running != null) {
            running.close();
        }
    }

    private Condition condition() {
        final Operation running;
        synchronized (this) {
            running = operation;
        }
        return running == null ? Condition.STARTING : running.condition();
    }

    @PreDestroy
    @Deactivate
    @Override
    public void close() {
        datastore.listen(null);
        synchronized (this) {
            closed = true;
            end();
        }
        health.close();
        executor.shutdownNow();
        LOG.info("Rebound is stopped");
    }
}
