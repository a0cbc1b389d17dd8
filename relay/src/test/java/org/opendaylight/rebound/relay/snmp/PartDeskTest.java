/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.relay.Lists;
import org.opendaylight.rebound.relay.store.Accepted;
import org.opendaylight.rebound.relay.store.Intake;
import org.opendaylight.rebound.relay.store.NoticeStore;
import org.opendaylight.rebound.relay.store.Pending;
import org.opendaylight.rebound.relay.store.StoreException;
import org.opendaylight.rebound.snmp.ListAssembler;
import org.opendaylight.rebound.snmp.PartResult;
import org.opendaylight.rebound.snmp.RecoveryInforms;
import org.opendaylight.rebound.snmp.RecoveryPart;
import org.opendaylight.rebound.snmp.Trap;

class PartDeskTest {
    private static final IpAddress SENDER = IpAddress.parse("192.0.2.1");
    private static final IpAddress OTHER = IpAddress.parse("192.0.2.11");
    private static final RecoveryList LIST = Lists.list("list", 1,
        IntStream.range(0, 50).mapToObj(i -> "198.51.100." + i).toArray(String[]::new));
    private static final List<RecoveryPart> PARTS = RecoveryInforms.split(LIST, RecoveryInforms.MIN_OCTETS);

    private final List<RecoveryList> taken = new ArrayList<>();
    private final CounterRegistry counters = new CounterRegistry();
    @TempDir
    private Path folder;
    private Path data;
    private NoticeStore store;
    private Intake intake = list -> {
        taken.add(list);
        return new Accepted(list.clients().size(), 0, 0);
    };

