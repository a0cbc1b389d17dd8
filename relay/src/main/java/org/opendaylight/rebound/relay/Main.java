/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.opendaylight.rebound.relay.config.ConfigException;
import org.opendaylight.rebound.relay.config.RelaySettings;
import org.opendaylight.rebound.relay.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program. */
public final class Main {
    private static final int OK = 0;
    private static final int FAULT = 1;
    private static final int WRONG_USE = 2;

    private Main() {
        // static only
    }

    /**
     * Runs the relay until it is stopped.
     *
     * @param args the command line; see {@code --help}
     */
    // What a program says on its command line goes to the console
    @SuppressWarnings("checkstyle:regexpSinglelineJava")
    public static void main(final String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /**
     * Does what a command line asks for.
     *
     * @param args the command line
     * @param out where answers go
     * @param err where faults go
     * @return the exit code
     */
    static int run(final List<String> args, final PrintStream out, final PrintStream err) {
        try {
            return switch (Command.of(args)) {
                case Command.Help help -> say(out, Command.HELP, OK);
                case Command.Version version -> say(out, "rebound-relay " + version() + '\n', OK);
                case Command.Wrong(var reason) -> say(err, "rebound-relay: " + reason + "; see --help\n", WRONG_USE);
                case Command.Check(var file) -> check(file, out);
                case Command.Run(var file) -> serve(file);
            };
        } catch (ConfigException | StoreException e) {
            return say(err, e.getMessage() + '\n', FAULT);
        } catch (IOException e) {
            return say(err, "rebound-relay: " + e.getMessage() + '\n', FAULT);
        }
    }

    private static int say(final PrintStream where, final String text, final int code) {
        where.print(text);
        where.flush();
        return code;
    }

    private static String version() {
        final var ret = Main.class.getPackage().getImplementationVersion();
        return ret == null ? "(not from a jar)" : ret;
    }

    private static int check(final Path file, final PrintStream out) throws ConfigException {
        final var settings = RelaySettings.read(file);
        return say(out, file + ": no fault found; " + settings.clients().read().clients().size()
            + " clients in the table\n", OK);
    }

    private static int serve(final Path file) throws ConfigException, StoreException, IOException {
        final Logger log = LoggerFactory.getLogger(Main.class);
        final var settings = RelaySettings.read(file);
        final var snmp = settings.snmp();
        if (snmp != null && !snmp.communities().isEmpty()) {
            log.warn("snmp.community is sent as it is: whoever sees a message can make others; snmp.usm-user is safe");
        }
        final var listen = settings.listen();
        if (settings.credentials().bearerToken() != null && listen != null && listen.tls() == null) {
            log.warn("credentials.bearer-token is sent without TLS: whoever sees a request can make others");
        }
        final var relay = new Relay(settings);
        final var stop = new Thread(() -> {
            log.info("Stopping");
            relay.close();
            log.info("Stopped");
        }, "relay-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        // until a signal, or until it is useless to go on
        relay.broken().join();
        log.error("Ending, because the store cannot be used; a new start reads what is on disk");
        return FAULT;
    }
}
