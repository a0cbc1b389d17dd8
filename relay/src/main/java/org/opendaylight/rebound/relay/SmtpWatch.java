/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.outbox.ForwardingChannel;
import org.opendaylight.rebound.outbox.Outbox;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.relay.config.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the dispatcher and the mail channel. It knows how sending goes, and has a stop wait for the mails that
 * are on their way, and for what became of them to be saved: a mail that the SMTP server took is not sent again.
 * Thread-safe.
 */
final class SmtpWatch extends ForwardingChannel {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpWatch.class);
    private static final String UNKNOWN = "unknown";
    private static final String OK = "ok";

    /** The deliveries that were given to the channel and whose outcome is not saved yet. */
    private final Set<String> open = new HashSet<>();
    private boolean draining;
    private volatile String state = UNKNOWN;

    SmtpWatch(final NoticeChannel channel) {
        super(channel);
    }

    /** {@return in words how sending goes: unknown, ok, or what is wrong} */
    String state() {
        return state;
    }

    /** Wraps the outbox that outcomes are saved in. */
    Outbox saving(final Outbox outbox) {
        return entries -> outbox.update(entries).whenComplete((done, fault) -> saved(entries));
    }

    private synchronized void saved(final List<OutboxEntry> entries) {
        entries.stream().map(OutboxEntry::delivery).forEach(open::remove);
        notifyAll();
    }

    /**
     * Begins no more mails, and waits for those that are on their way.
     *
     * @param most how long to wait
     * @return whether all of them have ended
     */
    synchronized boolean drain(final Duration most) {
        draining = true;
        final long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toNanos(); !open.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return open.isEmpty();
    }

    @Override
    public synchronized int parallelism() {
        return draining ? 0 : super.parallelism();
    }

    @Override
    public SendOutcome send(final Delivery delivery) throws InterruptedException {
        begin(delivery);
        final var ret = super.send(delivery);
        goes(switch (ret) {
            case SendOutcome.Sent sent -> OK;
            // the server is there, and does not want this one
            case SendOutcome.Rejected rejected -> OK;
            case SendOutcome.Retry(var reason) -> "failing: " + Words.of(reason);
        });
        return ret;
    }

    /** Said when it changes, not for each of many mails. */
    private synchronized void goes(final String now) {
        final var before = state;
        state = now;
        if (now.equals(OK) && !before.equals(OK)) {
            LOG.info("Mail is taken by the SMTP server");
        } else if (!now.equals(OK) && (before.equals(OK) || before.equals(UNKNOWN))) {
            LOG.warn("Mail cannot be sent, and is tried again: {}", now);
        }
    }

    private synchronized void begin(final Delivery delivery) {
        open.add(delivery.id());
    }
}
