/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.eos.binding.api.EntityOwnershipService;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonServiceProvider;

/**
 * What the rooms get from OpenDaylight, except for the datastore.
 *
 * @param rpcService leads to the switches
 * @param rpcProvider takes Rebound's operations
 * @param notifications brings packet-ins
 * @param publisher takes what Rebound tells
 * @param singletons says which node owns Rebound
 * @param codec translates between the bindings and the datastore's form
 * @param ownership says which switches this controller is the master of
 * @param extensions what other bundles add
 */
record Platform(RpcService rpcService, RpcProviderService rpcProvider, NotificationService notifications,
        NotificationPublishService publisher, ClusterSingletonServiceProvider singletons, AdapterContext codec,
        EntityOwnershipService ownership, Extensions extensions) {
    Platform {
        requireNonNull(rpcService);
        requireNonNull(rpcProvider);
        requireNonNull(notifications);
        requireNonNull(publisher);
        requireNonNull(singletons);
        requireNonNull(codec);
        requireNonNull(ownership);
        requireNonNull(extensions);
    }
}
