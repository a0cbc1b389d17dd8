/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

/**
 * Sends frames by ports of switches. Never waits for a switch: a frame may be lost.
 */
public interface PortSender {
    /**
     * Sends a frame out of a port.
     *
     * @param switchId the switch
     * @param port its port, for example {@code openflow:161:3}
     * @param frame the whole Ethernet frame
     */
    void sendOut(String switchId, String port, byte[] frame);

    /**
     * Lets a frame go through a switch as if it had come in by a port.
     *
     * @param switchId the switch
     * @param port its port
     * @param frame the whole Ethernet frame
     */
    void sendIn(String switchId, String port, byte[] frame);
}
