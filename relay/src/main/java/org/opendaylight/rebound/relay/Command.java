/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What the command line asks for. */
sealed interface Command {
    /** What {@code --help} says. */
    String HELP = """
        Usage: java -jar rebound-relay.jar FILE
               java -jar rebound-relay.jar --check FILE

        Takes lists of clients that failed from Rebound, and mails those clients.
        FILE is the configuration, in YAML; docs/relay.md says what is in it.

          --check    read FILE and all that it names, say what is wrong, and end
          --help     say this, and end
          --version  say the version, and end

        Ends with 0 when stopped, 1 when something is wrong, 2 when the command line is.
        """;

    /**
     * To run.
     *
     * @param file the configuration
     */
    record Run(Path file) implements Command {
        // a value
    }

    /**
     * To check.
     *
     * @param file the configuration
     */
    record Check(Path file) implements Command {
        // a value
    }

    /** To say how it is used. */
    record Help() implements Command {
        // a value
    }

    /** To say the version. */
    record Version() implements Command {
        // a value
    }

    /**
     * Nothing that it could do.
     *
     * @param reason why
     */
    record Wrong(String reason) implements Command {
        // a value
    }

    /**
     * Reads a command line.
     *
     * @param args the arguments
     * @return what they ask for
     */
    static Command of(final List<String> args) {
        if (args.contains("--help") || args.contains("-h")) {
            return new Help();
        }
        if (args.contains("--version")) {
            return new Version();
        }
        final boolean check = args.contains("--check");
        final var rest = args.stream().filter(arg -> !arg.equals("--check")).toList();
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            return new Wrong(rest.isEmpty() ? "the configuration file is missing" : "no such arguments: "
                + String.join(" ", rest));
        }
        try {
            final var file = Path.of(rest.getFirst());
            return check ? new Check(file) : new Run(file);
        } catch (InvalidPathException e) {
            return new Wrong(e.getMessage());
        }
    }
}
