/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.infrautils.diagstatus.DiagStatusService;
import org.opendaylight.infrautils.diagstatus.ServiceDescriptor;
import org.opendaylight.infrautils.diagstatus.ServiceRegistration;
import org.opendaylight.infrautils.diagstatus.ServiceState;
import org.opendaylight.infrautils.diagstatus.ServiceStatusSummary;
import org.opendaylight.rebound.impl.ops.Health.Condition;

class HealthTest {
    private final List<ServiceDescriptor> reported = new ArrayList<>();
    private long nanos;
    private final Health health = new Health(new Board(), () -> nanos,
        Executors.newSingleThreadScheduledExecutor());

    private final class Board implements DiagStatusService {
        @Override
        public ServiceRegistration register(final String name) {
            return new ServiceRegistration() {
                @Override
                public void report(final ServiceDescriptor descriptor) {
                    reported.add(descriptor);
                }

                @Override
                public void close() {
                    reported.add(new ServiceDescriptor(name, ServiceState.UNREGISTERED));
                }
            };
        }

        @Override
        public ServiceDescriptor getServiceDescriptor(final String name) {
            return reported.getLast();
        }

        @Override
        public Collection<ServiceDescriptor> getAllServiceDescriptors() {
            return reported;
        }

        @Override
        public ServiceStatusSummary getServiceStatusSummary() {
            throw new UnsupportedOperationException();
        }
    }

    private void refresh(final Condition condition) {
        health.follow(() -> condition);
        health.refresh();
    }

    private List<ServiceState> states() {
        return reported.stream().map(ServiceDescriptor::getServiceState).toList();
    }

    @AfterEach
    void end() {
        health.close();
    }

    @Test
    void aStartIsNoFaultAndIsOverWhenTheConfigurationIsRead() {
        refresh(Condition.STARTING);
        refresh(Condition.WORKING);
        refresh(Condition.WORKING);
        health.close();
        assertEquals(List.of(ServiceState.STARTING, ServiceState.OPERATIONAL, ServiceState.UNREGISTERED), states());
    }

    @Test
    void aDatastoreThatDoesNotComeUpIsReportedWithWhatToDo() {
        nanos = Duration.ofSeconds(90).toNanos();
        refresh(Condition.STARTING);
        assertEquals(ServiceState.ERROR, reported.getLast().getServiceState());
        assertTrue(reported.getLast().getStatusDesc().contains("has not come up"));
        assertTrue(reported.getLast().getStatusDesc().contains("Restart this controller"));
        refresh(Condition.ON_COPY);
        assertEquals(ServiceState.ERROR, reported.getLast().getServiceState());
        assertTrue(reported.getLast().getStatusDesc().contains("goes on from its second copy"));
        refresh(Condition.WORKING);
        assertEquals(ServiceState.OPERATIONAL, reported.getLast().getServiceState());
    }

    @Test
    void aDatastoreThatStopsAnsweringIsReportedUntilItAnswers() {
        refresh(Condition.WORKING);
        refresh(Condition.NOT_ANSWERING);
        assertTrue(reported.getLast().getStatusDesc().contains("does not answer"));
        refresh(Condition.WORKING);
        assertEquals(List.of(ServiceState.STARTING, ServiceState.OPERATIONAL, ServiceState.ERROR,
            ServiceState.OPERATIONAL), states());
    }
}
