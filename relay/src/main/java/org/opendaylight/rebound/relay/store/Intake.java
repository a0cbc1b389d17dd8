/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import org.opendaylight.rebound.api.RecoveryList;

/** Where lists are taken, whichever way they come. Thread-safe. */
@FunctionalInterface
public interface Intake {
    /**
     * Takes a list, and waits until all of it is on disk. One that comes again, whole or in part, is no second mail.
     *
     * @param list the list; the caller has seen to it that its sender may send one
     * @return what became of its clients; the sender may be told that the list is taken
     * @throws IntakeException if nothing of it was taken; the sender may try again
     */
    Accepted accept(RecoveryList list) throws IntakeException;
}
