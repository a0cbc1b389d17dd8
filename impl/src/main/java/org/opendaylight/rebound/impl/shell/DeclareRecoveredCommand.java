/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static java.util.Objects.requireNonNull;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecovered;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yangtools.yang.common.RpcError;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * {@code rebound:declare-recovered}.
 */
@Service
@Command(scope = "rebound", name = "declare-recovered",
    description = "Says that a server, or one of its services, is back: its failed clients are told at once")
public final class DeclareRecoveredCommand implements Action {
    @Reference
    @Nullable DataBroker broker;
    @Reference
    @Nullable RpcService rpcService;
    @Reference
    @Nullable Session session;

    @Argument(index = 0, name = "server", required = true, description = "The server's name")
    @Completion(ServerNames.class)
    String server = "";
    @Argument(index = 1, name = "protocol", description = "Only the service with this protocol, tcp or udp, and PORT")
    @Completion(value = StringsCompleter.class, values = { "tcp", "udp" })
    @Nullable String protocol;
    @Argument(index = 2, name = "port", description = "Only the service with this port")
    @Nullable String port;

    @Override
    public @Nullable Object execute() throws Exception {
        final var input = input(Servers.require(requireNonNull(broker), server), protocol, port);
        final var result = Store.await(
            requireNonNull(rpcService).getRpc(DeclareRecovered.class).invoke(input), "declare-recovered");
        if (!result.isSuccessful()) {
            throw new CommandException(result.getErrors().stream()
                .map(RpcError::getMessage)
                .collect(Collectors.joining("; ")));
        }
        final var services = result.getResult().requireServices().toJava();
        requireNonNull(session).getConsole().println(services == 0 ? "No service of " + server + " was failed."
            : services + (services == 1 ? " service of " : " services of ") + server + " declared recovered.");
        return null;
    }

    /**
     * Makes the RPC's input of what the user typed.
     *
     * @param server the server
     * @param protocol the protocol, or null
     * @param port the port, or null
     * @return the input
     * @throws CommandException if one of the two is missing, or is none
     */
    static DeclareRecoveredInput input(final Name server, final @Nullable String protocol,
            final @Nullable String port) throws CommandException {
        final var ret = new DeclareRecoveredInputBuilder().setServer(server);
        if (protocol == null) {
            return ret.build();
        }
        final var known = Protocol.forName(protocol);
        if (known == null) {
            throw new CommandException("'" + protocol + "' is not a protocol: tcp or udp");
        }
        if (port == null) {
            throw new CommandException("A protocol needs a port too, for example: " + protocol + " 80");
        }
        try {
            return ret.setProtocol(known).setPort(new ServicePort(Uint16.valueOf(port))).build();
        } catch (IllegalArgumentException e) {
            throw new CommandException("'" + port + "' is not a port: 1 to 65535", e);
        }
    }
}
