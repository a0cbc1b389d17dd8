/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * The stand-in, as the redirect sees it.
 */
public interface StandInDoor {
    /**
     * Begins to stand in for a service.
     *
     * @param service the service
     * @param failedSince when its first client failed
     * @return the TCP port that stands for it at each of the stand-in's addresses
     * @throws IOException if the stand-in cannot listen
     */
    Map<IpAddress, Integer> open(ServiceKey service, Instant failedSince) throws IOException;

    /**
     * Sends the visitors of a service back to it, and ends their connections. Who still comes is told to try again.
     *
     * @param service the service
     * @return completes when none of their connections is left
     */
    CompletableFuture<Void> end(ServiceKey service);

    /**
     * Closes the ports of a service that was ended: nobody is led there any more.
     *
     * @param service the service
     */
    void close(ServiceKey service);
}
