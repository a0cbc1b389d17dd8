/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

/**
 * The states of a service.
 */
public enum ServiceState {
    /** No client is known to have failed. */
    AVAILABLE,
    /** Clients failed, and no recovery has been seen. */
    FAILED,
    /** Clients failed while others were answered. */
    PARTIAL,
    /** A signal was received; it is being confirmed, or held down. */
    RECOVERING
}
