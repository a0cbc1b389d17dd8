/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients by mail (RFC 5321, RFC 5322).
 *
 * <p>A mail that is sent again has the same Message-ID: it is made from the delivery's id alone, on the right the
 * domain of {@code from}. Mails to one receiver about one server are one thread. Refused addresses and other 5yz
 * answers to a mail are {@link SendOutcome.Rejected}; everything that can pass by itself, or that the operator can mend
 * in the settings, is {@link SendOutcome.Retry}. Reasons hold the server's words on one line and never the password.
 *
 * <p>Counted in stage {@code mail}: {@code sent}; {@code retry-connection}, {@code retry-authentication},
 * {@code retry-4yz}, {@code retry-unexpected}; {@code rejected-5yz}, {@code rejected-address}, {@code rejected-text};
 * {@code not-configured}; and {@code connection-opened}, {@code connection-renewed} (a kept one had gone stale).
 *
 * <p>Thread-safe. {@link #send} may be called by any number of threads; as many as {@link #parallelism()} says get a
 * connection at the same time, the others wait. A thread that waits for the SMTP server is freed by {@link #close()},
 * not by an interrupt.
 */
public final class MailChannel implements NoticeChannel, AutoCloseable {
    static final String STAGE = "mail";

    private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
    private static final Duration IDLE_TIME = Duration.ofSeconds(5);
    private static final State UNCONFIGURED =
        new Unusable("mail is not configured: rebound/mail/smtp-host and from are needed");
    private static final State CLOSED = new Unusable("mail was stopped");

    private final Counters counters;
    private final Clock clock;
    private final Supplier<SSLSocketFactory> tls;
    private final Duration idleTime;
    private final OpenConnections connections = new OpenConnections();
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    private volatile State state = UNCONFIGURED;
    private volatile UnsubscribeLinks unsubscribeLinks = to -> null;

    /**
     * Makes a channel that is not configured.
     *
     * @param counters where it counts
     */
    public MailChannel(final Counters counters) {
        this(counters, Clock.systemUTC());
    }

    /**
     * Makes a channel that is not configured.
     *
     * @param counters where it counts
     * @param clock gives the mails their date
     */
    public MailChannel(final Counters counters, final Clock clock) {
        this(counters, clock, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), IDLE_TIME);
    }

    /**
     * Makes a channel that is not configured.
     *
     * @param counters where it counts
     * @param clock gives the mails their date
     * @param tls makes TLS connections; asked at every configuration that wants them
     * @param idleTime how long a connection is kept that nobody needs
     */
    MailChannel(final Counters counters, final Clock clock, final Supplier<SSLSocketFactory> tls,
            final Duration idleTime) {
        this.counters = requireNonNull(counters);
        this.clock = requireNonNull(clock);
        this.tls = requireNonNull(tls);
        this.idleTime = requireNonNull(idleTime);
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            final var thread = new Thread(task, "rebound-mail-timer");
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Takes what makes the links by which a receiver asks for no more mail. Until then no mail has one.
     *
     * @param links makes them; is asked on the threads that send
     */
    public void unsubscribeLinks(final UnsubscribeLinks links) {
        unsubscribeLinks = requireNonNull(links);
    }

    /**
     * Takes new settings. They hold for every mail that is given from now on; a mail that is on its way is finished
     * with the old ones. Does not wait for the network.
     *
     * @param settings the settings, or null for none: nothing can be sent then
     */
    public synchronized void configure(final @Nullable MailSettings settings) {
        final var before = state;
        if (before == CLOSED || before instanceof Usable usable && usable.mailer.settings().equals(settings)) {
            return;
        }
        state = settings == null ? UNCONFIGURED : toState(settings);
        LOG.info("Mail: {}", state);
        if (before instanceof Usable usable) {
            usable.mailer.retire();
        }
    }

    private State toState(final MailSettings settings) {
        try (var loader = new LibraryLoader()) {
            return new Usable(new Mailer(settings, tls, timer, connections, idleTime, counters));
        } catch (IllegalArgumentException e) {
            return new Unusable(e.getMessage());
        }
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public int parallelism() {
        return state instanceof Usable usable ? usable.mailer.settings().connections() : 1;
    }

    /**
     * Which notices share a rate: those to one domain.
     *
     * @param notice a notice
     * @return the domain of its mail address in lower case; empty when there is none
     */
    @Override
    public String queueOf(final Notice notice) {
        final var to = notice.destination();
        return to == null ? "" : to.substring(to.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean admits(final String queue) {
        return !(state instanceof Usable usable) || usable.mailer.limits().admits(queue);
    }

    /**
     * Sends one mail and waits for what the SMTP server says.
     *
     * @param delivery the notices
     * @return {@link SendOutcome.Sent} when the server has taken it; otherwise why not
     * @throws InterruptedException if the thread was interrupted before the server had taken it
     */
    @Override
    public SendOutcome send(final Delivery delivery) throws InterruptedException {
        final var to = delivery.notices().getFirst().destination();
        final var verdict = dispatch(to, mailer -> RecoveryMail.recovered(delivery, mailer.wordings(),
            to == null ? null : unsubscribeLinks.linkFor(to)));
        LOG.debug("Delivery {}: {}", delivery.id(), verdict.outcome());
        return verdict.outcome();
    }

    /**
     * Sends a mail that asks its receiver to open a link, and waits for what the SMTP server says.
     *
     * @param mail the mail
     * @return {@link SendOutcome.Sent} when the server has taken it; otherwise why not
     * @throws InterruptedException if the thread was interrupted before the server had taken it
     */
    public SendOutcome send(final LinkMail mail) throws InterruptedException {
        final var verdict = dispatch(mail.to(), mailer -> mail.letter(unsubscribeLinks.linkFor(mail.to())));
        LOG.debug("Mail {}: {}", mail.id(), verdict.outcome());
        return verdict.outcome();
    }

    /**
     * Sends a test mail and waits for what the SMTP server says.
     *
     * @param to where to
     * @return {@link SendOutcome.Sent} when the server has taken it; otherwise why not
     * @throws InterruptedException if the thread was interrupted before the server had taken it
     */
    public SendOutcome sendTest(final String to) throws InterruptedException {
        return dispatch(to, mailer -> RecoveryMail.test("test/" + UUID.randomUUID(), to, clock.instant())).outcome();
    }

    private Verdict dispatch(final @Nullable String to, final Function<Mailer, Letter> letter)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        final var verdict = switch (state) {
            case Unusable unusable -> new Verdict(new SendOutcome.Retry(unusable.reason), "not-configured");
            case Usable usable -> attempt(usable.mailer, to, letter);
        };
        counters.counter(STAGE, verdict.counted()).increment();
        if (!(verdict.outcome() instanceof SendOutcome.Sent) && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return verdict;
    }

    // NoticeChannel.send reports every fault as an outcome
    @SuppressWarnings("checkstyle:illegalCatch")
    private Verdict attempt(final Mailer mailer, final @Nullable String to,
            final Function<Mailer, Letter> letter) throws InterruptedException {
        try (var loader = new LibraryLoader()) {
            try {
                Addresses.parse("the destination", to == null ? "" : to);
            } catch (IllegalArgumentException e) {
                return Verdict.rejected("rejected-address", e.getMessage());
            }
            final Letter written;
            try {
                written = letter.apply(mailer);
            } catch (IllegalArgumentException e) {
                return Verdict.rejected("rejected-text", e.getMessage());
            }
            mailer.send(written, clock.instant());
            return Verdict.SENT;
        } catch (SmtpFault e) {
            return Verdict.of(e);
        } catch (MessagingException | RuntimeException e) {
            // nothing that a notice or a server can bring about; a fault of ours or of the library
            warn(e);
            return new Verdict(new SendOutcome.Retry("unexpected: " + SingleLine.of(e.toString(), 200)),
                "retry-unexpected");
        }
    }

    private void warn(final Exception fault) {
        final long now = System.nanoTime();
        final long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + TimeUnit.MINUTES.toNanos(1))) {
            LOG.warn("Sending a mail failed in an unexpected way (said at most once a minute)", fault);
        }
    }

    /**
     * Ends all connections and the thread that watches over them. Mails that are on their way end with
     * {@link SendOutcome.Retry}, and so do later ones. May be called again.
     */
    @Override
    public synchronized void close() {
        final var before = state;
        state = CLOSED;
        if (before instanceof Usable usable) {
            usable.mailer.retire();
        }
        connections.close();
        timer.shutdownNow();
    }

    /** Whether mail can be sent. */
    private sealed interface State {
        // closed set
    }

    private record Unusable(String reason) implements State {
        @Override
        public String toString() {
            return reason;
        }
    }

    private record Usable(Mailer mailer) implements State {
        @Override
        public String toString() {
            return mailer.settings().toString();
        }
    }
}
