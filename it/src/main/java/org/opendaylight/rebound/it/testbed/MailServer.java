/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A real SMTP server (GreenMail) that takes every mail and keeps it. It can be down for a while.
 */
public final class MailServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What arrived before the server was stopped: GreenMail forgets it. */
    private final List<Mail> kept = new ArrayList<>();
    private final GreenMail server;

    /**
     * Starts a server.
     *
     * @param address the address to listen on
     * @param port the port
     */
    public MailServer(final String address, final int port) {
        this(address, port, new GreenMailConfiguration());
    }

    /**
     * Starts a server that lets a user in with their password only.
     *
     * @param address the address to listen on
     * @param port the port
     * @param user the user's name
     * @param password the user's password
     */
    public MailServer(final String address, final int port, final String user, final String password) {
        this(address, port, new GreenMailConfiguration().withUser(user + "@example.com", user, password));
    }

    private MailServer(final String address, final int port, final GreenMailConfiguration configuration) {
        final var setup = new ServerSetup(port, address, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE.toMillis());
        server = new GreenMail(setup);
        server.withConfiguration(configuration);
        server.start();
    }

    /**
     * Goes down: connections are refused.
     */
    public void goDown() {
        kept.addAll(arrived());
        server.stop();
    }

    /**
     * Comes up again.
     */
    public void comeUp() {
        server.start();
    }

    /**
     * The mails to somebody, oldest first.
     *
     * @param address the address
     * @return the mails
     */
    public List<Mail> mailsTo(final String address) {
        final var result = new ArrayList<>(kept.stream().filter(mail -> mail.to().equals(address)).toList());
        final var user = server.getUserManager().getUserByEmail(address);
        if (user != null) {
            result.addAll(inbox(user));
        }
        return result;
    }

    /**
     * Waits for the first mail to somebody.
     *
     * @param address the address
     * @return the mail
     */
    public Mail awaitMailTo(final String address) {
        return Awaitility.await("a mail to " + address).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
            .until(() -> mailsTo(address), mails -> !mails.isEmpty()).get(0);
    }

    /** {@return how many mails there are} */
    public int count() {
        return kept.size() + server.getReceivedMessages().length;
    }

    /**
     * Forgets all mails.
     */
    public void forgetAll() {
        kept.clear();
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new TestbedException("cannot empty the mailboxes", e);
        }
    }

    /** {@return all mails} */
    public List<Mail> all() {
        final var result = new ArrayList<>(kept);
        result.addAll(arrived());
        result.sort(Comparator.comparing(Mail::arrived));
        return result;
    }

    @Override
    public void close() {
        server.stop();
    }

    private List<Mail> inbox(final GreenMailUser user) {
        final var result = new ArrayList<Mail>();
        try {
            // A copy: the list is the server's own, which may get another mail meanwhile
            for (var message : new ArrayList<>(
                    server.getManagers().getImapHostManager().getInbox(user).getMessages())) {
                result.add(Mail.of(message.getMimeMessage(), message.getReceivedDate().toInstant()));
            }
        } catch (FolderException | MessagingException | IOException e) {
            throw new TestbedException("cannot read the mails to " + user.getEmail(), e);
        }
        return result;
    }

    private List<Mail> arrived() {
        final var result = new ArrayList<Mail>();
        server.getUserManager().listUser().forEach(user -> result.addAll(inbox(user)));
        return result;
    }

    /**
     * Runs a server by itself, for the demo. Every mail becomes a file, NUMBER.txt as a person reads it and NUMBER.eml
     * as it was sent, and then a line of the file 'arrived': milliseconds since 1970, recipient, NUMBER.
     *
     * @param args address, port, and a folder for the mails
     * @throws IOException if a file cannot be written
     * @throws MessagingException if a mail cannot be read
     */
    public static void main(final String[] args) throws IOException, MessagingException {
        final var folder = Files.createDirectories(Path.of(args[2]));
        final var server = new MailServer(args[0], Integer.parseInt(args[1]));
        Files.writeString(folder.resolve("arrived"), "");
        for (int number = 1;; number++) {
            while (!server.server.waitForIncomingEmail(Long.MAX_VALUE, number)) {
                // woken without a mail
            }
            final var mails = server.all();
            final var mail = mails.get(number - 1);
            Files.writeString(folder.resolve(number + ".eml"), mail.source());
            Files.writeString(folder.resolve(number + ".txt"), mail.readable());
            Files.writeString(folder.resolve("arrived"), mail.arrived().toEpochMilli() + " " + mail.to() + " " + number
                + "\n", StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
        }
    }
}
