/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.outbox;

import static java.util.Objects.requireNonNull;

import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;

/**
 * A channel in front of another one, which it is like in all that is not overridden.
 */
public abstract class ForwardingChannel implements NoticeChannel {
    private final NoticeChannel channel;

    /**
     * Goes in front of a channel.
     *
     * @param channel the other one
     */
    protected ForwardingChannel(final NoticeChannel channel) {
        this.channel = requireNonNull(channel);
    }

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public int parallelism() {
        return channel.parallelism();
    }

    @Override
    public String queueOf(final Notice notice) {
        return channel.queueOf(notice);
    }

    @Override
    public boolean admits(final String queue) {
        return channel.admits(queue);
    }

    @Override
    public SendOutcome send(final Delivery delivery) throws InterruptedException {
        return channel.send(delivery);
    }
}
