/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(final String... args) {
        return Main.run(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @Test
    void argumentsSayWhatToDo() {
        assertEquals(new Command.Run(Path.of("a")), Command.of(List.of("a")));
        assertEquals(new Command.Check(Path.of("a")), Command.of(List.of("--check", "a")));
        assertInstanceOf(Command.Wrong.class, Command.of(List.of()));
        assertInstanceOf(Command.Wrong.class, Command.of(List.of("a", "b")));
        assertInstanceOf(Command.Wrong.class, Command.of(List.of("--chekc")));
    }

    @Test
    void helpAndVersionEndWell() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString(UTF_8).startsWith("Usage:"));
        assertEquals(0, run("--version"));
        assertTrue(out.toString(UTF_8).contains("rebound-relay "));
    }

    @Test
    void wrongCommandLineAndWrongFileEndWithReasons() {
        assertEquals(2, run("--chekc"));
        assertTrue(err.toString(UTF_8).contains("--chekc; see --help"), err.toString(UTF_8));
        assertEquals(1, run("--check", "/nowhere/relay.yaml"));
        assertTrue(err.toString(UTF_8).contains("/nowhere/relay.yaml: cannot be read: there is no such file"));
    }
}
