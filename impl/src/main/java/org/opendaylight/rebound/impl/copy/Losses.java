/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * What a datastore that has come up does not have any more, and the copy has.
 *
 * <ul>
 * <li>Normally that is at most what was not seen to be safe before the end; of the rest, somebody may have written to
 * the datastore before Rebound was there.</li>
 * <li>A datastore that is empty, or an older one, has lost more: it gets everything back.</li>
 * <li>A datastore that is newer has been in use without the copy, which then says nothing.</li>
 * </ul>
 */
final class Losses {
    private Losses() {
        // static only
    }

    /**
     * Compares.
     *
     * @param datastore the units of the datastore
     * @param copy the copy
     * @return units as the datastore has them and is to have them
     */
    static List<Unit> of(final Map<YangInstanceIdentifier, NormalizedNode> datastore, final CopyStore copy) {
        final var there = Mark.of(datastore.get(Mark.PATH));
        final var here = copy.mark();
        if (here == null || there != null && there > here) {
            return List.of();
        }
        if (there != null && there >= copy.safeMark()) {
            return of(copy.unsafeKeys(), datastore, copy, false);
        }
        // What is in an empty one was written just now, by the operator
        return of(copy.keys(), datastore, copy, there != null);
    }

    private static List<Unit> of(final Collection<String> keys,
            final Map<YangInstanceIdentifier, NormalizedNode> datastore, final CopyStore copy, final boolean replace) {
        final var ret = new ArrayList<Unit>();
        final var asked = new HashSet<>(keys);
        for (var key : keys) {
            final var kept = copy.get(key);
            if (kept != null) {
                add(ret, kept.path(), datastore.get(kept.path()), kept.node());
            }
        }
        datastore.forEach((path, node) -> {
            final var key = Unit.keyOf(path);
            if ((replace || asked.contains(key)) && copy.get(key) == null) {
                add(ret, path, node, null);
            }
        });
        return ret;
    }

    private static void add(final List<Unit> units, final YangInstanceIdentifier path,
            final @Nullable NormalizedNode there, final @Nullable NormalizedNode here) {
        if (here == null ? there != null : !here.equals(there)) {
            units.add(new Unit(path, there, here));
        }
    }
}
