/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

/**
 * The transport protocol of a service.
 */
public enum Protocol {
    /** RFC 9293: a SYN asks, a SYN-ACK answers, a RST refuses. */
    TCP(6),
    /** RFC 768: the first packet of a client's flow asks, any packet back answers. */
    UDP(17);

    private final int number;

    Protocol(final int number) {
        this.number = number;
    }

    /**
     * The IP protocol number.
     *
     * @return 6 or 17
     */
    public int number() {
        return number;
    }

    @Override
    public String toString() {
        return this == TCP ? "tcp" : "udp";
    }
}
