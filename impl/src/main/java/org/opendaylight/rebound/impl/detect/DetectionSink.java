/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

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
}
