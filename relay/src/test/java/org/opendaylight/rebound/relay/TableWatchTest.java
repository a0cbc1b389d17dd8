/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.relay.config.ClientSource;

class TableWatchTest {
    @TempDir
    private Path folder;

    @Test
    void tableIsReadAgainWhenItChangesAndABrokenOneChangesNothing() throws Exception {
        final var file = Files.writeString(folder.resolve("clients.csv"), "192.0.2.7,a@b.c\n");
        final var sizes = new ArrayList<Integer>();
        final var counters = new CounterRegistry();
        final var watch = new TableWatch(new ClientSource(Map.of(), file), file,
            table -> sizes.add(table.clients().size()), counters);
        watch.run();
        assertEquals(List.of(), sizes);

        Files.writeString(file, "192.0.2.7,a@b.c\n192.0.2.8\n");
        watch.run();
        watch.run();
        assertEquals(List.of(), sizes);
        assertEquals(1, counters.counter(TableWatch.STAGE, "broken").value());

        Files.delete(file);
        watch.run();
        // as an editor does
        Files.move(Files.writeString(folder.resolve("fresh"), "192.0.2.7,a@b.c\n192.0.2.9,d@e.f\n"), file);
        watch.run();
        assertEquals(List.of(2), sizes);
        assertEquals(1, counters.counter(TableWatch.STAGE, "reloaded").value());
    }
}
