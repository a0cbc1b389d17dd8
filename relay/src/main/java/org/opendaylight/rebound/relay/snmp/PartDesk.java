/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.snmp;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.relay.store.Intake;
import org.opendaylight.rebound.relay.store.IntakeException;
import org.opendaylight.rebound.relay.store.PartStore;
import org.opendaylight.rebound.relay.store.StoreException;
import org.opendaylight.rebound.snmp.InformConsumer;
import org.opendaylight.rebound.snmp.ListAssembler;
import org.opendaylight.rebound.snmp.ListAssembler.Result;
import org.opendaylight.rebound.snmp.PartResult;
import org.opendaylight.rebound.snmp.RecoveryPart;
import org.opendaylight.rebound.snmp.Trap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the parts of lists that come by SNMP. A part is on disk before its inform is answered; a list is given on when
 * all its parts are there. What is not taken is not answered, so that its sender tries again and nothing is lost while
 * somebody mends it; that includes what is malformed. Another notification is none of ours: it is answered, so that its
 * sender stops. Thread-safe.
 *
 * <p>Counted in stage {@value #STAGE}. Each notification that was believed is one of {@code stored}, {@code complete},
 * {@code repeated} (of a list that was taken shortly before), {@code contradicting}, {@code malformed}, {@code full},
 * {@code not-taken} and {@code other}. Also counted: {@code restored}, parts that an earlier run had stored, and
 * {@code expired}, lists.
 */
public final class PartDesk implements InformConsumer {
    /** The stage that parts are counted in. */
    public static final String STAGE = "part";

    private static final Logger LOG = LoggerFactory.getLogger(PartDesk.class);

    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final PartStore store;
    private final Intake intake;
    private final Counters counters;
    private final ListAssembler assembler;
    private long quietUntil = System.nanoTime();

    /**
     * Begins with what an earlier run has stored.
     *
     * @param store where parts are kept
     * @param intake takes whole lists
     * @param counters counts in stage {@value #STAGE}
     * @param assembler puts parts together, and says how long a list may be incomplete; with nothing in it
     * @throws StoreException if the store cannot be used
     */
    public PartDesk(final PartStore store, final Intake intake, final Counters counters,
            final ListAssembler assembler) throws StoreException {
        this.store = requireNonNull(store);
        this.intake = requireNonNull(intake);
        this.counters = requireNonNull(counters);
        this.assembler = requireNonNull(assembler);
        for (var kept : store.read()) {
            restore(kept.source(), kept.part());
        }
    }

    private void restore(final IpAddress source, final RecoveryPart part) {
        switch (assembler.add(source, part)) {
            case Result.Incomplete incomplete -> count("restored");
            // the next part that comes gives it on
            case Result.Complete complete -> count("restored");
            case Result.Finished finished -> forget(source, part.head().id());
            case Result.Contradicting contradicting -> forget(source, part.head().id());
            case Result.Full full -> forget(source, part.head().id());
        }
    }

    @Override
    public synchronized boolean accept(final Trap trap, final PartResult content) {
        return switch (content) {
            case PartResult.Part(var part) -> take(trap.source(), part);
            case PartResult.Malformed(var reason) -> refuse("malformed", trap.source(), reason);
            case PartResult.Other other -> {
                LOG.debug("{} from {} is no list", trap.oid(), trap.source());
                yield done("other");
            }
        };
    }

    private boolean take(final IpAddress source, final RecoveryPart part) {
        try {
            return switch (assembler.add(source, part)) {
                case Result.Incomplete(var missing) -> {
                    store.put(source, part);
                    LOG.debug("Stored {} from {}, {} to come", part, source, missing);
                    yield done("stored");
                }
                case Result.Complete(var list) -> {
                    complete(source, list);
                    yield done("complete");
                }
                case Result.Finished finished -> {
                    // a list of the same name with other clients is none that Rebound sends, and not lost all the same
                    intake.accept(list(part));
                    yield done("repeated");
                }
                case Result.Contradicting contradicting -> refuse("contradicting", source,
                    "another part of the same list says something else");
                case Result.Full full -> refuse("full", source, "too many lists are incomplete");
            };
        } catch (IntakeException e) {
            LOG.debug("Not taken: {} from {}", part, source, e);
            return refuse("not-taken", source, String.valueOf(e.getMessage()));
        }
    }

    /** In this order: what ends the process leaves the list where it is found again, in its parts or as a whole. */
    private void complete(final IpAddress source, final RecoveryList list) throws IntakeException {
        final var accepted = intake.accept(list);
        store.remove(source, list.id());
        assembler.finish(source, list.id());
        LOG.debug("List {} of {} is complete: {}", list.id(), source, accepted);
    }

    private static RecoveryList list(final RecoveryPart part) {
        final var head = part.head();
        return new RecoveryList(head.id(), head.service(), head.outage(), head.recovered(), part.clients());
    }

    private boolean done(final String outcome) {
        count(outcome);
        return true;
    }

    private boolean refuse(final String outcome, final IpAddress source, final String reason) {
        count(outcome);
        final long now = System.nanoTime();
        if (now - quietUntil >= 0) {
            quietUntil = now + QUIET_NANOS;
            LOG.warn("A list of {} was not taken: {}; further ones are only counted for a minute", source, reason);
        }
        return false;
    }

    private void count(final String outcome) {
        counters.counter(STAGE, outcome).increment();
    }

    /** Forgets lists that have been incomplete for too long. To be called every few seconds. */
    public synchronized void expire() {
        for (var key : assembler.expire()) {
            count("expired");
            LOG.warn("A list of {} did not become complete, and is forgotten; its sender has to send all of it again",
                key.source());
            forget(key.source(), key.id());
        }
    }

    private void forget(final IpAddress source, final String id) {
        try {
            store.remove(source, id);
        } catch (IntakeException e) {
            // which ends the relay; the next one forgets it
            LOG.debug("The parts of a list of {} are still in the store", source, e);
        }
    }
}
