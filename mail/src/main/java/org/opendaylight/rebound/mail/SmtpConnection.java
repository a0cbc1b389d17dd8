/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.google.common.base.Throwables;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.SocketFetcher;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.mail.MailSettings.Security;
import org.opendaylight.rebound.mail.SmtpFault.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the SMTP server. The protocol is the library's; this class knows at each moment how far it has come
 * and what the server said, which the library's exceptions do not always tell, limits every step in time, and can be
 * ended from another thread. It is opened once, then used by one thread at a time.
 */
final class SmtpConnection extends SMTPTransport {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int MAX_WORDS = 500;

    private final MailSettings settings;
    private final ScheduledExecutorService timer;
    private final Secret secret;

    /** Below TLS, so that closing it never waits for a lock. */
    private volatile Socket socket = new Socket();
    private volatile boolean aborted;
    private volatile boolean timedOut;

    private Stage stage = Stage.CONNECTION;
    private Future<?> deadline = CompletableFuture.completedFuture(null);
    /** The answer to the last command but RSET and QUIT. */
    private Reply reply = Reply.NONE;
    private boolean tidying;
    private boolean reusable;

    /**
     * Makes a connection that is not open yet.
     *
     * @param session the library's session, made for the same settings
     * @param settings the server and what it asks for
     * @param timer fires when a step takes too long; its tasks are short
     */
    SmtpConnection(final Session session, final MailSettings settings, final ScheduledExecutorService timer) {
        super(session, new URLName("smtp", settings.host(), settings.port(), null, null, null));
        this.settings = settings;
        this.timer = timer;
        secret = new Secret(settings.username(), settings.password());
    }

    /**
     * Connects: TCP, TLS or STARTTLS and AUTH as the settings say.
     *
     * @throws SmtpFault if that failed; the connection is closed then
     */
    void open() throws SmtpFault {
        boolean opened = false;
        try {
            final var tcp = connectTcp();
            arm();
            final var local = tcp.getLocalAddress();
            // RFC 5321 section 4.1.3; no name of this host is looked up
            setLocalHost('[' + (local instanceof Inet6Address ? "IPv6:" : "") + plain(local) + ']');
            connect(settings.security() != Security.TLS ? tcp
                : SocketFetcher.startTLS(tcp, settings.host(), session.getProperties(), "mail.smtp"));
            if (settings.username() != null && !supportsExtension("AUTH")) {
                // the library would go on without
                stage = Stage.AUTHENTICATION;
                throw fault(0, "the server offers no AUTH" + (settings.security() == Security.NONE
                    ? "; it may do so with security starttls or tls only" : ""));
            }
            opened = true;
        } catch (IOException | MessagingException e) {
            throw fault(e);
        } finally {
            disarm();
            if (!opened) {
                quit();
            }
        }
    }

    /**
     * Sends one mail.
     *
     * @param message the mail, to the receivers that it names
     * @throws SmtpFault if the server has not taken it, or has not said so
     */
    void deliver(final MimeMessage message) throws SmtpFault {
        reusable = false;
        stage = Stage.SENDER;
        reply = Reply.NONE;
        arm();
        try {
            sendMessage(message, message.getAllRecipients());
            reusable = true;
        } catch (MessagingException e) {
            throw fault(e);
        } finally {
            disarm();
        }
    }

    /**
     * Whether another mail may be sent here: the last one was taken, or was refused and the server has reset itself.
     *
     * @return true if so; the server may have closed the connection meanwhile all the same
     */
    boolean isReusable() {
        return reusable && !aborted;
    }

    /** Ends the connection politely; does not wait for the answer. */
    void quit() {
        try {
            close();
        } catch (MessagingException e) {
            LOG.trace("{}:{} was gone before QUIT", settings.host(), settings.port(), e);
        }
        abort();
    }

