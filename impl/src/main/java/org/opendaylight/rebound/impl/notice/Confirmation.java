/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

/**
 * How it is with the address that a client gave on the inquiry page.
 */
public enum Confirmation {
    /** It waits for its owner to confirm it. */
    AWAITED,
    /** Its owner has confirmed it: the client is told there. */
    CONFIRMED,
    /** The client has answered something else since. */
    REPLACED,
    /** The service is back already. */
    OVER
}
