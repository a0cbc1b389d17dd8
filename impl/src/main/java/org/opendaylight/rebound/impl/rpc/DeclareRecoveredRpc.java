/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.rpc;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Supplier;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.table.FailedClientTable;
import org.opendaylight.rebound.impl.table.SignalBoard;
import org.opendaylight.rebound.impl.table.TableMapper;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecovered;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredOutputBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * The operator's word that a server is back.
 */
public final class DeclareRecoveredRpc implements DeclareRecovered {
    private final SignalBoard board;
    private final FailedClientTable table;
    private final Supplier<Collection<ServerService>> services;
    private final Clock clock;

    /**
     * The operation.
     *
     * @param board takes the signal
     * @param table says who failed
     * @param services gives what is watched now
     * @param clock the wall clock
     */
    public DeclareRecoveredRpc(final SignalBoard board, final FailedClientTable table,
            final Supplier<Collection<ServerService>> services, final Clock clock) {
        this.board = requireNonNull(board);
        this.table = requireNonNull(table);
        this.services = requireNonNull(services);
        this.clock = requireNonNull(clock);
    }

    @Override
    public ListenableFuture<RpcResult<DeclareRecoveredOutput>> invoke(final DeclareRecoveredInput input) {
        final var server = input.requireServer().getValue();
        final var protocol = input.getProtocol();
        final var port = input.getPort();
        if (protocol == null != (port == null)) {
            return invalid("protocol and port name a service together: give both or none");
        }
        final var scope = protocol == null || port == null ? null
            : new ServiceKey(server, TableMapper.fromYang(protocol), port.getValue().toJava());
        final var known = services.get().stream().map(ServerService::key)
            .filter(key -> scope == null ? key.server().equals(server) : key.equals(scope))
            .toList();
        if (known.isEmpty()) {
            return invalid("server: no service " + (scope == null ? "of server " + server : scope)
                + " is configured");
        }
        final long failed = known.stream().filter(key -> table.count(key) > 0).count();
        final var signal = new RecoverySignal(server, SignalKind.DECLARED,
            clock.instant().truncatedTo(ChronoUnit.MILLIS), "declared by the operator");
        return RpcFutures.answer(board.put(signal, scope),
            new DeclareRecoveredOutputBuilder().setServices(Uint32.valueOf(failed)).build());
    }

    private static ListenableFuture<RpcResult<DeclareRecoveredOutput>> invalid(final String message) {
        return Futures.immediateFuture(RpcResultBuilder.<DeclareRecoveredOutput>failed()
            .withError(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE, message).build());
    }
}
