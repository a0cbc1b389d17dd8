/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.util.List;

/**
 * Something is wrong in a file that an administrator wrote. Its message has a line for each fault, which begins with
 * file, line and column as compilers write them, and shows no secret.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * One fault.
     *
     * @param fault what is wrong, and where
     */
    public ConfigException(final String fault) {
        super(fault);
    }

    /**
     * One fault that another one shows.
     *
     * @param fault what is wrong, and where
     * @param cause what shows it
     */
    public ConfigException(final String fault, final Throwable cause) {
        super(fault, cause);
    }

    /**
     * Several faults.
     *
     * @param faults each of them, one or more
     */
    ConfigException(final List<String> faults) {
        super(String.join("\n", faults));
    }
}
