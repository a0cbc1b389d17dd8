/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

/**
 * The testbed itself does not work: a command failed, a process ended, something did not become ready.
 */
public final class TestbedException extends RuntimeException {
    @java.io.Serial
    private static final long serialVersionUID = 1L;

    /**
     * What does not work.
     *
     * @param message the reason, with the output of the command
     */
    public TestbedException(final String message) {
        super(message);
    }

    /**
     * What does not work.
     *
     * @param message the reason
     * @param cause its cause
     */
    public TestbedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
