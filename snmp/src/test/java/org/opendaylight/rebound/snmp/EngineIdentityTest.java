/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineIdentityTest {
    @TempDir
    private Path dir;

    @Test
    void idStaysAndBootsGrow() {
        final var file = dir.resolve("not/yet/there");
        final var first = EngineIdentity.start(file);
        assertEquals(1, first.boots());
        assertEquals(17, first.id().length);
        final var second = EngineIdentity.start(file);
        assertEquals(first.toString(), second.toString());
        assertEquals(2, second.boots());
        assertEquals(3, EngineIdentity.start(file).boots());
    }

    @Test
    void idsDiffer() {
        assertNotEquals(EngineIdentity.start(dir.resolve("a")).toString(),
            EngineIdentity.start(dir.resolve("b")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "engine-id=80\nengine-boots=1\n", "engine-id=80:00:13:70:05:01\n",
        "engine-id=80:00:13:70:05:01\nengine-boots=-1\n", "engine-id=\\u00\nengine-boots=1\n",
        "engine-id=80:00:13:70:05:01\nengine-boots=2147483646\n" })
    void whatCannotBeContinuedBeginsAnew(final String content) throws Exception {
        final var file = Files.writeString(dir.resolve("engine"), content);
        final var fresh = EngineIdentity.start(file);
        assertEquals(1, fresh.boots());
        assertEquals(17, fresh.id().length);
        assertEquals(fresh.toString(), EngineIdentity.start(file).toString());
    }

    @Test
    void unwritableFileGivesAnotherIdEachTime() throws Exception {
        // a file where a folder would have to be: not even root can write below it
        final var file = Files.writeString(dir.resolve("file"), "x").resolve("engine");
        final var first = EngineIdentity.start(file);
        assertEquals(1, first.boots());
        assertNotEquals(first.toString(), EngineIdentity.start(file).toString());
        assertTrue(Files.isRegularFile(dir.resolve("file")));
    }
}
