/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.opendaylight.rebound.it.testbed.Controller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays outages whose clients are to be told by a mail server that fails at random, and kills the controller in them
 * with signal 9. After each kill it is started again, and then, by equality of sets:
 *
 * <ul>
 * <li>every client that RESTCONF had shown in the failed-client table is there, to be sent, or mailed;</li>
 * <li>without a trap nobody is told;</li>
 * <li>in the end exactly those that were in the table are mailed, and nothing is left to do;</li>
 * <li>a client that is mailed twice has the same Message-ID in both mails;</li>
 * <li>what the operator had been acknowledged is in the configuration, and nothing else;</li>
 * <li>the number of the outage is one more than before.</li>
 * </ul>
 */
public final class Crashes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crashes.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);
    /** Milliseconds from what a kill waits for to the kill, at most. */
    private static final int SOON = 30;
    private static final int CLIENTS = 2000;
    private static final int CONNECTIONS = 4;
    /** Frames a second: two of each client that fails. */
    private static final int RATE = 500;
    /** How many of ten kills are followed by one while booting. */
    private static final int BOOT_KILLS = 3;
    private static final SmtpSink.Faults FAULTS = new SmtpSink.Faults(0.03, 0.02, 0.02);

    private final CrashFigures figures;
    private final Controller controller;
    private final Random random;
    private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();
    private final PlayedSite site;
    private final SmtpSink mail;

    /** Who failed in earlier rounds, was not shown in the table before the kill, and is not told yet. */
    private final Set<String> unshown = new HashSet<>();

    private int round;
    private int hungStarts;

    /**
     * Tells a controller what to watch.
     *
     * @param controller the controller, which has nothing else to watch
     * @param random what is random
     * @param figures takes what comes of it
     * @throws IOException if a port cannot be opened
     */
    public Crashes(final Controller controller, final Random random, final CrashFigures figures) throws IOException {
        this.controller = controller;
        this.random = random;
        this.figures = figures;
        site = new PlayedSite(controller, CLIENTS);
        mail = new SmtpSink(PlayedSite.SMTP_PORT);
        site.configure(CONNECTIONS);
    }

    /**
     * Plays an outage for each point, and kills the controller while it boots in one of them.
     *
     * @throws IOException if a peer fails
     */
    public void everyPoint() throws IOException {
        for (var point : KillPoint.values()) {
            round(point, point == KillPoint.MAILING);
        }
    }

    /**
     * Plays an outage in which the controller is killed at the next of all points, and perhaps once more while it
     * boots.
     *
     * @throws IOException if a peer fails
     */
    public void round() throws IOException {
        round(KillPoint.values()[round % KillPoint.values().length], random.nextInt(10) < BOOT_KILLS);
    }

    /**
     * Plays an outage.
     *
     * @param point where the controller is killed
     * @param alsoWhileBooting whether it is killed once more while it boots again
     * @throws IOException if a peer fails
     */
    private void round(final KillPoint point, final boolean alsoWhileBooting) throws IOException {
        round++;
        mail.forget();
        mail.fail(FAULTS);
        final int count = random.nextInt(point.fewest(), point.most() + 1);
        final int first = random.nextInt(CLIENTS - count);
        final var played = PlayedSite.mails(first, count);
        final int outage = site.outage();
        final Set<String> shown;
        final BusyOperator operator;
        try (var farm = site.failing(first, count)) {
            operator = new BusyOperator(site.restconf(), round, CLIENTS, inDoubt);
            shown = play(point, farm, played);
        }
        final int acknowledged = operator.finish();
        if (alsoWhileBooting) {
            killWhileBooting();
        }
        boot();
        final var there = site.failed();
        final var told = new HashSet<>(there);
        // Without those that are sent: some are of the round before, and will be pruned
        told.addAll(site.outbox("pending"));
        told.addAll(mailed());
        final var lost = minus(shown, told);
        figures.lost(lost.size());
        check(point + ": shown in the table, and lost by the kill", lost);
        // The datastore may bring back at the second start what it did not acknowledge before the first
        final var earlier = Set.copyOf(unshown);
        final var others = minus(told, played);
        check(point + ": never failed, but to be told", minus(others, earlier));
        figures.late(others.size());
        unshown.addAll(minus(played, told));
        unshown.removeAll(told);
        if (point == KillPoint.FAILING) {
            check(point + ": told before there was a trap", minus(minus(told, there), earlier));
        }
        operator.differences().forEach(wrong -> check("configuration, " + wrong));
        finish(point, told);
        final int ended = outage + (told.isEmpty() ? 0 : 1);
        if (site.outage() != ended) {
            check("outage " + site.outage() + " instead of " + ended);
        }
        LOG.info("{}, {} of {} clients shown before, {} afterwards, {} of them still in the table; {} entries of the"
            + " operator; {} mails. So far: {}", point, shown.size(), count, told.size(), there.size(), acknowledged,
            mail.count(), figures.summary());
    }

    /** Plays the outage until the controller is killed; gives the clients that RESTCONF has shown in the table. */
    private Set<String> play(final KillPoint point, final SwitchFarm farm, final Set<String> played)
            throws IOException {
        final var copied = CompletableFuture.runAsync(() -> farm.copy(2L * played.size(), RATE));
        if (point == KillPoint.FAILING) {
            final int enough = random.nextInt(1, played.size());
            var shown = site.failed();
            while (shown.size() < enough) {
                shown = site.failed();
            }
            killAfter(random.nextInt(SOON)).join();
            // The switch is cut off, too
            copied.exceptionally(gone -> null);
            return shown;
        }
        copied.join();
        Awaitility.await("the failed clients").atMost(PATIENCE).pollInterval(OFTEN)
            .until(() -> site.failed().equals(played));
        site.trap();
        final int some = random.nextInt(played.size());
        switch (point) {
            case MOVING -> Awaitility.await("some have moved").atMost(PATIENCE).pollInterval(ONE_MILLISECOND)
                .until(() -> site.failed().size() < played.size() - some);
            case MAILING -> Awaitility.await("some are mailed").atMost(PATIENCE).pollInterval(ONE_MILLISECOND)
                .until(() -> mail.count() > some);
            default -> {
                // at once
            }
        }
        killAfter(random.nextInt(SOON)).join();
        return played;
    }

    private CompletableFuture<Void> killAfter(final int millis) {
        figures.killed();
        return CompletableFuture.runAsync(controller::kill,
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private void killWhileBooting() {
        controller.beginAgain();
        figures.killedWhileBooting();
        killAfter(random.nextInt(1000, 1000 + (int) (1000 * figures.usualBoot()))).join();
    }

    private void boot() {
        final long begin = System.nanoTime();
        controller.beginAgain();
        controller.awaitReady();
        figures.booted((System.nanoTime() - begin) / 1e9);
        figures.hungStarts(controller.hungStarts() - hungStarts);
        hungStarts = controller.hungStarts();
        site.awaitTrapsHeard();
    }

    /** Lets the recovery happen, if it has not yet, and everybody be told; then exactly these have been. */
    private void finish(final KillPoint point, final Set<String> expected) throws IOException {
        site.trap();
        mail.goDown();
        pause(random.nextInt(500));
        mail.comeUp();
        try {
            Awaitility.await("everybody is told").atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
                if (!site.failed().isEmpty()) {
                    // The kill may have been faster than the record of the signal
                    site.trap();
                    return false;
                }
                return site.outbox("pending").isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            check(point + ": not told within " + PATIENCE, minus(expected, mailed()));
        }
        check(point + ": refused", site.outbox("failed"));
        final var lost = minus(expected, mailed());
        figures.lost(lost.size());
        check(point + ": lost", lost);
        final var wrong = minus(mailed(), expected);
        figures.wronglyTold(wrong.size());
        check(point + ": wrongly told", wrong);
        final var ids = mail.taken().stream().collect(Collectors.groupingBy(SmtpSink.Taken::to,
            Collectors.mapping(SmtpSink.Taken::messageId, Collectors.toCollection(TreeSet::new))));
        ids.forEach((to, each) -> {
            if (each.size() > 1) {
                check(point + ": copies that differ " + each, Set.of(to));
            }
        });
        figures.recovered(ids.size(), mail.count());
    }

    private Set<String> mailed() {
        return mail.taken().stream().map(SmtpSink.Taken::to).collect(Collectors.toSet());
    }

    private void check(final String what, final Set<String> wrong) {
        if (!wrong.isEmpty()) {
            check(what + ": " + wrong.size() + " " + new TreeSet<>(wrong));
        }
    }

    private void check(final String wrong) {
        final var fault = "round " + round + ", " + wrong;
        LOG.error("Wrong: {}", fault);
        figures.fault(fault);
    }

    private static Set<String> minus(final Set<String> some, final Set<String> others) {
        final var ret = new HashSet<>(some);
        ret.removeAll(others);
        return ret;
    }

    private static void pause(final int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        mail.close();
        site.close();
    }
}
