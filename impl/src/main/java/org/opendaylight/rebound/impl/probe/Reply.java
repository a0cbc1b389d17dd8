/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.probe;

/**
 * What came of asking a service whether it answers. The later ones say more of it.
 */
public enum Reply {
    /** Nobody told the host's link-layer address. */
    UNRESOLVED,
    /** The host was asked, and nothing came back. */
    UNANSWERED,
    /** The host answers, and refuses the connection. */
    REFUSED,
    /** The service answers. */
    ANSWERED
}
