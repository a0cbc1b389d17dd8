/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes to tell many clients of one recovery, from the trap until the mail server has taken the last mail:
 * by the plugin, through its outbox, and by a sender that does nothing but send, with as many connections, in turns of
 * one run. {@code ./rebound bench notices} runs it.
 */
public final class NoticesRun {
    private static final Logger LOG = LoggerFactory.getLogger(NoticesRun.class);
    private static final int ROUNDS = 3;
    private static final int NOTICES = 10_000;
    private static final int CONNECTIONS = 4;
    /** Frames a second: two of each client that fails. */
    private static final double RATE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(500);

    private final PlayedSite site;
    private final SmtpSink mail;
    private final BareSender bare = new BareSender(PlayedSite.SMTP_PORT);

    private NoticesRun(final PlayedSite site, final SmtpSink mail) {
        this.site = site;
        this.mail = mail;
    }

    /**
     * Measures.
     *
     * @param args the distribution
     * @throws Exception if a file, a process or a mail fails
     */
    public static void main(final String[] args) throws Exception {
        final var folder = Files.createTempDirectory("rbt");
        try (var mail = new SmtpSink(PlayedSite.SMTP_PORT);
             var controller = Controller.start(Path.of(args[0]), folder.resolve("odl"));
             var site = new PlayedSite(controller, (ROUNDS + 1) * NOTICES)) {
            site.configure(CONNECTIONS);
            new NoticesRun(site, mail).run();
        }
        Folders.delete(folder);
    }

    private void run() throws Exception {
        final var ratios = new ArrayList<Double>();
        for (int round = 0; round <= ROUNDS; round++) {
            final double plugin = plugin(round);
            final double sender = sender();
            // Neither is measured cold
            if (round > 0) {
                LOG.info("round {}: {} notices: plugin {} s, bare sender {} s, ratio {}", round, NOTICES,
                    shown(plugin), shown(sender), shown(plugin / sender));
                ratios.add(plugin / sender);
            }
        }
        ratios.sort(Comparator.naturalOrder());
        LOG.info("{} notices over {} connections, plugin against a bare sender: ratio {} (median of {})", NOTICES,
            CONNECTIONS, shown(ratios.get(ROUNDS / 2)), ROUNDS);
    }

    /** Each round has clients of its own: those of the round before would be seen to repeat what they did. */
    private double plugin(final int round) throws Exception {
        try (var farm = site.failing(round * NOTICES, NOTICES)) {
            farm.copy(2L * NOTICES, RATE);
            Awaitility.await("the failed clients").atMost(PATIENCE).pollInterval(OFTEN)
                .until(() -> site.failed().size() == NOTICES);
        }
        mail.forget();
        final long begin = System.nanoTime();
        site.trap();
        final double ret = awaitLast(begin);
        LOG.info("plugin: first mail after {} s, half of them after {} s, the last after {} s",
            shown(seconds(begin, 0)), shown(seconds(begin, NOTICES / 2)), shown(ret));
        Awaitility.await("an empty outbox").atMost(PATIENCE).pollInterval(OFTEN).until(() -> site.outbox().isEmpty());
        return ret;
    }

    private double sender() throws Exception {
        mail.forget();
        final long begin = System.nanoTime();
        bare.send(NOTICES, CONNECTIONS);
        return awaitLast(begin);
    }

    /** Seconds until the last mail was taken. */
    private double awaitLast(final long begin) {
        Awaitility.await("the mails").atMost(PATIENCE).pollInterval(OFTEN).until(() -> mail.count() >= NOTICES);
        return seconds(begin, NOTICES - 1);
    }

    private double seconds(final long begin, final int number) {
        return (mail.taken().get(number).nanos() - begin) / 1e9;
    }

    private static String shown(final double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
