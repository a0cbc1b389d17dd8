/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.outbox.ForwardingChannel;

/**
 * A channel that sends nothing to those who unsubscribed, also where they did it after the notice was made.
 */
public final class SubscribedOnly extends ForwardingChannel {
    /** Why nothing is sent. */
    static final String UNSUBSCRIBED = "the recipient has unsubscribed";

    private final Predicate<String> unsubscribed;

    /**
     * A channel in front of another.
     *
     * @param channel sends
     * @param unsubscribed says whether a destination is to be left alone
     */
    public SubscribedOnly(final NoticeChannel channel, final Predicate<String> unsubscribed) {
        super(channel);
        this.unsubscribed = requireNonNull(unsubscribed);
    }

    @Override
    public SendOutcome send(final Delivery delivery) throws InterruptedException {
        final var to = delivery.notices().getFirst().destination();
        return to != null && unsubscribed.test(to) ? new SendOutcome.Rejected(UNSUBSCRIBED) : super.send(delivery);
    }
}
