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
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundState;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * {@code rebound:status}.
 */
@Service
@Command(scope = "rebound", name = "status",
    description = "Shows the state of the services and the switches, and what Rebound has counted")
public final class StatusCommand implements Action {
    @Reference
    @Nullable DataBroker broker;
    @Reference
    @Nullable Session session;

    @Option(name = "--all", description = "Also the counters that are 0")
    boolean all;

    @Override
    public @Nullable Object execute() throws Exception {
        final var out = requireNonNull(session).getConsole();
        final var state = Store.state(requireNonNull(broker),
            DataObjectIdentifier.builder(ReboundState.class).build());
        Views.services(state.map(known -> known.nonnullService().values()).orElse(List.of()), Moments.system())
            .print(out);
        out.println();
        Views.switches(state.map(known -> known.nonnullSwitch().values()).orElse(List.of())).print(out);
        out.println();
        Views.observers(state.map(known -> known.nonnullObserver().values()).orElse(List.of())).print(out);
        out.println();
        Views.counters(state.map(known -> known.nonnullCounter().values()).orElse(List.of()), all).print(out);
        return null;
    }
}
