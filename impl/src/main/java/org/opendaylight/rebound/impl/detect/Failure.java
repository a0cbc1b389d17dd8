/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static java.util.Objects.requireNonNull;

import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * One attempt series that failed.
 *
 * @param service the service that was tried
 * @param client the client that tried
 * @param evidence what showed it
 * @param nanosSinceBegin how long ago the first packet of the series was seen, in nanoseconds
 * @param attempts how many packets of the series went unanswered, 1 or more
 */
public record Failure(ServiceKey service, IpAddress client, Evidence evidence, long nanosSinceBegin,
        int attempts) {
    public Failure {
        requireNonNull(service);
        requireNonNull(client);
        requireNonNull(evidence);
    }
}