    /** Ends the connection at once. What waits for it in another thread fails. */
    void abort() {
        aborted = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("Closing the connection to {}:{} failed", settings.host(), settings.port(), e);
        }
    }

    private Socket connectTcp() throws IOException {
        final var addresses = InetAddress.getAllByName(settings.host());
        final long start = System.nanoTime();
        IOException failed = null;
        for (int i = 0; i < addresses.length && !aborted; ++i) {
            final var tcp = new Socket();
            socket = tcp;
            if (aborted) {
                tcp.close();
            }
            try {
                tcp.setTcpNoDelay(true);
                // with the configured name, which TLS checks the certificate against; and what is left of the time is
                // shared among the addresses that are left
                final long left = settings.timeout().toMillis() - (System.nanoTime() - start) / 1_000_000;
                tcp.connect(new InetSocketAddress(InetAddress.getByAddress(settings.host(), addresses[i].getAddress()),
                    settings.port()), (int) Math.max(1, Math.min(Integer.MAX_VALUE, left / (addresses.length - i))));
                return tcp;
            } catch (IOException e) {
                tcp.close();
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        throw failed != null ? failed : new IOException("stopped");
    }

    private static String plain(final InetAddress address) {
        final var text = address.getHostAddress();
        final int zone = text.indexOf('%');
        return zone == -1 ? text : text.substring(0, zone);
    }

    // ---- the library's protocol, observed

    @Override
    protected boolean protocolConnect(final String host, final int port, final @Nullable String user,
            final @Nullable String password) throws MessagingException {
        // not what the library finds in its properties and in user.name
        return super.protocolConnect(settings.host(), settings.port(), settings.username(), settings.password());
    }

    @Override
    protected void sendCommand(final String cmd) throws MessagingException {
        tidying = cmd.equals("RSET") || cmd.equals("QUIT");
        if (!tidying) {
            reply = Reply.NONE;
        }
        if (cmd.startsWith("AUTH ")) {
            stage = Stage.AUTHENTICATION;
        }
        super.sendCommand(cmd);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        final boolean counts = !tidying;
        if (counts) {
            reply = Reply.NONE;
        }
        final int code = super.readServerResponse();
        // for what comes next: a TLS handshake, the mail itself, another command
        arm();
        if (counts) {
            reply = new Reply(code, getLastServerResponse());
        } else {
            reusable = code == 250;
        }
        return code;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RECEIVER;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = Stage.DATA;
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        stage = Stage.ACCEPTANCE;
        arm();
        super.finishData();
    }

    // ---- time

    private void arm() {
        disarm();
        deadline = timer.schedule(() -> {
            timedOut = true;
            abort();
        }, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        deadline.cancel(false);
    }

    // ---- words

    private SmtpFault fault(final Exception thrown) {
        final var said = reply;
        if (said.code() >= 400) {
            return fault(said.code(), said.words());
        }
        if (timedOut) {
            return fault(0, "no answer within " + settings.timeout().toMillis() + " ms");
        }
        if (aborted) {
            return fault(0, "stopped before the answer came");
        }
        final var causes = Throwables.getCausalChain(thrown);
        final var root = causes.getLast();
        if (root instanceof SocketTimeoutException) {
            return fault(0, "no connection within " + settings.timeout().toMillis() + " ms");
        }
        if (causes.stream().anyMatch(IOException.class::isInstance)) {
            return fault(0, root.getClass().getSimpleName() + ": " + root.getMessage());
        }
        if (said == Reply.NONE) {
            return fault(0, String.valueOf(thrown.getMessage()));
        }
        if (said.code() == -1) {
            return fault(0, said.words().equals("[EOF]") ? "the server closed the connection"
                : "not an SMTP answer: " + said.words());
        }
        return stage == Stage.CONNECTION || stage == Stage.AUTHENTICATION
            // the server said yes, the library did not like what it offers
            ? fault(0, String.valueOf(thrown.getMessage())) : fault(said.code(), "unexpected answer: " + said.words());
    }

    private SmtpFault fault(final int code, final String what) {
        return new SmtpFault(stage, code, settings.host() + ':' + settings.port() + ' ' + stage + ": "
            + SingleLine.of(secret.hide(what), MAX_WORDS)
            + (code == 0 && stage == Stage.ACCEPTANCE ? "; the server may have taken the mail" : ""));
    }

    private record Reply(int code, String words) {
        /** Nothing yet. */
        static final Reply NONE = new Reply(0, "");
    }
}
