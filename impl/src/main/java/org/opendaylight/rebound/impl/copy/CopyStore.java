/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.h2.store.fs.FilePath;
import org.opendaylight.rebound.impl.copy.UnitCodec.Stored;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The units on disk, and which of them the datastore may lose. What was applied outlives the end of the process at
 * once, and of the machine after {@link #tidy()}. For one thread.
 */
final class CopyStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyStore.class);
    private static final String FILE = "copy.mv";
    private static final int FILL_RATE = 60;
    private static final int TIDY_BYTES = 8 << 20;
    private static final int CACHE_MEBIBYTES = 8;

    /** The number of a change that is only here, because there is no datastore. */
    static final long NEVER_SAFE = Long.MAX_VALUE;

    /** Before the number of any change. */
    private static final long BEFORE_ALL = 0;
    private static final String SAFE_MARK = "safe-mark";

    /** Units that were changed together, and not yet seen to be safe in the datastore; and the mark if it was one. */
    private record Change(long number, List<String> keys, @Nullable Long mark) {
    }

    private final Path file;
    private final MVStore store;
    private final MVMap<String, byte[]> units;
    private final MVMap<String, Long> unsafe;
    private final MVMap<String, Long> facts;
    private final Deque<Change> changes = new ArrayDeque<>();
    private boolean dirty;

    private CopyStore(final Path file) {
        this.file = file;
        // Initializes H2's FilePath before its subclasses: opening a store begins with a subclass, and OpenDaylight's
        // AAA, which begins with FilePath, may do so at this very moment. Each would wait for the other for ever
        FilePath.get(file.toString());
        // Without a thread of its own: with one, a commit is not yet written when it returns
        store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().compress()
            .cacheSize(CACHE_MEBIBYTES).open();
        units = store.openMap("units", new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        unsafe = store.openMap("unsafe", longs());
        facts = store.openMap("facts", longs());
    }

    private static MVMap.Builder<String, Long> longs() {
        return new MVMap.Builder<String, Long>().keyType(StringDataType.INSTANCE).valueType(LongDataType.INSTANCE);
    }

    /**
     * Opens the store. One that cannot be read is put aside, and a new one begun.
     *
     * @param folder where it is; made if need be, for this user only
     * @return the store
     * @throws IOException if there can be no store in the folder
     */
    static CopyStore open(final Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        }
        final var file = folder.resolve(FILE);
        try {
            return new CopyStore(file);
        } catch (MVStoreException e) {
            LOG.error("The second copy cannot be read, and is begun anew", e);
            move(file);
        }
        try {
            return new CopyStore(file);
        } catch (MVStoreException e) {
            throw new IOException("The second copy cannot be made in " + folder, e);
        }
    }

    private static void move(final Path file) throws IOException {
        final var aside = file.resolveSibling(FILE + ".unusable");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("What the second copy was is in {}", aside);
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** What is there of a unit, or null. */
    @Nullable Stored get(final String key) {
        final var found = units.get(key);
        return found == null ? null : UnitCodec.decode(found);
    }

    /** All units by their keys; each is read when it is asked for. */
    Collection<String> keys() {
        return units.keySet();
    }

    /** {@return the mark of the last commit that has one, or null} */
    @Nullable Long mark() {
        final var found = get(Mark.KEY);
        return found == null ? null : Mark.of(found.node());
    }

    /** {@return the last mark that the datastore cannot have lost; 0 if there is none} */
    long safeMark() {
        final var mark = facts.get(SAFE_MARK);
        return mark == null ? 0 : mark;
    }

    /** The keys of the units whose last change the datastore may have lost. */
    List<String> unsafeKeys() {
        return List.copyOf(unsafe.keySet());
    }

    /**
     * Applies a change, which is not safe in the datastore yet.
     *
     * @param number grows from change to change, from 1 on; or {@link #NEVER_SAFE}
     * @param changed the units
     */
    void apply(final long number, final Collection<Unit> changed) {
        final var keys = new ArrayList<String>(changed.size());
        Long mark = null;
        for (var unit : changed) {
            final var key = unit.key();
            keys.add(key);
            set(key, unit.path(), unit.after());
            unsafe.put(key, number);
            mark = key.equals(Mark.KEY) ? Mark.of(unit.after()) : mark;
        }
        if (number != NEVER_SAFE) {
            changes.add(new Change(number, keys, mark));
        }
        commit();
    }

    /** Those of some units that the copy does not have like that. */
    List<Unit> different(final Collection<Unit> some) {
        return some.stream().filter(unit -> {
            final var here = get(unit.key());
            return here == null ? unit.after() != null : !here.node().equals(unit.after());
        }).toList();
    }

    /** What was changed up to a number is safe in the datastore. */
    void safe(final long number) {
        boolean removed = false;
        while (!changes.isEmpty() && changes.element().number <= number) {
            final var change = changes.remove();
            for (var key : change.keys) {
                removed |= unsafe.remove(key, change.number);
            }
            if (change.mark != null) {
                facts.put(SAFE_MARK, change.mark);
            }
        }
        if (removed) {
            commit();
        }
    }

    /**
     * Makes the copy what the datastore is.
     *
     * @param all what the datastore is
     * @param fresh what was committed only just now, and can be lost until there is another commit
     */
    void replace(final Map<YangInstanceIdentifier, NormalizedNode> all, final Collection<Unit> fresh) {
        final var gone = new HashSet<>(units.keySet());
        all.forEach((path, node) -> {
            final var key = Unit.keyOf(path);
            gone.remove(key);
            final var there = units.get(key);
            if (there == null || !node.equals(UnitCodec.decode(there).node())) {
                set(key, path, node);
            }
        });
        gone.forEach(units::remove);
        unsafe.clear();
        changes.clear();
        final var keys = fresh.stream().map(Unit::key).toList();
        keys.forEach(key -> unsafe.put(key, BEFORE_ALL));
        changes.add(new Change(BEFORE_ALL, keys, null));
        final var mark = mark();
        if (mark == null) {
            facts.remove(SAFE_MARK);
        } else {
            facts.put(SAFE_MARK, mark);
        }
        commit();
    }

    private void set(final String key, final YangInstanceIdentifier path, final @Nullable NormalizedNode node) {
        if (node == null) {
            units.remove(key);
        } else {
            units.put(key, UnitCodec.encode(path, node));
        }
    }

    private void commit() {
        store.commit();
        dirty = true;
    }

    /** Has the disk keep what was applied, and frees what is not used any more. */
    void tidy() {
        if (dirty) {
            dirty = false;
            store.sync();
            store.compact(FILL_RATE, TIDY_BYTES);
        }
    }

    /** Ends it, and has the next start begin anew. */
    void putAside() {
        store.closeImmediately();
        try {
            move(file);
        } catch (IOException e) {
            LOG.error("{} is out of date, and must be deleted before this controller is started again", file, e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
