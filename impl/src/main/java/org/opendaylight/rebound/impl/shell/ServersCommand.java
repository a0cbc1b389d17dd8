/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static java.util.Objects.requireNonNull;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;

/**
 * {@code rebound:servers}.
 */
@Service
@Command(scope = "rebound", name = "servers",
    description = "Lists the servers that Rebound watches, with the state of each service")
public final class ServersCommand implements Action {
    @Reference
    @Nullable DataBroker broker;
    @Reference
    @Nullable Session session;

    @Override
    public @Nullable Object execute() throws Exception {
        final var data = requireNonNull(broker);
        Views.servers(Servers.all(data), Servers.states(data), Moments.system())
            .print(requireNonNull(session).getConsole());
        return null;
    }
}
