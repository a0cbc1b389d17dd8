/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.opendaylight.infrautils.diagstatus.DiagStatusService;
import org.opendaylight.infrautils.diagstatus.ServiceDescriptor;
import org.opendaylight.infrautils.diagstatus.ServiceRegistration;
import org.opendaylight.infrautils.diagstatus.ServiceState;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells OpenDaylight's diagstatus, and the log, whether Rebound can work. It is there before the datastore is, and
 * also when that does not come up.
 */
@Singleton
@Component(service = Health.class, immediate = true)
public final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final String NAME = "REBOUND";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A log that fills up with a fault's consequences is to have its cause as well. */
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);
    private static final String WHAT_TO_DO = " Restart this controller. If it stays so, stop it, move the folder"
        + " state/odl.cluster.server/shards/member-1-shard-default-config away, and start it: Rebound's part comes back"
        + " from its second copy (operator guide, 'If the datastore does not come up').";

    /** How Rebound stands with the datastore. */
    public enum Condition {
        /** The configuration has not been read yet. */
        STARTING,
        /** It is read and written. */
        WORKING,
        /** It did not come up, and the second copy takes its place. */
        ON_COPY,
        /** It does not answer what is written to it. */
        NOT_ANSWERING
    }

    private final ServiceRegistration registration;
    private final LongSupplier nanos;
    private final long start;
    private final ScheduledExecutorService executor;
    private ServiceDescriptor shown = new ServiceDescriptor(NAME, ServiceState.STARTING);
    private long said;
    private volatile Supplier<Condition> condition = () -> Condition.STARTING;

    /**
     * Begins to tell.
     *
     * @param service is told
     */
    @Inject
    @Activate
    public Health(@Reference final DiagStatusService service) {
        this(service, System::nanoTime, Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rebound-health").daemon().factory()));
        executor.scheduleWithFixedDelay(this::refresh, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that tells only when it is refreshed. */
    Health(final DiagStatusService service, final LongSupplier nanos, final ScheduledExecutorService executor) {
        this.nanos = requireNonNull(nanos);
        this.executor = requireNonNull(executor);
        start = nanos.getAsLong();
        registration = service.register(NAME);
        registration.report(shown);
    }

    /**
     * Looks there from now on.
     *
     * @param newCondition says how it is; called every second on a thread of its own
     * @return close it when the condition is not known any more
     */
    public Registration follow(final Supplier<Condition> newCondition) {
        condition = requireNonNull(newCondition);
        return () -> condition = () -> Condition.STARTING;
    }

    void refresh() {
        final var now = describe(condition.get());
        final boolean changed = !Objects.equals(now.getStatusDesc(), shown.getStatusDesc())
            || now.getServiceState() != shown.getServiceState();
        if (changed) {
            shown = now;
            registration.report(now);
        }
        if (now.getServiceState() == ServiceState.ERROR) {
            if (changed || nanos.getAsLong() - said >= SAY_AGAIN.toNanos()) {
                said = nanos.getAsLong();
                LOG.error("Rebound is in trouble. {}", now.getStatusDesc());
            }
        } else if (changed) {
            LOG.info("The datastore is there: Rebound works");
        }
    }

    private ServiceDescriptor describe(final Condition now) {
        return switch (now) {
            case STARTING -> nanos.getAsLong() - start < PATIENCE.toNanos() ? shown
                : trouble("The configuration datastore has not come up: Rebound watches nothing and tells nobody.");
            case WORKING -> new ServiceDescriptor(NAME, ServiceState.OPERATIONAL);
            case ON_COPY -> trouble("The configuration datastore has not come up: Rebound goes on from its second copy,"
                + " and RESTCONF does not show or change it.");
            case NOT_ANSWERING ->
                trouble("The datastore does not answer: Rebound saves and sends nothing new until it does.");
        };
    }

    private static ServiceDescriptor trouble(final String what) {
        return new ServiceDescriptor(NAME, ServiceState.ERROR, what + WHAT_TO_DO);
    }

    @PreDestroy
    @Deactivate
    @Override
    public void close() {
        executor.shutdownNow();
        registration.close();
    }
}
