/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

/**
 * What showed that a client tried and failed.
 */
public enum Evidence {
    /** An ICMP destination unreachable whose quote matched an attempt that was seen. */
    ICMP_UNREACHABLE,
    /** Nothing came back in time. */
    NO_REPLY,
    /** The server's host refused: a TCP RST, or ICMP port unreachable. */
    REFUSED,
    /** Nobody answered for the server's link-layer address. */
    UNRESOLVED,
    /** It came to Rebound's stand-in, which answered in the server's place. Says nothing of the server by itself. */
    STAND_IN
}
