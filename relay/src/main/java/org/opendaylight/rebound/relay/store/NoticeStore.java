/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.opendaylight.rebound.outbox.Outbox;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.rebound.outbox.OutboxWatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All notices, in one file. What was added is on disk when the call returns; what became of it later outlives the end
 * of the process at once, and of the machine after {@link #tidy()}. A fault of the disk ends the store for good: what
 * it holds in memory is then not to be trusted, and the process has to begin anew. Thread-safe.
 */
public final class NoticeStore implements Outbox, AutoCloseable {
    /** The channel that all notices go by. */
    public static final String CHANNEL = "mail";

    private static final Logger LOG = LoggerFactory.getLogger(NoticeStore.class);
    private static final String FILE = "relay.mv";
    private static final String REMEDY = " Bring it back from a backup, or move it away: the relay then begins a new"
        + " one, and what it had not sent yet is lost.";
    private static final int FILL_RATE = 60;
    private static final int TIDY_BYTES = 4 << 20;
    private static final int CACHE_MEBIBYTES = 2;
    private static final int PAGE_BYTES = 4096;
    private static final int RETENTION_MILLIS = 10_000;
    /** How many notices a watcher is told of at once. */
    private static final int CHUNK = 500;

    private final List<OutboxWatcher> watchers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Exception> broken = new CompletableFuture<>();
    private final Census census = new Census();
    private final MVStore store;
    private final MVMap<String, byte[]> entries;
    private final PartStore parts;
    private boolean uncommitted;
    private boolean untidy;

    private NoticeStore(final Path file) {
        // Without a thread of its own: with one, a commit is not yet written when it returns
        store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().compress()
            .cacheSize(CACHE_MEBIBYTES).pageSplitSize(PAGE_BYTES).open();
        // What is replaced may be written over soon, for the disk has what replaced it within a second or so
        store.setRetentionTime(RETENTION_MILLIS);
        entries = map("notices");
        parts = new PartStore(this, map("parts"));
    }

    private MVMap<String, byte[]> map(final String name) {
        return store.openMap(name, new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    /**
     * Opens the store, or begins one where there is none.
     *
     * @param folder the folder it is in; made if need be, for this user only
     * @return the store
     * @throws StoreException if it cannot be used; it is never begun anew then
     */
    public static NoticeStore open(final Path folder) throws StoreException {
        final var file = folder.resolve(FILE);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.exists(file)) {
                begin(file);
            }
            if (Files.size(file) == 0) {
                throw new StoreException(file + " is empty." + REMEDY);
            }
        } catch (IOException e) {
            throw new StoreException("The folder " + folder + " cannot be used for data: " + e, e);
        }
        NoticeStore ret = null;
        try {
            ret = new NoticeStore(file);
            ret.countAll();
            return ret;
        } catch (MVStoreException | IllegalArgumentException e) {
            if (ret != null) {
                ret.store.closeImmediately();
            }
            throw new StoreException(words(file, e), e);
        }
    }

    /** Makes it whole or not at all, so that half a file is always a fault. */
    private static void begin(final Path file) throws IOException, StoreException {
        final var fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        try {
            new NoticeStore(fresh).close();
        } catch (MVStoreException e) {
            throw new StoreException(words(fresh, e), e);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("Began a new store, {}", file);
    }

    private static String words(final Path file, final RuntimeException fault) {
        if (fault instanceof MVStoreException found && found.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return file + " is in use by another process: a relay that runs already";
        }
        return file + " cannot be read." + REMEDY + " The fault is: " + fault.getMessage();
    }

    private void countAll() {
        for (var cursor = entries.cursor(null); cursor.hasNext();) {
            final var id = cursor.next();
            census.count(null, EntryCodec.decode(id, cursor.getValue()));
        }
    }

    /**
     * Whether a notice is of a client that is not in the table.
     *
     * @param entry the notice
     * @return whether nobody is known to send it to
     */
    public static boolean isUnknown(final OutboxEntry entry) {
        return entry.state() == State.FAILED && entry.notice().destination() == null;
    }

    /**
     * Takes those that are told what is there now, and what changes.
     *
     * @param some are told, under the store's lock
     */
    public synchronized void watch(final List<OutboxWatcher> some) {
        watchers.addAll(some);
        var chunk = new ArrayList<OutboxEntry>();
        for (var cursor = entries.cursor(null); cursor.hasNext();) {
            final var id = cursor.next();
            chunk.add(EntryCodec.decode(id, cursor.getValue()));
            if (chunk.size() == CHUNK || !cursor.hasNext()) {
                tell(chunk);
                chunk = new ArrayList<>();
            }
        }
    }

    private void tell(final List<OutboxEntry> changed) {
        watchers.forEach(watcher -> watcher.changed(changed));
    }

    /**
     * Finds notices.
     *
     * @param which those that are wanted
     * @return them, in the order of their ids
     */
    public List<OutboxEntry> find(final Predicate<OutboxEntry> which) {
        final var ret = new ArrayList<OutboxEntry>();
        for (var cursor = entries.cursor(null); cursor.hasNext();) {
            final var id = cursor.next();
            final var entry = EntryCodec.decode(id, cursor.getValue());
            if (which.test(entry)) {
                ret.add(entry);
            }
        }
        return ret;
    }

    /** {@return how many notices there are} */
    public synchronized Stock stock() {
        return census.stock();
    }

    /** {@return completes with the fault that ends the store, if there ever is one} */
    public CompletableFuture<Exception> broken() {
        return broken.copy();
    }

    /**
     * Adds those of some notices that are not there yet, and waits until they are on disk.
     *
     * @param some the notices
     * @param mostPending how many may be pending then, at most
     * @return those that were not there
     * @throws IntakeException if none was added
     */
    synchronized List<OutboxEntry> add(final List<OutboxEntry> some, final int mostPending) throws IntakeException {
        try {
            final var fresh = some.stream().filter(entry -> !entries.containsKey(entry.notice().id())).toList();
            final long morePending = fresh.stream().filter(entry -> entry.state() == State.PENDING).count();
            if (morePending > 0 && census.pending() + morePending > mostPending) {
                throw new IntakeException("too many notices are waiting to be mailed; try again later");
            }
            if (!fresh.isEmpty()) {
                put(fresh);
                commit();
                store.sync();
                tell(fresh);
            }
            return fresh;
        } catch (MVStoreException | IllegalStateException e) {
            breakDown(e);
            throw new IntakeException("the store is broken", e);
        }
    }

    /** {@return the parts of lists that are not complete, in the same file} */
    public PartStore parts() {
        return parts;
    }

    /**
     * Changes another map, under the store's lock, and has it outlive the end of the process.
     *
     * @param change says whether it changed anything
     * @param toDisk whether it is to outlive the end of the machine, too
     * @throws IntakeException if the store cannot be used any more
     */
    synchronized void change(final BooleanSupplier change, final boolean toDisk) throws IntakeException {
        try {
            if (change.getAsBoolean()) {
                commit();
                if (toDisk) {
                    store.sync();
                }
            }
        } catch (MVStoreException | IllegalStateException e) {
            breakDown(e);
            throw new IntakeException("the store is broken", e);
        }
    }

    /**
     * Saves how far notices have come. That a mail has to be tried again is on disk within a second only: without it,
     * it is tried again sooner.
     */
    @Override
    public synchronized CompletableFuture<Void> update(final List<OutboxEntry> some) {
        try {
            final var there = some.stream().filter(entry -> entries.containsKey(entry.notice().id())).toList();
            put(there);
            if (!there.stream().allMatch(entry -> entry.state() == State.PENDING && entry.tries() > 0)) {
                commit();
            }
            tell(there);
            return CompletableFuture.completedFuture(null);
        } catch (MVStoreException | IllegalStateException e) {
            breakDown(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void put(final List<OutboxEntry> some) {
        for (var entry : some) {
            census.count(decode(entry, entries.put(entry.notice().id(), EntryCodec.encode(entry))), entry);
        }
        uncommitted = true;
    }

    private void commit() {
        store.commit();
        uncommitted = false;
        untidy = true;
    }

    private static @Nullable OutboxEntry decode(final OutboxEntry entry, final byte @Nullable [] before) {
        return before == null ? null : EntryCodec.decode(entry.notice().id(), before);
    }

    /**
     * Removes a notice that is not pending. It is there again if the process ends before {@link #tidy()}.
     *
     * @param id its id
     * @return completes when it is removed
     */
    public synchronized CompletableFuture<Void> removeFinished(final String id) {
        try {
            final var octets = entries.get(id);
            final var entry = octets == null ? null : EntryCodec.decode(id, octets);
            if (entry != null && entry.state() != State.PENDING) {
                entries.remove(id);
                census.count(entry, null);
                uncommitted = true;
                watchers.forEach(watcher -> watcher.removed(id));
            }
            return CompletableFuture.completedFuture(null);
        } catch (MVStoreException | IllegalStateException e) {
            breakDown(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Has the disk keep what was changed, and frees what is not used any more. */
    public synchronized void tidy() {
        try {
            if (uncommitted) {
                commit();
            }
            if (untidy) {
                store.sync();
                store.compact(FILL_RATE, TIDY_BYTES);
                untidy = false;
            }
        } catch (MVStoreException | IllegalStateException e) {
            breakDown(e);
        }
    }

    private void breakDown(final RuntimeException fault) {
        if (broken.complete(fault)) {
            LOG.error("The store cannot be used any more", fault);
        }
    }

    @Override
    public synchronized void close() {
        if (broken.isDone()) {
            store.closeImmediately();
        } else {
            store.close();
        }
    }
}
