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
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.opendaylight.infrautils.diagstatus.DiagStatusService;
import org.opendaylight.infrautils.diagstatus.ServiceDescriptor;
import org.opendaylight.infrautils.diagstatus.ServiceRegistration;
import org.opendaylight.infrautils.diagstatus.ServiceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells OpenDaylight's diagstatus whether Rebound can work: whether the datastore has come up and answers. For one
 * thread.
 */
public final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final String NAME = "REBOUND";
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final String WHAT_TO_DO = " Restart this controller; if it stays so, stop it and put a backup of its"
        + " folder state/ in place (operator guide, 'If the datastore does not come up').";

    private final ServiceRegistration registration;
    private final BooleanSupplier isRead;
    private final BooleanSupplier isAnswering;
    private final LongSupplier nanos;
    private final long start;
    private ServiceDescriptor shown = new ServiceDescriptor(NAME, ServiceState.STARTING);

    /**
     * Begins to tell.
     *
     * @param service is told
     * @param isRead says whether the configuration has been read from the datastore
     * @param isAnswering says whether the datastore answers what is written to it
     * @param nanos the monotonic clock
     */
    public Health(final DiagStatusService service, final BooleanSupplier isRead, final BooleanSupplier isAnswering,
            final LongSupplier nanos) {
        this.isRead = requireNonNull(isRead);
        this.isAnswering = requireNonNull(isAnswering);
        this.nanos = requireNonNull(nanos);
        start = nanos.getAsLong();
        registration = service.register(NAME);
        registration.report(shown);
    }

    /** Looks, and tells what has changed. */
    public void refresh() {
        final var now = look();
        if (now.getServiceState() != shown.getServiceState()) {
            shown = now;
            registration.report(now);
            if (now.getServiceState() == ServiceState.ERROR) {
                LOG.error("Rebound cannot work. {}", now.getStatusDesc());
            } else {
                LOG.info("The datastore is there: Rebound works");
            }
        }
    }

    private ServiceDescriptor look() {
        if (!isAnswering.getAsBoolean()) {
            return new ServiceDescriptor(NAME, ServiceState.ERROR,
                "The datastore does not answer: Rebound saves and sends nothing new until it does." + WHAT_TO_DO);
        }
        if (isRead.getAsBoolean()) {
            return new ServiceDescriptor(NAME, ServiceState.OPERATIONAL);
        }
        return nanos.getAsLong() - start < PATIENCE ? shown : new ServiceDescriptor(NAME, ServiceState.ERROR,
            "The configuration datastore has not come up: Rebound watches nothing and tells nobody." + WHAT_TO_DO);
    }

    @Override
    public void close() {
        registration.close();
    }
}
