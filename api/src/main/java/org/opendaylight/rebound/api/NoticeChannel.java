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
     * How many deliveries may be given to {@link #send} at the same time, at most.
     *
     * @return 1 or more; asked again whenever the answer may have changed
     */
    int parallelism();

    /**
     * Which notices wait one behind the other when the channel limits how fast they go. Notices of other queues are
     * not held up by them.
     *
     * @param notice a notice with a destination
     * @return the queue's name, for example the domain of a mail address
     */
    default String queueOf(final Notice notice) {
        return "";
    }

    /**
     * Whether a delivery of a queue may go now, as far as a limit on their rate is concerned. A yes is counted against
     * the limit: the caller sends. Does not block.
     *
     * @param queue the queue, as {@link #queueOf} gave it
     * @return false if it has to wait; the caller asks again within a fraction of a second
     */
    default boolean admits(final String queue) {
        return true;
    }

    /**
     * Sends one message and waits for what the next system says. Called on a thread that may block. A delivery may be
     * given twice, after a crash or an answer that was lost: its id is the same then, and must lead to a message that
     * its receiver can tell to be the same.
     *
     * @param delivery the notices of the message; their destination is not null
     * @return what became of it; an implementation reports every fault in this way and throws nothing
     * @throws InterruptedException if the thread was interrupted, for shutdown
     */
    SendOutcome send(Delivery delivery) throws InterruptedException;
}
