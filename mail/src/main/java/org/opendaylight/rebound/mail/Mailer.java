/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.mail.MailSettings.Security;
import org.opendaylight.rebound.mail.SmtpFault.Stage;

/**
 * Sends letters with one set of settings. It keeps connections that a mail went through for the next ones, never more
 * than the settings allow, and closes those that nobody needed for a while. Thread-safe.
 */
final class Mailer {
    private final MailSettings settings;
    private final Session session;
    private final Composer composer;
    private final Wordings wordings;
    private final RateLimits limits;
    private final ScheduledExecutorService timer;
    private final OpenConnections connections;
    private final long idleNanos;
    private final Counter opened;
    private final Counter reconnected;

    private final Semaphore permits;
    /** The one used last is first; guarded by this. */
    private final Deque<Idle> idle = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean sweeping;
    /** Guarded by this. */
    private boolean retired;

    /**
     * Makes a mailer. Called in an open {@link LibraryLoader}.
     *
     * @param settings the settings
     * @param tls makes TLS connections; asked only if the settings want them
     * @param timer runs short tasks
     * @param connections where every open connection is noted
     * @param idleTime how long a connection is kept that nobody needs
     * @param counters where connections are counted
     * @throws IllegalArgumentException if an address in the settings is no mail address, or a template has a fault
     */
    Mailer(final MailSettings settings, final Supplier<SSLSocketFactory> tls, final ScheduledExecutorService timer,
            final OpenConnections connections, final Duration idleTime, final Counters counters) {
        this.settings = settings;
        this.timer = timer;
        this.connections = connections;
        idleNanos = idleTime.toNanos();
        opened = counters.counter(MailChannel.STAGE, "connection-opened");
        reconnected = counters.counter(MailChannel.STAGE, "connection-renewed");
        permits = new Semaphore(settings.connections(), true);

        final var properties = new Properties();
        if (settings.security() != Security.NONE) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get());
        }
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        final var startTls = Boolean.toString(settings.security() == Security.STARTTLS);
        properties.setProperty("mail.smtp.starttls.enable", startTls);
        properties.setProperty("mail.smtp.starttls.required", startTls);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
        properties.setProperty("mail.smtp.quitwait", "false");
        session = Session.getInstance(properties);
        composer = new Composer(session, settings);
        wordings = new Wordings(settings.language(), settings.templates());
        limits = new RateLimits(settings.rates());
    }

    MailSettings settings() {
        return settings;
    }

    Wordings wordings() {
        return wordings;
    }

    RateLimits limits() {
        return limits;
    }

    /**
     * Sends one letter and waits for what the server says. Called in an open {@link LibraryLoader}.
     *
     * @param letter the letter
     * @param date when it is sent
     * @throws SmtpFault if the server has not taken it
     * @throws InterruptedException if the thread was interrupted while it waited for a connection
     * @throws IllegalArgumentException if the letter's address is no mail address
     * @throws MessagingException if the library cannot compose it
     */
    void send(final Letter letter, final Instant date) throws SmtpFault, InterruptedException, MessagingException {
        final var message = composer.compose(letter, date);
        permits.acquire();
        try {
            final var kept = pollIdle();
            if (kept != null) {
                try {
                    deliver(kept.connection, message);
                    return;
                } catch (SmtpFault e) {
                    if (!e.isLostBeforeAcceptance()) {
                        throw e;
                    }
                    // it had gone stale; that is no reason to let the reader wait for the next try
                    reconnected.increment();
                }
            }
            final var fresh = new SmtpConnection(session, settings, timer);
            open(fresh);
            deliver(fresh, message);
        } finally {
            permits.release();
        }
    }

    /** Closes what is idle now, and what is in use when its mail is through. Does not wait for the server. */
    void retire() {
        takeIdle().forEach(this::quit);
    }

    private void open(final SmtpConnection connection) throws SmtpFault {
        if (!connections.add(connection)) {
            throw new SmtpFault(Stage.CONNECTION, 0, "mail was stopped");
        }
        boolean done = false;
        try {
            connection.open();
            opened.increment();
            done = true;
        } finally {
            if (!done) {
                quit(connection);
            }
        }
    }

    private void deliver(final SmtpConnection connection, final MimeMessage message) throws SmtpFault {
        try {
            connection.deliver(message);
        } finally {
            keepOrQuit(connection);
        }
    }

    private void keepOrQuit(final SmtpConnection connection) {
        synchronized (this) {
            if (!retired && connection.isReusable()) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
                if (!sweeping) {
                    sweeping = true;
                    sweepIn(idleNanos);
                }
                return;
            }
        }
        quit(connection);
    }

    private void quit(final SmtpConnection connection) {
        connection.quit();
        connections.remove(connection);
    }

    private synchronized @Nullable Idle pollIdle() {
        return idle.pollFirst();
    }

    private synchronized List<SmtpConnection> takeIdle() {
        retired = true;
        final var ret = idle.stream().map(Idle::connection).toList();
        idle.clear();
        return ret;
    }

    private void sweep() {
        final var old = new ArrayList<SmtpConnection>();
        synchronized (this) {
            final long now = System.nanoTime();
            var last = idle.peekLast();
            while (last != null && now - last.since >= idleNanos) {
                old.add(idle.removeLast().connection);
                last = idle.peekLast();
            }
            sweeping = last != null;
            if (last != null) {
                sweepIn(idleNanos - (now - last.since));
            }
        }
        old.forEach(this::quit);
    }

    private void sweepIn(final long nanos) {
        timer.schedule(this::sweep, nanos, TimeUnit.NANOSECONDS);
    }

    private record Idle(SmtpConnection connection, long since) {
        // a connection and when its last mail was through
    }
}
