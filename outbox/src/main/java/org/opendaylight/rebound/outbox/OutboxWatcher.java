/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import java.util.List;

/** Is told what is in the outbox. Calls come one after the other, and must not wait. */
public interface OutboxWatcher {
    /**
     * Entries are there, or have changed. Those that were saved together come together.
     *
     * @param entries the entries as they are now
     */
    void changed(List<OutboxEntry> entries);

    /**
     * An entry is not there any more.
     *
     * @param id its notice's id
     */
    void removed(String id);
}
