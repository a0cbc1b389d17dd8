/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.rebound.outbox.OutboxWatcher;

class NoticeStoreTest {
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.123456789Z");
    private static final int MOST = 3;

    @TempDir
    private Path folder;

    private static OutboxEntry entry(final String id, final State state, final @Nullable String mail) {
        return new OutboxEntry(new Notice(id, new ServiceKey("web", Protocol.UDP, 65_535), 0xffff_ffffL,
            IpAddress.parse("2001:db8::1"), NoticeStore.CHANNEL, mail, mail == null ? null : "Åsa", null, TIME,
            TIME.plusSeconds(1)), state == State.PENDING ? null : id + "/and-1-more", state, 2, TIME.plusSeconds(2),
            state == State.PENDING ? TIME : null, state == State.SENT ? TIME : null, mail == null ? "why" : null);
    }

    @Test
    void everythingOfAnEntryIsKept() {
        for (var state : State.values()) {
            for (var mail : new String[] { null, "a@b.c" }) {
                final var entry = entry("id", state, mail);
                assertEquals(entry, EntryCodec.decode("id", EntryCodec.encode(entry)));
            }
        }
    }

    @Test
    void entryOfLaterVersionIsNotMisread() {
        final var octets = EntryCodec.encode(entry("id", State.SENT, null));
        octets[0]++;
        assertTrue(assertThrows(IllegalArgumentException.class, () -> EntryCodec.decode("id", octets)).getMessage()
            .contains("version 2"));
    }

    @Test
    void whatWasAddedIsThereAfterTheFileIsOpenedAgainWithoutAnEnd() throws Exception {
        final var store = NoticeStore.open(folder);
        store.add(List.of(entry("a", State.PENDING, "a@b.c"), entry("b", State.FAILED, null)), MOST);
        // as after kill -9: the file as it is now, and nobody has closed it
        final var copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve("relay.mv"), copy.resolve("relay.mv"));
        store.close();
        try (var again = NoticeStore.open(copy)) {
            assertEquals(2, again.find(entry -> true).size());
            assertEquals(new Stock(1, 0, 0, 1, TIME.plusSeconds(2)), again.stock());
        }
    }

    @Test
    void sameNoticeIsAddedOnceAndNotMoreThanMayBePending() throws Exception {
        try (var store = NoticeStore.open(folder)) {
            assertEquals(1, store.add(List.of(entry("a", State.PENDING, "a@b.c")), MOST).size());
            assertEquals(0, store.add(List.of(entry("a", State.PENDING, "a@b.c")), 1).size());
            assertThrows(IntakeException.class, () -> store.add(List.of(entry("b", State.PENDING, "a@b.c"),
                entry("c", State.PENDING, "a@b.c"), entry("d", State.PENDING, "a@b.c")), MOST));
            assertEquals(1, store.find(entry -> true).size());
        }
    }

    @Test
    void updateDoesNotBringBackWhatWasRemovedAndPendingIsNotRemoved() throws Exception {
        try (var store = NoticeStore.open(folder)) {
            store.add(List.of(entry("a", State.PENDING, "a@b.c"), entry("b", State.SENT, "a@b.c")), MOST);
            store.removeFinished("a").join();
            store.removeFinished("b").join();
            store.update(List.of(entry("a", State.SENT, "a@b.c"), entry("b", State.SENT, "a@b.c"))).join();
            assertEquals(List.of(entry("a", State.SENT, "a@b.c")), store.find(entry -> true));
            assertEquals(new Stock(0, 1, 0, 0, null), store.stock());
            assertNull(store.stock().oldestPending());
        }
    }

    @Test
    void watcherIsToldWhatIsThereAndWhatChanges() throws Exception {
        final var told = new ArrayList<String>();
        final var watcher = new OutboxWatcher() {
            @Override
            public void changed(final List<OutboxEntry> entries) {
                entries.forEach(entry -> told.add(entry.notice().id() + ' ' + entry.state()));
            }

            @Override
            public void removed(final String id) {
                told.add(id + " gone");
            }
        };
        try (var store = NoticeStore.open(folder)) {
            store.add(List.of(entry("a", State.PENDING, "a@b.c")), MOST);
            store.watch(List.of(watcher));
            store.update(List.of(entry("a", State.SENT, "a@b.c")));
            store.removeFinished("a");
            store.tidy();
        }
        assertEquals(List.of("a PENDING", "a SENT", "a gone"), told);
        try (var store = NoticeStore.open(folder)) {
            assertEquals(List.of(), store.find(entry -> true));
        }
    }

    @Test
    void storeThatIsInUseOrEmptyOrDamagedIsRefusedInWords() throws Exception {
        final var file = folder.resolve("relay.mv");
        try (var store = NoticeStore.open(folder)) {
            assertTrue(words().contains("in use by another process"), words());
        }
        Files.write(file, new byte[0]);
        assertTrue(words().contains("is empty"), words());
        Files.writeString(file, "x".repeat(20_000));
        assertTrue(words().contains("cannot be read"), words());
        assertEquals(20_000, Files.size(file));
    }

    private String words() {
        return assertThrows(StoreException.class, () -> NoticeStore.open(folder)).getMessage();
    }
}
