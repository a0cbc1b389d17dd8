/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

/**
 * Takes the frames that the switches copied to the controller. Always called on one thread, which it may use as it
 * likes but should not block: what it does not take in time is lost.
 *
 * <p>Times are {@link System#nanoTime()}.
 */
public interface FrameSink {
    /**
     * Takes one frame.
     *
     * @param frame the whole Ethernet frame; the receiver's own
     * @param switchId the switch that copied it, for example {@code openflow:161}
     * @param nanosReceived when the controller had it
     */
    void accept(byte[] frame, String switchId, long nanosReceived);

    /**
     * Says how far time has gone: every frame that was received until then has been accepted, or was reported lost.
     * Called at least every 20 ms as long as {@link #accept} keeps up.
     *
     * @param nanos the time; it never goes back
     */
    void tick(long nanos);

    /**
     * Says that copies were lost: the queue was full, or a switch disconnected. What was not answered until then may
     * have been.
     *
     * @param nanos when this was noticed
     */
    void evidenceLost(long nanos);
}
