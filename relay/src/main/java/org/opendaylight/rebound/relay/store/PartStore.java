/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.h2.mvstore.MVMap;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.PartResult.Part;
import org.opendaylight.rebound.snmp.RecoveryPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of lists that are not complete. Thread-safe. */
public final class PartStore {
    private static final Logger LOG = LoggerFactory.getLogger(PartStore.class);
    /** In neither an address nor the id of a list. */
    private static final char END = '\n';

    private final NoticeStore store;
    private final MVMap<String, byte[]> parts;

    PartStore(final NoticeStore store, final MVMap<String, byte[]> parts) {
        this.store = requireNonNull(store);
        this.parts = requireNonNull(parts);
    }

    /**
     * A part that is kept.
     *
     * @param source who sent it
     * @param part the part
     */
    public record Kept(IpAddress source, RecoveryPart part) {
        public Kept {
            requireNonNull(source);
            requireNonNull(part);
        }
    }

    /** Begins all keys of a list's parts, and no other. */
    private static String prefix(final IpAddress source, final String id) {
        return source.toString() + END + id + END;
    }

    /**
     * Keeps a part. On disk when the call returns.
     *
     * @param source who sent it
     * @param part the part
     * @throws IntakeException if it is not kept
     */
    public void put(final IpAddress source, final RecoveryPart part) throws IntakeException {
        final var key = prefix(source, part.head().id()) + part.number();
        final var octets = part.pack();
        // what is there already was on disk before its first answer
        store.change(() -> !Arrays.equals(octets, parts.put(key, octets)), true);
    }

    /**
     * Removes all parts of a list.
     *
     * @param source who sent it
     * @param id the list's id
     * @throws IntakeException if the store cannot be used any more
     */
    public void remove(final IpAddress source, final String id) throws IntakeException {
        final var prefix = prefix(source, id);
        store.change(() -> {
            final var keys = new ArrayList<String>();
            String key = parts.higherKey(prefix);
            while (key != null && key.startsWith(prefix)) {
                keys.add(key);
                key = parts.higherKey(key);
            }
            keys.forEach(parts::remove);
            return !keys.isEmpty();
        }, false);
    }

    /**
     * Reads all parts. One that cannot be read is removed: its list was not complete, so all of it comes again.
     *
     * @return the parts
     * @throws StoreException if the store cannot be used
     */
    public List<Kept> read() throws StoreException {
        final var ret = new ArrayList<Kept>();
        try {
            store.change(() -> readOrRemove(ret), false);
        } catch (IntakeException e) {
            throw new StoreException("The parts of lists cannot be read: " + e.getMessage(), e);
        }
        return ret;
    }

    private boolean readOrRemove(final List<Kept> into) {
        final var unreadable = new ArrayList<String>();
        for (var cursor = parts.cursor(null); cursor.hasNext();) {
            final var key = cursor.next();
            final var kept = kept(key, cursor.getValue());
            if (kept == null) {
                unreadable.add(key);
            } else {
                into.add(kept);
            }
        }
        unreadable.forEach(parts::remove);
        return !unreadable.isEmpty();
    }

    private static @Nullable Kept kept(final String key, final byte[] octets) {
        if (RecoveryPart.unpack(octets) instanceof Part(var part)) {
            try {
                return new Kept(IpAddress.parse(key.substring(0, Math.max(0, key.indexOf(END)))), part);
            } catch (IllegalArgumentException e) {
                LOG.debug("A kept part of a list has no source", e);
            }
        }
        LOG.warn("A part of a list that was kept cannot be read, and is forgotten; its sender has to send it again");
        return null;
    }
}
