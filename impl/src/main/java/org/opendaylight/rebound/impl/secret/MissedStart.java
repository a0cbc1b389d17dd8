/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import static java.util.Objects.requireNonNull;

import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the configurator of OpenDaylight's encryption service anew. In AAA 0.21.2 it registers for its configuration
 * in its constructor, and ignores what it is told before the registration is assigned, as if its life were over: then
 * the service never comes, and without it neither AAA's web filter nor RESTCONF. On a loaded machine one start in a
 * hundred is such a one.
 */
final class MissedStart implements Runnable {
    /** Its name as a component. */
    static final String CONFIGURATOR = "org.opendaylight.aaa.encrypt.impl.OSGiEncryptionServiceConfigurator";

    private static final Logger LOG = LoggerFactory.getLogger(MissedStart.class);

    private final Bundle bundle;

    /**
     * Does nothing before it is run: who runs components is asked for only then.
     *
     * @param bundle asks
     */
    MissedStart(final Bundle bundle) {
        this.bundle = requireNonNull(bundle);
    }

    @Override
    public void run() {
        final var context = bundle.getBundleContext();
        final var reference = context.getServiceReference(ServiceComponentRuntime.class);
        final var components = reference == null ? null : context.getService(reference);
        if (components != null) {
            restart(components);
        }
    }

    static void restart(final ServiceComponentRuntime components) {
        components.getComponentDescriptionDTOs().stream()
            .filter(component -> component.name.equals(CONFIGURATOR))
            .forEach(component -> {
                LOG.warn("OpenDaylight's encryption service has not come: its configurator is started anew");
                components.disableComponent(component).onResolve(() -> components.enableComponent(component));
            });
    }
}
