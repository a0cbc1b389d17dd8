/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Takes what the {@link Detector} finds. Called on the detector's thread, in the middle of its work: its methods
 * return at once, throw nothing, and do not call the detector.
 */
public interface DetectionSink {
    /**
     * A client tried and failed. Called once an attempt series.
     *
     * @param failure who, what and why
     */
    void failed(Failure failure);

    /**
     * A service answered a client that had tried it. Called for every such answer, so it must be cheap. A refusal is no
     * answer, and neither is a packet that answers nothing that was seen.
     *
     * @param service the service
     */
    void answered(ServiceKey service);

    /**
     * A client reached a service: called after {@link #answered} when the client still waits for the answer.
     *
     * @param service the service
     * @param client the client
     */
    void reached(ServiceKey service, IpAddress client);

    /**
     * A client sends so many packets that ask that others may not be heard. Called during the observation of the one
     * that is too many.
     *
     * @param client the client
     * @return for how many nanoseconds what it sends to that service, and the answers, may pass unseen from now on; 0
     *     for not at all
     */
    long flooding(IpAddress client);

    /**
     * A service is sent so many packets that ask, by clients that may not be real, that others may not be heard. Called
     * during the observation of the one that is too many.
     *
     * @return for how many nanoseconds what it is sent, and its answers, may pass unseen from now on; 0 for not at all
     */
    long flooded();

    /**
     * The services changed whose replies are not observed.
     *
     * @param services all of them
     */
    void repliesNotObserved(Set<ServiceKey> services);
}
