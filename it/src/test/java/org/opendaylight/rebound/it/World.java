/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opendaylight.rebound.it.testbed.Authority;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Folders;
import org.opendaylight.rebound.it.testbed.MailServer;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.Restconf;

/**
 * What all tests share, started once: a controller, a switch with a router, and a mail server. Each test plays in a
 * {@link Story} of its own, with machines, names and mail addresses that no other test has.
 */
final class World implements AutoCloseable {
    /** Where mails are sent to. */
    static final int SMTP_PORT = 2525;
    /** Where traps are sent to. */
    static final int TRAP_PORT = 1162;
    /** Where Rebound's own pages are. */
    static final int WEB_PORT = 8088;

    private static final int LOG_LINES = 150;

    private final Path folder;
    private final Authority authority;
    private final MailServer mail;
    private final Network network;
    private final Controller controller;

    private World() throws IOException {
        // The paths of the switch's sockets have to be short.
        folder = Files.createTempDirectory("rbt");
        // Some peers run as users of their own, and look at the folders above their own ones.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        authority = new Authority(folder);
        mail = new MailServer("127.0.0.1", SMTP_PORT);
        network = Network.create(folder);
        controller = Controller.start(Path.of(System.getProperty("rebound.assembly")), folder.resolve("odl"),
            authority.javaOptions());
        network.bridge().connect(Controller.OPENFLOW);
    }

    Network network() {
        return network;
    }

    Controller controller() {
        return controller;
    }

    MailServer mail() {
        return mail;
    }

    /** {@return the certificate authority that the controller trusts} */
    Authority authority() {
        return authority;
    }

    /** {@return where files may go that everybody on this machine can reach} */
    Path folder() {
        return folder;
    }

    Restconf restconf() {
        return controller.restconf();
    }

    @Override
    public void close() throws IOException {
        network.close();
        controller.kill();
        mail.close();
        Folders.delete(folder);
    }

    /** Gives each test its story, ends it, and shows the end of the controller's log when the test has failed. */
    static final class Extension implements ParameterResolver, AfterTestExecutionCallback {
        private static final Namespace STORE = Namespace.create(World.class);

        @Override
        public boolean supportsParameter(final ParameterContext parameter, final ExtensionContext context) {
            return parameter.getParameter().getType() == Story.class;
        }

        @Override
        public Object resolveParameter(final ParameterContext parameter, final ExtensionContext context) {
            return context.getStore(STORE).getOrComputeIfAbsent("story", key -> new Story(world(context)), Story.class);
        }

        @Override
        public void afterTestExecution(final ExtensionContext context) throws IOException {
            if (context.getExecutionException().isPresent()) {
                final var world = world(context);
                final var reports = Path.of(System.getProperty("rebound.testbed", "target/testbed"));
                Files.createDirectories(reports);
                final var file = reports.resolve(context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName() + ".txt");
                Files.writeString(file, world.controller.log(LOG_LINES) + "\n\n"
                    + world.network.bridge().flowsWithCounters() + "\n" + context.getStore(STORE).get("story",
                        Story.class).describe());
            }
        }

        private static World world(final ExtensionContext context) {
            return context.getRoot().getStore(STORE).getOrComputeIfAbsent("world", key -> {
                try {
                    return new World();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }, World.class);
        }
    }
}
