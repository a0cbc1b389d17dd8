/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * One address of a service, or of a host, as packets name it.
 */
final class Endpoint {
    final WatchedService service;
    /** Tells it apart from all other endpoints that there are or were. */
    final int id;
    /** Of a host: goes up when it has shown that it is there, which ends every attempt until then. */
    int generation;

    Endpoint(final WatchedService service, final int id) {
        this.service = service;
        this.id = id;
    }
}
