/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Postfix, as an operator would run it: STARTTLS with a certificate of his own authority, AUTH by Cyrus SASL, and
 * mailboxes. An instance of its own, with configuration, queue and data in one folder, that shares only the programs
 * with one that the machine may have.
 */
public final class PostfixServer implements AutoCloseable {
    /** Where it listens, on 127.0.0.1. */
    public static final int PORT = 2587;
    /** Its name, which is the one in its certificate. */
    public static final String NAME = "localhost";
    /** The only user. */
    public static final String USER = "rebound";
    /** The user's password. */
    public static final String PASSWORD = "right, and with a space";

    private static final String ADDRESS = "127.0.0.1";
    private static final int GREY_PORT = 10023;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OWNER = "postfix";
    /** Who the mailboxes belong to. */
    private static final int NOBODY = 65_534;
    private static final Pattern MESSAGE_ID = Pattern.compile("message-id=(<[^>]*>)");

    private static final String MAIN = """
        compatibility_level = 3.6
        queue_directory = FOLDER/queue
        data_directory = FOLDER/data
        maillog_file_prefixes = FOLDER
        maillog_file = FOLDER/mail.log
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mail.example.com
        mydestination =
        mynetworks =
        local_transport = error:nobody is local
        default_transport = error:nothing leaves this machine
        virtual_mailbox_domains = example.com
        virtual_mailbox_base = FOLDER/boxes
        virtual_mailbox_maps = static:all/
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
        smtpd_tls_cert_file = FOLDER/etc/server.pem
        smtpd_tls_key_file = FOLDER/etc/server.key
        smtpd_tls_received_header = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = cyrus
        smtpd_sasl_path = smtpd
        smtpd_sasl_local_domain = mail.example.com
        smtpd_sasl_authenticated_header = yes
        cyrus_sasl_config_path = FOLDER/etc/sasl
        smtpd_relay_restrictions = permit_sasl_authenticated, reject
        smtpd_recipient_restrictions = check_recipient_access texthash:FOLDER/etc/recipients GREY
        smtpd_end_of_data_restrictions = check_recipient_access texthash:FOLDER/etc/recipients-with-mail
        """;
    // No chroot: what a service needs is in the folder, or where the machine has it.
    private static final String MASTER = """
        ADDRESS:PORT inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        proxymap unix - - n - - proxymap
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd
        """;

    private final Map<String, String> refusals = new TreeMap<>();
    private final Map<String, String> refusalsWithMail = new TreeMap<>();
    /** postgrey, if it was started. */
    private final List<Daemon> grey = new ArrayList<>();
    private final Path folder;

    private boolean running;

