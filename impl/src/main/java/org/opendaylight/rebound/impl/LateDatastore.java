/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import javax.inject.Inject;
import javax.inject.Singleton;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The controller's datastore, which is not there before its shards are, and not at all if one does not come up. */
@Singleton
@Component(service = LateDatastore.class)
public final class LateDatastore {
    /** Who works with the datastore. */
    interface Listener {
        /** It is there. */
        void came(DataBroker broker, DOMDataBroker domBroker);

        /** It is not there any more when this returns. */
        void gone();
    }

    private @Nullable DataBroker broker;
    private @Nullable DOMDataBroker domBroker;
    private @Nullable Listener listener;

    /** It is not there yet. */
    @Inject
    @Activate
    public LateDatastore() {
        // it comes later
    }

    synchronized void listen(final @Nullable Listener newListener) {
        listener = newListener;
        tell();
    }

    /**
     * One half is there.
     *
     * @param newBroker the datastore in the form of the bindings
     */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addBroker(final DataBroker newBroker) {
        broker = newBroker;
        tell();
    }

    /**
     * One half is gone.
     *
     * @param oldBroker the datastore in the form of the bindings
     */
    public synchronized void removeBroker(final DataBroker oldBroker) {
        if (oldBroker.equals(broker)) {
            tellGone();
            broker = null;
        }
    }

    /**
     * The other half is there.
     *
     * @param newBroker the datastore in its own form
     */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addDomBroker(final DOMDataBroker newBroker) {
        domBroker = newBroker;
        tell();
    }

    /**
     * The other half is gone.
     *
     * @param oldBroker the datastore in its own form
     */
    public synchronized void removeDomBroker(final DOMDataBroker oldBroker) {
        if (oldBroker.equals(domBroker)) {
            tellGone();
            domBroker = null;
        }
    }

    private void tell() {
        final var told = listener;
        final var binding = broker;
        final var dom = domBroker;
        if (told != null && binding != null && dom != null) {
            told.came(binding, dom);
        }
    }

    private void tellGone() {
        final var told = listener;
        if (told != null && broker != null && domBroker != null) {
            told.gone();
        }
    }
}
