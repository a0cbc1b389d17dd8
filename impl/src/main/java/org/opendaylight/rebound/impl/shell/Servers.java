/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundState;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Service;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * Reads what several commands need.
 */
@NonNullByDefault
final class Servers {
    private Servers() {
        // Hidden on purpose
    }

    /**
     * The servers that are configured.
     *
     * @param broker the data broker
     * @return the servers, in no order
     * @throws CommandException if the datastore gives no answer
     * @throws InterruptedException if the user has ended the command
     */
    static Collection<Server> all(final DataBroker broker) throws CommandException, InterruptedException {
        return Store.config(broker, DataObjectIdentifier.builder(Rebound.class).build())
            .map(rebound -> rebound.nonnullServer().values())
            .orElse(List.of());
    }

    /**
     * The states of the services.
     *
     * @param broker the data broker
     * @return the states, in no order
     * @throws CommandException if the datastore gives no answer
     * @throws InterruptedException if the user has ended the command
     */
    static Collection<Service> states(final DataBroker broker) throws CommandException, InterruptedException {
        return Store.state(broker, DataObjectIdentifier.builder(ReboundState.class).build())
            .map(state -> state.nonnullService().values())
            .orElse(List.of());
    }

    /**
     * Makes sure that a server is configured.
     *
     * @param broker the data broker
     * @param server its name as the user typed it
     * @return its name
     * @throws CommandException if there is no such server, or the datastore gives no answer
     * @throws InterruptedException if the user has ended the command
     */
    static Name require(final DataBroker broker, final String server) throws CommandException, InterruptedException {
        final Name name;
        try {
            name = new Name(server);
        } catch (IllegalArgumentException e) {
            throw new CommandException("'" + server + "' is not a name of a server", e);
        }
        final var path = DataObjectIdentifier.builder(Rebound.class).child(Server.class, new ServerKey(name)).build();
        if (Store.config(broker, path).isEmpty()) {
            throw new CommandException("There is no server '" + server + "'; rebound:servers lists them");
        }
        return name;
    }
}
