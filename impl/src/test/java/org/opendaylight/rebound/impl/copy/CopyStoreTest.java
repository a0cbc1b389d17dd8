/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.mark;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.nobody;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.smtpHost;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.subscribed;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.unsubscribed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.impl.copy.PlayedDatastore.Change;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** The copy on disk, and what a datastore gets back from it. */
class CopyStoreTest {
    @TempDir
    private Path folder;
    private PlayedDatastore datastore;

    @BeforeEach
    void start() throws Exception {
        datastore = new PlayedDatastore();
    }

    private static Map<YangInstanceIdentifier, NormalizedNode> contentOf(final CopyStore copy) {
        return copy.keys().stream().map(copy::get).collect(Collectors.toMap(UnitCodec.Stored::path,
            UnitCodec.Stored::node));
    }

    /** The store as it is after the process has died with it open. */
    private CopyStore afterKill(final int number) throws Exception {
        final var killed = folder.resolve("killed" + number);
        Files.createDirectory(killed);
        Files.copy(folder.resolve("copy/copy.mv"), killed.resolve("copy.mv"));
        return CopyStore.open(killed);
    }

    private CopyStore open() throws Exception {
        return CopyStore.open(folder.resolve("copy"));
    }

    @Test
    void theUnitsOfItsCommitsMakeTheDatastoreWhateverTheyChange() throws Exception {
        final var random = new Random(261126);
        final var units = new LinkedHashMap<YangInstanceIdentifier, NormalizedNode>();
        for (int i = 1; i <= 300; i++) {
            final var changes = new ArrayList<Change<?>>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                final var mail = "m" + random.nextInt(5) + "@example.com";
                changes.add(switch (random.nextInt(7)) {
                    case 0, 1 -> subscribed(mail);
                    case 2 -> mark(i);
                    case 3 -> smtpHost("h" + random.nextInt(3) + ".example.com");
                    default -> unsubscribed(mail);
                });
            }
            if (random.nextInt(10) == 0) {
                changes.clear();
                changes.add(nobody());
            }
            for (var unit : datastore.units(changes.toArray(Change<?>[]::new))) {
                assertEquals(unit.before(), units.get(unit.path()));
                if (unit.after() == null) {
                    units.remove(unit.path());
                } else {
                    units.put(unit.path(), unit.after());
                }
            }
            assertEquals(datastore.all(), units);
        }
    }

    @Test
    void whatWasAppliedOutlivesTheProcess() throws Exception {
        try (var copy = open()) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), mark(1)));
            copy.apply(2, datastore.units(unsubscribed("bert@example.com"), smtpHost("mail.example.com")));
            copy.apply(3, datastore.units(subscribed("anna@example.com")));
            try (var after = afterKill(1)) {
                assertEquals(datastore.all(), contentOf(after));
                assertEquals(4, after.unsafeKeys().size(), "mark, anna, bert, the mail settings");
            }
            copy.safe(2);
            try (var after = afterKill(2)) {
                assertEquals(1, after.unsafeKeys().size(), "anna's removal");
                assertEquals(1, after.safeMark());
            }
        }
    }

    @Test
    void aFileThatIsNoCopyIsPutAside() throws Exception {
        Files.createDirectory(folder.resolve("copy"));
        Files.writeString(folder.resolve("copy/copy.mv"), "nonsense ".repeat(2000));
        try (var copy = open()) {
            assertTrue(copy.isEmpty());
            copy.apply(1, datastore.units(mark(1)));
        }
        assertTrue(Files.exists(folder.resolve("copy/copy.mv.unusable")));
        try (var copy = open()) {
            assertEquals(1, copy.mark());
        }
    }

    @Test
    void theCopyIsForNobodyElse() throws Exception {
        open().close();
        assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("copy"))));
    }

    @Test
    void fillingTheCopyAgainMakesItTheDatastore() throws Exception {
        try (var copy = open()) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), unsubscribed("bert@example.com"), mark(1)));
            datastore.commit(subscribed("anna@example.com"), mark(7));
            copy.replace(datastore.all(), List.of());
            assertEquals(datastore.all(), contentOf(copy));
            assertEquals(List.of(), copy.unsafeKeys());
            assertEquals(7, copy.safeMark());
        }
    }

    @Test
    void aDatastoreGetsBackOnlyWhatWasNotSeenToBeSafe() throws Exception {
        try (var copy = open()) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), unsubscribed("bert@example.com"), mark(1)));
            copy.safe(1);
            final var safe = datastore.all();
            copy.apply(2, datastore.units(unsubscribed("carl@example.com")));
            copy.apply(3, datastore.units(subscribed("bert@example.com"), mark(2)));
            // What was not copied was written while Rebound was not there, and is as good
            datastore.commit(subscribed("anna@example.com"));

            assertEquals(List.of(), Losses.of(datastore.all(), copy));

            final var lost = Losses.of(safe, copy);
            assertEquals(3, lost.size());
            final var back = new LinkedHashMap<>(safe);
            lost.forEach(unit -> {
                if (unit.after() == null) {
                    assertNotNull(back.remove(unit.path()));
                } else {
                    back.put(unit.path(), unit.after());
                }
            });
            assertEquals(contentOf(copy), back);
        }
    }

    @Test
    void whatWasGivenBackCanBeLostAgainUntilThereIsAnotherCommit() throws Exception {
        try (var copy = open()) {
            datastore.commit(mark(1));
            final var before = datastore.all();
            copy.replace(before, List.of());
            copy.apply(1, datastore.units(unsubscribed("anna@example.com")));

            copy.replace(datastore.all(), Losses.of(before, copy));

            // The second start in a row that is ended by a kill
            assertEquals(1, Losses.of(before, copy).size());
            copy.safe(0);
            assertEquals(0, Losses.of(before, copy).size());
        }
    }

    @Test
    void anEmptyDatastoreGetsEverythingBackAndKeepsWhatWasJustWritten() throws Exception {
        try (var copy = open()) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), mark(5)));
            copy.safe(1);
            final var empty = new PlayedDatastore();
            empty.commit(unsubscribed("dora@example.com"));
            final var lost = Losses.of(empty.all(), copy);
            assertEquals(contentOf(copy).keySet(),
                lost.stream().map(Unit::path).collect(Collectors.toSet()));
            assertFalse(lost.stream().anyMatch(unit -> unit.after() == null));
        }
    }

    @Test
    void anOlderDatastoreBecomesWhatTheCopyIs() throws Exception {
        try (var copy = open()) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), mark(5)));
            copy.safe(1);
            final var older = new PlayedDatastore();
            older.commit(unsubscribed("bert@example.com"), mark(3));
            final var lost = Losses.of(older.all(), copy);
            assertEquals(3, lost.size(), "anna, the mark, and bert's removal");
            assertEquals(1, lost.stream().filter(unit -> unit.after() == null).count());
        }
    }

    @Test
    void aNewerDatastoreIsRight() throws Exception {
        try (var copy = open()) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), mark(5)));
            final var newer = new PlayedDatastore();
            newer.commit(mark(6));
            assertEquals(List.of(), Losses.of(newer.all(), copy));
        }
    }

    @Test
    void anEmptyCopySaysNothing() throws Exception {
        datastore.commit(unsubscribed("anna@example.com"));
        try (var copy = open()) {
            assertEquals(List.of(), Losses.of(datastore.all(), copy));
        }
    }
}
