/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.mdsal.eos.binding.api.Entity;
import org.opendaylight.mdsal.eos.binding.api.EntityOwnershipService;
import org.opendaylight.mdsal.eos.common.api.EntityOwnershipStateChange;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Whose packet-ins come to this controller. openflowplugin's master of a switch is the owner of a cluster singleton
 * that is named like the switch. Asking never waits for anybody.
 */
final class Mastership implements AutoCloseable {
    /** The type of the entities behind cluster singletons; MD-SAL has no public constant for it. */
    private static final String SINGLETON = "org.opendaylight.mdsal.ServiceEntityType";

    private final Set<Entity> ours = ConcurrentHashMap.newKeySet();
    private final Registration registration;

    Mastership(final EntityOwnershipService ownership) {
        registration = ownership.registerListener(SINGLETON, (entity, change, inJeopardy) -> changed(entity, change));
    }

    /** Whether this controller is the master of a switch, for example {@code openflow:161}. */
    boolean isOurs(final String switchId) {
        return ours.contains(new Entity(SINGLETON, switchId));
    }

    @Override
    public void close() {
        registration.close();
    }

    private void changed(final Entity entity, final EntityOwnershipStateChange change) {
        if (change.isOwner()) {
            ours.add(entity);
        } else {
            ours.remove(entity);
        }
    }
}
