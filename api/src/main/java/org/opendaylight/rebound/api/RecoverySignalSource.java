/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import java.util.function.Consumer;

/**
 * Something that can say that a server is back. Other bundles may register an implementation as an OSGi service.
 */
public interface RecoverySignalSource {
    /**
     * Begins to give signals. Called once; the sink never blocks and may be called from any thread.
     *
     * @param sink takes the signals
     * @return close it to stop; no signal comes after that
     */
    AutoCloseable start(Consumer<RecoverySignal> sink);
}
