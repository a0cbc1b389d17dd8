/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;

/** Has the configuration that the operator writes made as safe as what Rebound writes. */
public final class OperatorWrites {
    private OperatorWrites() {
        // static only
    }

    /**
     * Begins to watch.
     *
     * @param broker the operator's writes are seen there
     * @param writer makes them safe
     * @return ends it when closed
     */
    public static Registration watch(final DataBroker broker, final DatastoreWriter writer) {
        final DataTreeChangeListener<Rebound> listener = changes -> writer.makeSafe();
        return broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(Rebound.class).build(), listener);
    }
}
