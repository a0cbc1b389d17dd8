/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Durability;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DurabilityBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint64;

/**
 * A change that says nothing, and makes those before it safe. What controller 11.0.2 acknowledged is in its journal,
 * but on one node a restart skips what was not yet noted as applied, and that note is sure to be there only when
 * another commit, begun later, is acknowledged as well. docs/reliability.md has the whole story.
 */
final class Seal implements DatastoreWriter.Change {
    private static final DataObjectIdentifier<Durability> PATH =
        DataObjectIdentifier.builder(Durability.class).build();

    private long mark;

    @Override
    public void apply(final Entries entries) throws ExecutionException, InterruptedException, TimeoutException {
        if (mark == 0) {
            final var before = entries.read(PATH);
            mark = before == null || before.getMark() == null ? 0 : before.getMark().longValue();
        }
        // It grows, also when the clock was put back: what changes nothing is not committed, and the second copy
        // tells by it what is newer
        mark = Math.max(mark + 1, System.currentTimeMillis());
        entries.put(PATH, new DurabilityBuilder().setMark(Uint64.valueOf(mark)).build());
    }
}
