/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.snmp.ListAssembler.Key;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Complete;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Contradicting;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Finished;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Full;
import org.opendaylight.rebound.snmp.ListAssembler.Result.Incomplete;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.opendaylight.rebound.snmp.RecoveryPart.Head;

class ListAssemblerTest {
    private static final IpAddress SOURCE = IpAddress.parse("192.0.2.1");
    private static final IpAddress OTHER = IpAddress.parse("192.0.2.2");
    private static final RecoveryList LIST = Lists.of(30);
    private static final List<RecoveryPart> PARTS = RecoveryInforms.split(LIST, 1400);

    private final AtomicLong now = new AtomicLong();
    private final ListAssembler assembler = new ListAssembler(ListAssembler.DEFAULT_LIFETIME, now::get);

    private void pass(final Duration time) {
        now.addAndGet(time.toNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5 })
    void anyOrderWithRepetitionsMakesTheList(final long seed) {
        assertTrue(PARTS.size() > 2);
        final List<RecoveryPart> order = new ArrayList<>(PARTS);
        Collections.shuffle(order, new Random(seed));
        for (int i = 0; i < order.size() - 1; i++) {
            final var expected = new Incomplete(order.size() - 1 - i);
            assertEquals(expected, assembler.add(SOURCE, order.get(i)));
            assertEquals(expected, assembler.add(SOURCE, order.get(i)));
        }
        assertEquals(new Complete(LIST), assembler.add(SOURCE, order.getLast()));
    }

    @Test
    void completeListIsGivenUntilItIsFinished() {
        PARTS.forEach(part -> assembler.add(SOURCE, part));
        assertEquals(new Complete(LIST), assembler.add(SOURCE, PARTS.getFirst()));
        assembler.finish(SOURCE, Lists.ID);
        assertEquals(0, assembler.size());
        assertEquals(new Finished(), assembler.add(SOURCE, PARTS.getLast()));
        pass(ListAssembler.DEFAULT_LIFETIME);
        assertEquals(List.of(), assembler.expire());
        assertEquals(0, assembler.expired());
        assertEquals(new Incomplete(PARTS.size() - 1), assembler.add(SOURCE, PARTS.getLast()));
    }

    @Test
    void finishedListThatChangesIsContradicting() {
        PARTS.forEach(part -> assembler.add(SOURCE, part));
        assembler.finish(SOURCE, Lists.ID);
        assertEquals(new Contradicting(), assembler.add(SOURCE, RecoveryInforms.split(LIST, 16384).getFirst()));
    }

    // a crash between an answer and the next part
    @Test
    void storedPartsAreTheListAfterARestart() {
        final var stored = PARTS.subList(0, PARTS.size() - 1).stream().map(RecoveryPart::pack).toList();
        for (final var octets : stored) {
            if (RecoveryPart.unpack(octets) instanceof Part(var part)) {
                assembler.add(SOURCE, part);
            }
        }
        assertEquals(new Complete(LIST), assembler.add(SOURCE, PARTS.getLast()));
    }

    @Test
    void sourcesHaveNothingToDoWithEachOther() {
        assembler.add(SOURCE, PARTS.getFirst());
        assertEquals(new Incomplete(PARTS.size() - 1), assembler.add(OTHER, PARTS.get(1)));
        assertEquals(2, assembler.size());
    }

    @Test
    void contradictingPartChangesNothing() {
        assembler.add(SOURCE, PARTS.getFirst());
        // cut elsewhere
        assertEquals(new Contradicting(), assembler.add(SOURCE, RecoveryInforms.split(LIST, 16384).getFirst()));
        // the same number with other clients
        assertEquals(new Contradicting(),
            assembler.add(SOURCE, new RecoveryPart(PARTS.getFirst().head(), 1, PARTS.get(1).clients())));
        final var head = PARTS.getFirst().head();
        final var later = new Head(head.id(), head.parts(), head.service(), head.outage() + 1, head.failedSince(),
            head.recovered());
        assertEquals(new Contradicting(), assembler.add(SOURCE, new RecoveryPart(later, 2, PARTS.get(1).clients())));
        PARTS.subList(1, PARTS.size() - 1).forEach(part -> assembler.add(SOURCE, part));
        assertEquals(new Complete(LIST), assembler.add(SOURCE, PARTS.getLast()));
    }

