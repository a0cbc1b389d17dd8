/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import java.nio.file.Path;

/** Where Rebound keeps what belongs to this node only. */
final class DataFolder {
    private DataFolder() {
        // static only
    }

    /** {@return Karaf's data folder; outside of Karaf, the folder for temporary files} */
    static Path path() {
        return Path.of(System.getProperty("karaf.data", System.getProperty("java.io.tmpdir")));
    }
}
