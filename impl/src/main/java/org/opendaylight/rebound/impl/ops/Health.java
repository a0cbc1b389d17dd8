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
import java.util.function.LongSupplier;
import org.opendaylight.infrautils.diagstatus.DiagStatusService;
import org.opendaylight.infrautils.diagstatus.ServiceDescriptor;
import org.opendaylight.infrautils.diagstatus.ServiceRegistration;
import org.opendaylight.infrautils.diagstatus.ServiceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells OpenDaylight's diagstatus, and the log, whether Rebound can work. For one thread.
 */
public final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final String NAME = "REBOUND";
    private static final String WHAT_TO_DO = " Restart this controller; if it stays so, stop it and put a backup of its"
        + " folder state/ in place, or none (operator guide, 'If the datastore does not come up').";

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
    private final Duration patience;
    private final long start;
    private ServiceDescriptor shown = new ServiceDescriptor(NAME, ServiceState.STARTING);

    /**
     * Begins to tell.
     *
     * @param service is told
     * @param nanos the monotonic clock
     * @param patience how long a start may take
     */
    public Health(final DiagStatusService service, final LongSupplier nanos, final Duration patience) {
        this.nanos = requireNonNull(nanos);
        this.patience = requireNonNull(patience);
        start = nanos.getAsLong();
        registration = service.register(NAME);
        registration.report(shown);
    }

    /**
     * Tells what has changed.
     *
     * @param condition how it is now
     */
    public void refresh(final Condition condition) {
        final var now = describe(condition);
        if (now.getServiceState() != shown.getServiceState()
                || !Objects.equals(now.getStatusDesc(), shown.getStatusDesc())) {
            shown = now;
            registration.report(now);
            if (now.getServiceState() == ServiceState.ERROR) {
                LOG.error("Rebound is in trouble. {}", now.getStatusDesc());
            } else {
                LOG.info("The datastore is there: Rebound works");
            }
        }
    }

    private ServiceDescriptor describe(final Condition condition) {
        return switch (condition) {
            case STARTING -> nanos.getAsLong() - start < patience.toNanos() ? shown
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

    @Override
    public void close() {
        registration.close();
    }
}