    @Test
    void listWithTooManyClientsIsContradicting() {
        final var clients = Lists.of(RecoveryList.MOST).clients();
        final var head = new Head("id", 2, Lists.SERVICE, 7, Lists.FAILED, Lists.RECOVERED);
        assertEquals(new Incomplete(1), assembler.add(SOURCE, new RecoveryPart(head, 1, clients)));
        assertEquals(new Contradicting(), assembler.add(SOURCE, new RecoveryPart(head, 2, clients.subList(0, 1))));
    }

    @Test
    void incompleteListIsForgottenAndCounted() {
        assembler.add(SOURCE, PARTS.getFirst());
        pass(ListAssembler.DEFAULT_LIFETIME.minusNanos(1));
        assertEquals(List.of(), assembler.expire());
        // a new part makes it younger, a repeated one does not
        assembler.add(OTHER, PARTS.getFirst());
        assembler.add(SOURCE, PARTS.get(1));
        assembler.add(OTHER, PARTS.getFirst());
        pass(ListAssembler.DEFAULT_LIFETIME.minusNanos(1));
        assembler.add(OTHER, PARTS.getFirst());
        assertEquals(List.of(), assembler.expire());
        pass(Duration.ofNanos(1));
        assertEquals(List.of(new Key(OTHER, Lists.ID), new Key(SOURCE, Lists.ID)), assembler.expire());
        assertEquals(2, assembler.expired());
        assertEquals(0, assembler.size());
    }

    @Test
    void openListsAreBounded() {
        for (int i = 0; i < ListAssembler.MAX_OPEN; i++) {
            assertEquals(new Incomplete(1), assembler.add(SOURCE, half("id" + i, Lists.of(1).clients())));
        }
        assertEquals(new Full(), assembler.add(SOURCE, half("one more", Lists.of(1).clients())));
        assembler.finish(SOURCE, "id0");
        assertEquals(new Incomplete(1), assembler.add(SOURCE, half("one more", Lists.of(1).clients())));
    }

    @Test
    void clientsAreBounded() {
        final var clients = Lists.of(RecoveryList.MOST).clients();
        int added = 0;
        while (assembler.add(SOURCE, half("id" + added, clients)).equals(new Incomplete(1))) {
            added++;
        }
        assertEquals(ListAssembler.MAX_CLIENTS / RecoveryList.MOST, added);
        pass(ListAssembler.DEFAULT_LIFETIME);
        assertEquals(added, assembler.expire().size());
        assertEquals(new Incomplete(1), assembler.add(SOURCE, half("later", clients)));
    }

    @Test
    void finishedListsAreBounded() {
        for (int i = 0; i <= ListAssembler.MAX_FINISHED; i++) {
            final var whole = RecoveryInforms.split(Lists.of("id" + i, 1), 1400).getFirst();
            assertEquals(new Complete(Lists.of("id" + i, 1)), assembler.add(SOURCE, whole));
            assembler.finish(SOURCE, "id" + i);
        }
        // the oldest is forgotten: it would be a list again
        assertEquals(new Complete(Lists.of("id0", 1)),
            assembler.add(SOURCE, RecoveryInforms.split(Lists.of("id0", 1), 1400).getFirst()));
        assertEquals(new Finished(),
            assembler.add(SOURCE, RecoveryInforms.split(Lists.of("id1", 1), 1400).getFirst()));
    }

    private static RecoveryPart half(final String id, final List<Client> clients) {
        return new RecoveryPart(new Head(id, 2, Lists.SERVICE, 7, Lists.FAILED, Lists.RECOVERED), 1, clients);
    }
}
