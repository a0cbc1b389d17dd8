/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

/**
 * Sends a frame as a host on the network would. Must not block; a frame that cannot be sent is lost.
 */
@FunctionalInterface
public interface FrameSender {
    /**
     * Sends one frame.
     *
     * @param switchId the switch that it enters the network by, for example {@code openflow:161}
     * @param frame the whole Ethernet frame, without frame check sequence
     */
    void send(String switchId, byte[] frame);
}
