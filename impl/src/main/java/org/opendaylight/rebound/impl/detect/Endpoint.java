/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

/**
 * One address of a service, as packets name it.
 */
final class Endpoint {
    final WatchedService service;
    /** Tells it apart from all other endpoints that there are or were. */
    final int id;

    Endpoint(final WatchedService service, final int id) {
        this.service = service;
        this.id = id;
    }
}
