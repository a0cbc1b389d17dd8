/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

/**
 * Takes notifications, and decides whether an inform is answered.
 */
@FunctionalInterface
public interface InformConsumer {
    /**
     * Takes a notification. Called on the thread of the listener that received it, so with several listeners by several
     * threads at once; while it runs, that listener receives nothing, and the system keeps about a megabyte for it.
     *
     * <p>An answer that is lost makes the sender repeat its inform, so the same one may come several times.
     *
     * @param trap the notification
     * @param content what it says about a recovery: a part of a list, something broken, or that it is about another
     *     matter. A broken one would be broken again if it were sent again, so it is best accepted and counted.
     * @return true if it is kept where it survives a crash, or need not be: an inform is answered now. False if it is
     *     not: nothing is answered, and the sender of an inform tries again. What it throws is logged, and taken as
     *     false.
     */
    boolean accept(Trap trap, PartResult content);
}
