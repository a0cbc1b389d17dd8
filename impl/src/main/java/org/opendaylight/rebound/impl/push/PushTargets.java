/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.push;

import java.util.Map;

/**
 * Where the lists go.
 *
 * @param servers by the name of a server
 * @param managers by the name of a network management station
 */
public record PushTargets(Map<String, ListTarget> servers, Map<String, ListTarget> managers) {
    /** Nowhere. */
    public static final PushTargets NONE = new PushTargets(Map.of(), Map.of());

    public PushTargets {
        servers = Map.copyOf(servers);
        managers = Map.copyOf(managers);
    }
}
