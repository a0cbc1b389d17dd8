/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;


import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.opendaylight.infrautils.diagstatus.DiagStatusService;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.binding.dom.adapter.BindingAdapterFactory;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.eos.binding.api.EntityOwnershipService;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonServiceProvider;
import org.opendaylight.rebound.impl.config.ConfigGuard;
import org.opendaylight.rebound.impl.copy.SecondCopy;
import org.opendaylight.rebound.impl.ops.ClusterMember;
import org.opendaylight.rebound.impl.ops.CounterRegistry;
import org.opendaylight.rebound.impl.ops.Health;
import org.opendaylight.rebound.impl.ops.Health.Condition;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebound in OpenDaylight: waits for the datastore, or goes on without it, and builds the rooms on what there is.
 */
@Singleton
@Component(service = { })
public final class ReboundPlugin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReboundPlugin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final CounterRegistry counters = new CounterRegistry();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound").daemon().factory());
    private final Platform platform;
    private final SecretVault vault;
    private final ConfigGuard guard;
    private final SecondCopy copy;
    private final Health health;
    private @Nullable Rooms rooms;
    private boolean onCopy;
    private boolean closed;

    /**
     * Starts Rebound.
     *
     * @param broker the datastore
     * @param rpcService leads to the switches
     * @param rpcProvider takes Rebound's operations
     * @param notifications brings packet-ins
     * @param publisher takes what Rebound tells
     * @param singletons says which node owns Rebound
     * @param domBroker asks Rebound whether a configuration is good
     * @param codec translates that configuration
     * @param ownership says which switches this controller is the master of
     * @param encryption encrypts secrets for the datastore
     * @param diagStatus is told whether Rebound can work
     * @param extensions what other bundles add
     */
    @Inject
    @Activate
    public ReboundPlugin(@Reference final DataBroker broker, @Reference final RpcService rpcService,
            @Reference final RpcProviderService rpcProvider, @Reference final NotificationService notifications,
            @Reference final NotificationPublishService publisher,
            @Reference final ClusterSingletonServiceProvider singletons, @Reference final DOMDataBroker domBroker,
            @Reference final AdapterContext codec, @Reference final EntityOwnershipService ownership,
            @Reference final AAAEncryptionService encryption, @Reference final DiagStatusService diagStatus,
            @Reference final Extensions extensions) {
        platform = new Platform(broker, rpcService, rpcProvider, notifications, publisher, singletons, codec, ownership,
            extensions);
        vault = new SecretVault(encryption);
        guard = new ConfigGuard(domBroker, codec, vault);
        health = new Health(diagStatus, System::nanoTime, PATIENCE);
        executor.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
        copy = new SecondCopy(DataFolder.path().resolve("rebound-copy"), domBroker,
            () -> codec.currentSerializer().getRuntimeContext().modelContext(), ClusterMember::isAlone, PATIENCE,
            counters);
        copy.ground().thenAcceptAsync(this::begin, executor).exceptionally(fault -> {
            LOG.error("Rebound could not be started", fault);
            return null;
        });
    }

    private synchronized void begin(final SecondCopy.Ground ground) {
        if (closed) {
            return;
        }
        final var tables = ground.isDatastore() ? platform.broker()
            : new BindingAdapterFactory(platform.codec()).createDataBroker(ground.broker());
        onCopy = !ground.isDatastore();
        rooms = new Rooms(platform, tables, ground.broker(), vault, executor, counters);
        LOG.info("Rebound is started");
    }

    private synchronized void look() {
        final var built = rooms;
        health.refresh(built == null || !built.isConfigured() ? Condition.STARTING
            : onCopy ? Condition.ON_COPY
            : built.isAnswering() ? Condition.WORKING : Condition.NOT_ANSWERING);
    }

    @PreDestroy
    @Deactivate
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (rooms != null) {
                rooms.close();
            }
        }
        copy.close();
        guard.close();
        health.close();
        executor.shutdownNow();
        LOG.info("Rebound is stopped");
    }
}
