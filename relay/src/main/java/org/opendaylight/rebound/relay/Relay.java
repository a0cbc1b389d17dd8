/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.mail.MailChannel;
import org.opendaylight.rebound.outbox.NoticeDispatcher;
import org.opendaylight.rebound.outbox.OutboxPruner;
import org.opendaylight.rebound.relay.config.ConfigException;
import org.opendaylight.rebound.relay.config.RelaySettings;
import org.opendaylight.rebound.relay.snmp.PartDesk;
import org.opendaylight.rebound.relay.store.Desk;
import org.opendaylight.rebound.relay.store.NoticeStore;
import org.opendaylight.rebound.relay.store.StoreException;
import org.opendaylight.rebound.relay.web.RelayServer;
import org.opendaylight.rebound.snmp.ListAssembler;
import org.opendaylight.rebound.snmp.SnmpSettings;
import org.opendaylight.rebound.snmp.TrapReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of the relay, begun in the order of the way that a list takes, backwards. */
final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final long TABLE_SECONDS = 2;
    private static final long EXPIRY_SECONDS = 5;
    private static final String ENGINE_FILE = "snmp-engine";
    /** How long a stop waits for mails that are on their way; systemd waits 90 s for the whole. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> begun = new ArrayDeque<>();
    private final NoticeStore store;

    /**
     * Begins.
     *
     * @param settings the settings
     * @throws StoreException if the store cannot be used
     * @throws IOException if it cannot be listened
     * @throws ConfigException if the client table has a fault
     */
    Relay(final RelaySettings settings) throws StoreException, IOException, ConfigException {
        final var clock = Clock.systemUTC();
        final var counters = new CounterRegistry();
        final var table = settings.clients().read();
        boolean complete = false;
        try {
            store = keep(NoticeStore.open(settings.store().data()));
            final var timer = timer();
            timer.scheduleWithFixedDelay(store::tidy, 1, 1, TimeUnit.SECONDS);

            final var mail = keep(new MailChannel(counters, clock));
            mail.configure(settings.mail().settings());
            final var smtp = new SmtpWatch(mail);
            final var dispatcher = keep(new NoticeDispatcher(smtp.saving(store), name -> smtp,
                settings.mail()::retry, settings.mail()::groupWait, clock, counters));
            final var pruner = keep(new OutboxPruner(store::removeFinished, settings.store()::retention, clock,
                counters, timer));
            begun.push(() -> drain(smtp));
            store.watch(List.of(pruner, dispatcher));

            final var desk = new Desk(store, settings, table, clock, counters);
            final var file = settings.clients().file();
            if (file != null) {
                final var watch = new TableWatch(settings.clients(), file, desk::use, counters);
                timer.scheduleWithFixedDelay(watch, TABLE_SECONDS, TABLE_SECONDS, TimeUnit.SECONDS);
            }
            // those of an earlier run, too, when SNMP is not wanted any more: then they expire
            final var parts = new PartDesk(store.parts(), desk, counters,
                new ListAssembler(ListAssembler.DEFAULT_LIFETIME));
            timer.scheduleWithFixedDelay(parts::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
            keep(new RelayServer(settings, new RelayServer.Sources(desk, store, smtp::state, counters, clock)));
            final var snmp = settings.snmp();
            if (snmp != null) {
                receive(snmp, keep(TrapReceiver.confirming(counters, parts,
                    settings.store().data().resolve(ENGINE_FILE))));
            }
            LOG.info("Ready: {} clients in the table, {}", table.clients().size(), store.stock());
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private static void receive(final SnmpSettings settings, final TrapReceiver receiver) throws IOException {
        final var failures = receiver.configure(settings);
        if (!failures.isEmpty()) {
            throw new IOException("snmp: " + String.join("; ", failures.values()));
        }
        LOG.info("Taking SNMP informs on {}, with engine ID {}", receiver.listening().values(), receiver.engineId());
    }

    private ScheduledExecutorService timer() {
        final var ret = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-timer").daemon().factory());
        begun.push(ret::shutdownNow);
        return ret;
    }

    private <T extends AutoCloseable> T keep(final T part) {
        begun.push(part);
        return part;
    }

    private static void drain(final SmtpWatch smtp) {
        if (!smtp.drain(DRAIN)) {
            LOG.warn("A mail was on its way for more than {} s; it is sent again, with the same Message-ID, after the"
                + " next start", DRAIN.toSeconds());
        }
    }

    /** {@return completes with the fault that makes it useless to go on} */
    CompletableFuture<Exception> broken() {
        return store.broken();
    }

    // What cannot be closed must not keep the rest open
    @SuppressWarnings("checkstyle:illegalCatch")
    @Override
    public void close() {
        while (!begun.isEmpty()) {
            try {
                begun.pop().close();
            } catch (Exception e) {
                LOG.error("A part could not be ended", e);
            }
        }
    }
}
