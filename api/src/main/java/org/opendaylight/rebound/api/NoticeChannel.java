/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

/**
 * A way to tell a client. Other bundles may register an implementation as an OSGi service: a notice goes to the channel
 * whose name the server's {@code notify} gives.
 */
public interface NoticeChannel {
    /**
     * The channel's name, as a server's {@code notify} gives it.
     *
     * @return a short lower-case name, always the same
     */
    String name();

    /**
     * How many notices may be given to {@link #send} at the same time, at most.
     *
     * @return 1 or more; asked again whenever the answer may have changed
     */
    int parallelism();

    /**
     * Sends one notice and waits for what the next system says. Called on a thread that may block. A notice may be
     * given twice, after a crash or an answer that was lost: its id is the same then, and must lead to a message that
     * its receiver can tell to be the same.
     *
     * @param notice the notice; its destination is not null
     * @return what became of it; an implementation reports every fault in this way and throws nothing
     * @throws InterruptedException if the thread was interrupted, for shutdown
     */
    SendOutcome send(Notice notice) throws InterruptedException;
}
