/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

/**
 * Takes the frames that the switches copied to the controller. Called on the threads that bring them, several at a
 * time: it must not block, and hand on what takes long.
 */
@FunctionalInterface
public interface FrameSink {
    /**
     * Takes one frame.
     *
     * @param frame the whole Ethernet frame; the receiver's own
     * @param switchId the switch that copied it, for example {@code openflow:161}
     * @param port the port that it came in by, for example {@code openflow:161:3}
     * @param nanosReceived when the controller had it, as of {@link System#nanoTime()}
     */
    void accept(byte[] frame, String switchId, String port, long nanosReceived);
}
