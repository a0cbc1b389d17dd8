/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

/** A list was not taken, and nothing of it is kept. The message says why in words for its sender. */
public final class IntakeException extends Exception {
    private static final long serialVersionUID = 1L;

    IntakeException(final String message) {
        super(message);
    }

    IntakeException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
