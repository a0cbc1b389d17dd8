/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The option {@code --limit}.
 */
@NonNullByDefault
final class Limits {
    /** How many rows are shown when the user does not say. */
    static final int DEFAULT = 100;

    private static final int MAX = 1_000_000;

    private Limits() {
        // Hidden on purpose
    }

    /**
     * Checks what the user typed.
     *
     * @param limit how many rows to show at most
     * @throws CommandException if it is no sensible number
     */
    static void check(final int limit) throws CommandException {
        if (limit < 1 || limit > MAX) {
            throw new CommandException("--limit is 1 to " + MAX);
        }
    }
}
