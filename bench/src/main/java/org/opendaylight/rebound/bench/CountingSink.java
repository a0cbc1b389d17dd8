/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench;

import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.detect.DetectionSink;
import org.opendaylight.rebound.impl.detect.Failure;

/**
 * Counts what the detector finds, and mutes nobody.
 */
final class CountingSink implements DetectionSink {
    private long found;

    /** How much was found. */
    long found() {
        return found;
    }

    @Override
    public void failed(final Failure failure) {
        found++;
    }

    @Override
    public void answered(final ServiceKey service) {
        found++;
    }

    @Override
    public void reached(final ServiceKey service, final IpAddress client) {
        found++;
    }

    @Override
    public long flooding(final IpAddress client) {
        return 0;
    }

    @Override
    public long flooded() {
        return 0;
    }

    @Override
    public void repliesNotObserved(final Set<ServiceKey> services) {
        found++;
    }
}
