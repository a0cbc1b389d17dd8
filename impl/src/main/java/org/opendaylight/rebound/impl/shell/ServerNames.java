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
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;

/**
 * Completes the names of the configured servers.
 */
@Service
public final class ServerNames implements Completer {
    @Reference
    @Nullable DataBroker broker;

    @Override
    public int complete(final @Nullable Session session, final @Nullable CommandLine commandLine,
            final @Nullable List<String> candidates) {
        final var names = new StringsCompleter();
        try {
            Servers.all(requireNonNull(broker))
                .forEach(server -> names.getStrings().add(server.requireName().getValue()));
        } catch (CommandException e) {
            // No names to offer; the command itself will say why
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
        return names.complete(session, commandLine, candidates);
    }
}