    /**
     * Makes an instance, and starts it.
     *
     * @param folder where its files go; everybody must be able to pass through the folders above it
     * @param authority gives it its certificate
     */
    public PostfixServer(final Path folder, final Authority authority) {
        this.folder = folder;
        try {
            for (var name : List.of("queue", "data", "boxes", "etc/sasl")) {
                Files.createDirectories(folder.resolve(name));
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setAttribute(folder.resolve("boxes"), "unix:uid", NOBODY);
            Command.of("chown", OWNER, folder.resolve("data").toString()).run();
            write("etc/master.cf", MASTER.replace("ADDRESS", ADDRESS).replace("PORT", String.valueOf(PORT)));
            write("etc/sasl/smtpd.conf", """
                pwcheck_method: auxprop
                auxprop_plugin: sasldb
                sasldb_path: USERS
                mech_list: PLAIN LOGIN
                """.replace("USERS", sasldb()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        authority.issue(NAME, ADDRESS, folder.resolve("etc"));
        Command.of("bash", "-c", "printf %s \"$1\" | saslpasswd2 -p -c -f \"$2\" -u mail.example.com " + USER, "bash",
            PASSWORD, sasldb()).run();
        Command.of("chown", OWNER, sasldb()).run();
        refuseNobody();
        comeUp();
    }

    private String sasldb() {
        return folder.resolve("etc/sasl/users").toString();
    }

    private void write(final String name, final String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes down: connections are refused. */
    public void goDown() {
        postfix("stop");
        running = false;
        Awaitility.await("Postfix is down").atMost(PATIENCE).until(() -> !listens(PORT));
    }

    /** Comes up again. */
    public void comeUp() {
        configure();
        postfix("start");
        running = true;
        Awaitility.await("Postfix listens").atMost(PATIENCE).until(() -> listens(PORT));
    }

    /**
     * Refuses a recipient from now on.
     *
     * @param recipient the address
     * @param reply a reply of SMTP, for example {@code 550 5.1.1 there is no such person}
     */
    public void refuse(final String recipient, final String reply) {
        refusals.put(recipient, reply);
        restart();
    }

    /**
     * Refuses mails to a recipient from now on, after they have been sent in full.
     *
     * @param recipient the address
     * @param reply a reply of SMTP
     */
    public void refuseMailsTo(final String recipient, final String reply) {
        refusalsWithMail.put(recipient, reply);
        restart();
    }

    /** Takes all mails again. */
    public void refuseNobody() {
        refusals.clear();
        refusalsWithMail.clear();
        restart();
    }

    /**
     * Begins to greylist: a recipient that it does not know is taken only some time after it was tried first.
     *
     * @param delay how long, in whole seconds
     */
    public void greylist(final Duration delay) {
        final var database = folder.resolve("grey");
        Command.of("install", "-d", "-o", "postgrey", database.toString()).run();
        grey.add(Daemon.start(folder.resolve("grey.log"), Command.of("postgrey", "--inet=" + ADDRESS + ":" + GREY_PORT,
            "--dbdir=" + database, "--delay=" + delay.toSeconds(), "--auto-whitelist-clients=0"))
            .awaitReady(PATIENCE, () -> listens(GREY_PORT)));
        restart();
    }

    /** {@return what it has written into its log} */
    public String log() {
        try {
            return Files.readString(folder.resolve("mail.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the Message-IDs of all mails that were sent to it, taken or not} */
    public List<String> messageIds() {
        return MESSAGE_ID.matcher(log()).results().map(found -> found.group(1)).toList();
    }

    /**
     * The mails to somebody, oldest first.
     *
     * @param recipient the address
     * @return the mails
     */
    public List<Mail> mailsTo(final String recipient) {
        final var box = folder.resolve("boxes/all/new");
        final var ret = new ArrayList<Mail>();
        if (Files.isDirectory(box)) {
            try (var files = Files.list(box)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    try (var in = Files.newInputStream(file)) {
                        final var mail = Mail.of(new MimeMessage(null, in),
                            Files.getLastModifiedTime(file).toInstant());
                        if (mail.to().equals(recipient)) {
                            ret.add(mail);
                        }
                    }
                }
            } catch (IOException | MessagingException e) {
                throw new TestbedException("cannot read the mails in " + box, e);
            }
        }
        ret.sort(Comparator.comparing(Mail::arrived));
        return ret;
    }

    /**
     * Waits for the first mail to somebody.
     *
     * @param recipient the address
     * @return the mail
     */
    public Mail awaitMailTo(final String recipient) {
        return Awaitility.await("a mail to " + recipient + " in Postfix").atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50)).until(() -> mailsTo(recipient), mails -> !mails.isEmpty()).get(0);
    }

    private void configure() {
        write("etc/main.cf", MAIN.replace("FOLDER", folder.toString()).replace("GREY", grey.isEmpty() ? ""
            : ", check_policy_service inet:" + ADDRESS + ":" + GREY_PORT));
        write("etc/recipients", table(refusals));
        write("etc/recipients-with-mail", table(refusalsWithMail));
    }

    private static String table(final Map<String, String> replies) {
        final var ret = new StringBuilder();
        replies.forEach((recipient, reply) -> ret.append(recipient).append(' ').append(reply).append('\n'));
        return ret.toString();
    }

    /** Starts it anew: a connection that goes on would not see that anything has changed. */
    private void restart() {
        if (running) {
            goDown();
            comeUp();
        }
    }

    private void postfix(final String what) {
        Command.of("postfix", "-c", folder.resolve("etc").toString(), what).run();
    }

    private static boolean listens(final int port) {
        return !Command.of("ss", "-Hltn", "sport = :" + port).run().isBlank();
    }

    @Override
    public void close() {
        if (running) {
            goDown();
        }
        grey.forEach(Daemon::close);
        Folders.delete(folder);
    }
}
