/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import java.util.Set;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Where the parts of Rebound say what the operator shall see. Saying is cheap, never blocks, and may be done on any
 * thread; what was said last about a row is what is shown, within about a second.
 */
public interface StateBoard {
    /**
     * Shows a service.
     *
     * @param state everything that is known of it
     */
    void showService(ServiceState state);

    /**
     * Shows a service no longer.
     *
     * @param service the service
     */
    void removeService(ServiceKey service);

    /**
     * Shows no services but these, whoever showed them, and makes sure that the datastore says of them what was shown
     * here: another member of the cluster may have said otherwise before this one took over.
     *
     * @param configured the services that are configured
     */
    void retainServices(Set<ServiceKey> configured);

    /**
     * Shows how well this controller observes.
     *
     * @param state everything that is known of that
     */
    void showObserver(ObserverState state);

    /**
     * Shows a switch.
     *
     * @param state everything that is known of it
     */
    void showSwitch(SwitchState state);

    /**
     * Shows a switch no longer.
     *
     * @param node the switch, for example {@code openflow:161}
     */
    void removeSwitch(String node);
}