    @BeforeEach
    void open() throws StoreException {
        data = folder;
        store = NoticeStore.open(data);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private PartDesk desk() throws StoreException {
        return desk(ListAssembler.DEFAULT_LIFETIME);
    }

    private PartDesk desk(final Duration lifetime) throws StoreException {
        return new PartDesk(store.parts(), list -> intake.accept(list), counters, new ListAssembler(lifetime));
    }

    private static boolean give(final PartDesk desk, final RecoveryPart part) {
        return give(desk, SENDER, new PartResult.Part(part));
    }

    private static boolean give(final PartDesk desk, final IpAddress source, final PartResult content) {
        return desk.accept(new Trap(source, Trap.Version.V2C, "1.3", "community", true, Map.of(), null, null), content);
    }

    private long count(final String outcome) {
        return counters.counter(PartDesk.STAGE, outcome).value();
    }

    /** As after kill -9: the file as it is now, which nobody has closed. */
    private void crash(final String name) throws Exception {
        final var copy = Files.createDirectory(folder.resolve(name));
        Files.copy(data.resolve("relay.mv"), copy.resolve("relay.mv"));
        store.close();
        data = copy;
        store = NoticeStore.open(data);
    }

    @Test
    void listIsTakenWhenAllPartsAreThereInWhateverOrder() throws Exception {
        assertTrue(PARTS.size() > 2);
        final var desk = desk();
        final var shuffled = new ArrayList<>(PARTS);
        Collections.reverse(shuffled);
        for (var part : shuffled) {
            assertEquals(List.of(), taken);
            assertTrue(give(desk, part));
        }
        assertEquals(List.of(LIST), taken);
        assertEquals(PARTS.size() - 1, count("stored"));
        assertEquals(1, count("complete"));
        assertEquals(List.of(), store.parts().read());
    }

    @Test
    void partThatWasAnsweredIsThereAfterACrashAtAnyPlace() throws Exception {
        for (int i = 0; i < PARTS.size(); i++) {
            assertTrue(give(desk(), PARTS.get(i)));
            crash("after-" + i);
        }
        assertEquals(List.of(LIST), taken);
        assertEquals(List.of(), store.parts().read());
    }

    @Test
    void listThatWasTakenIsTakenAgainOnlyAsADuplicate() throws Exception {
        final var desk = desk();
        for (var part : PARTS) {
            assertTrue(give(desk, part));
        }
        assertTrue(give(desk, PARTS.getLast()));
        assertEquals(1, count("repeated"));
        // what is given on now is what the intake knows; and a new run takes the whole
        assertEquals(PARTS.getLast().clients(), taken.getLast().clients());
        crash("crash");
        final var later = desk();
        for (var part : PARTS) {
            assertTrue(give(later, part));
        }
        assertEquals(LIST, taken.getLast());
    }

    @Test
    void listThatIsNotTakenIsNotAnsweredAndItsPartsAreKept() throws Exception {
        final var right = intake;
        // the store's own words, for only it can make the exception
        intake = list -> {
            Pending.add(store, Lists.FAILED);
            Pending.addAnother(store, Lists.FAILED);
            throw new AssertionError("two are more than one");
        };
        final var desk = desk();
        for (var part : PARTS.subList(0, PARTS.size() - 1)) {
            assertTrue(give(desk, part));
        }
        assertFalse(give(desk, PARTS.getLast()));
        // its sender begins anew, and is not answered either
        assertFalse(give(desk, PARTS.getFirst()));
        assertEquals(2, count("not-taken"));
        assertEquals(PARTS.size() - 1, store.parts().read().size());
        intake = right;
        for (var part : PARTS) {
            assertTrue(give(desk, part));
        }
        assertEquals(LIST, taken.getFirst());
        assertEquals(List.of(), store.parts().read());
    }

    @Test
    void listThatNeverBecomesCompleteIsForgottenAndNotTaken() throws Exception {
        final var patient = desk();
        assertTrue(give(patient, PARTS.getFirst()));
        patient.expire();
        assertEquals(0, count("expired"));
        final var desk = desk(Duration.ZERO);
        assertEquals(1, count("restored"));
        assertTrue(give(desk, PARTS.get(1)));
        assertTrue(give(desk, OTHER, new PartResult.Part(PARTS.getFirst())));
        desk.expire();
        assertEquals(2, count("expired"));
        assertEquals(List.of(), store.parts().read());
        for (var part : PARTS.subList(2, PARTS.size())) {
            assertTrue(give(desk, part));
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void listsOfTwoSendersAreNotMixed() throws Exception {
        final var desk = desk();
        for (int i = 0; i < PARTS.size(); i++) {
            assertTrue(give(desk, i % 2 == 0 ? SENDER : OTHER, new PartResult.Part(PARTS.get(i))));
        }
        assertEquals(List.of(), taken);
        assertEquals(PARTS.size(), store.parts().read().size());
    }

    @Test
    void whatContradictsOrIsMalformedIsNotAnsweredAndAnotherNotificationIs() throws Exception {
        final var desk = desk();
        assertTrue(give(desk, PARTS.getFirst()));
        final var cutElsewhere = RecoveryInforms.split(LIST, RecoveryInforms.MAX_OCTETS);
        assertFalse(give(desk, cutElsewhere.getFirst()));
        assertFalse(give(desk, SENDER, new PartResult.Malformed("a reason")));
        assertTrue(give(desk, SENDER, new PartResult.Other()));
        assertEquals(List.of(1L, 1L, 1L, 1L), List.of(count("stored"), count("contradicting"), count("malformed"),
            count("other")));
        assertEquals(List.of(), taken);
    }

    @Test
    void notMoreListsThanMayBeIncomplete() throws Exception {
        final var desk = desk();
        for (int i = 0; i < ListAssembler.MAX_OPEN; i++) {
            assertTrue(give(desk, first("list-" + i)));
        }
        assertFalse(give(desk, first("one more")));
        assertTrue(give(desk, first("list-0")));
        assertEquals(1, count("full"));
        assertEquals(ListAssembler.MAX_OPEN, store.parts().read().size());
    }

    private static RecoveryPart first(final String id) {
        final var list = new RecoveryList(id, LIST.service(), 1, LIST.recovered(), LIST.clients());
        return RecoveryInforms.split(list, RecoveryInforms.MIN_OCTETS).getFirst();
    }

    @Test
    void partOfAnotherVersionIsForgottenAndTheRestIsKept() throws Exception {
        assertTrue(give(desk(), PARTS.getFirst()));
        store.close();
        try (var file = MVStore.open(folder.resolve("relay.mv").toString())) {
            file.openMap("parts", new MVMap.Builder<String, byte[]>().keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE)).put("192.0.2.1\nlist\n2", new byte[] { 99 });
        }
        store = NoticeStore.open(folder);
        final var desk = desk();
        assertEquals(1, count("restored"));
        for (var part : PARTS) {
            assertTrue(give(desk, part));
        }
        assertEquals(List.of(LIST), taken);
    }
}
