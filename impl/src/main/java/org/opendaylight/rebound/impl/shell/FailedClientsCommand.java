/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.FailedClients;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * {@code rebound:failed-clients}.
 */
@Service
@Command(scope = "rebound", name = "failed-clients",
    description = "Lists the clients that tried to reach a server and failed")
public final class FailedClientsCommand implements Action {
    @Reference
    @Nullable DataBroker broker;
    @Reference
    @Nullable Session session;

    @Option(name = "--server", description = "Only the clients that failed to reach this server")
    @Completion(ServerNames.class)
    @Nullable String server;
    @Option(name = "--limit", description = "How many to show at most")
    int limit = Limits.DEFAULT;

    @Override
    public @Nullable Object execute() throws Exception {
        final var data = requireNonNull(broker);
        Limits.check(limit);
        final var name = server;
        if (name != null) {
            Servers.require(data, name);
        }
        final var clients = Store.config(data, DataObjectIdentifier.builder(FailedClients.class).build())
            .map(table -> table.nonnullFailedClient().values())
            .orElse(List.of());
        Views.failedClients(clients, name, limit, Moments.system()).print(requireNonNull(session).getConsole());
        return null;
    }
}
