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
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Notices;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice.State;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * {@code rebound:notices}.
 */
@Service
@Command(scope = "rebound", name = "notices", description = "Lists the outbox, the newest notice first")
public final class NoticesCommand implements Action {
    @Reference
    @Nullable DataBroker broker;
    @Reference
    @Nullable Session session;

    @Option(name = "--state", description = "Only the notices in this state: pending, sent or failed")
    @Completion(value = StringsCompleter.class, values = { "pending", "sent", "failed" })
    @Nullable String state;
    @Option(name = "--limit", description = "How many to show at most")
    int limit = Limits.DEFAULT;

    @Override
    public @Nullable Object execute() throws Exception {
        Limits.check(limit);
        final var wanted = state;
        final var only = wanted == null ? null : state(wanted);
        final var notices = Store.config(requireNonNull(broker), DataObjectIdentifier.builder(Notices.class).build())
            .map(outbox -> outbox.nonnullNotice().values())
            .orElse(List.of());
        Views.notices(notices, only, limit, Moments.system()).print(requireNonNull(session).getConsole());
        return null;
    }

    private static State state(final String text) throws CommandException {
        final var ret = State.forName(text);
        if (ret == null) {
            throw new CommandException("'" + text + "' is not a state of a notice: pending, sent or failed");
        }
        return ret;
    }
}
