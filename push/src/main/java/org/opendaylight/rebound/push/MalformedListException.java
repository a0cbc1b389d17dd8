/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

/**
 * What was received is no list of failed clients. The message says why in words for its sender.
 */
public final class MalformedListException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedListException(final String message) {
        super(message);
    }

    MalformedListException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
