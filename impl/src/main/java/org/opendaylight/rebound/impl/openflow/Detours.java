/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.rebound.impl.redirect.Detour;
import org.opendaylight.rebound.impl.redirect.Doorway;
import org.opendaylight.rebound.impl.redirect.Signposts;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Puts detours on switches, beside the configured inventory.
 */
public final class Detours implements Signposts {
    private static final long TIMEOUT_SECONDS = 5;

    private final AtomicReference<@Nullable ObservationSettings> settings = new AtomicReference<>();
    private final AddFlow addFlow;
    private final RemoveFlow removeFlow;

    /**
     * Puts nothing before it is configured.
     *
     * @param rpcService leads to the switches
     */
    public Detours(final RpcService rpcService) {
        addFlow = rpcService.getRpc(AddFlow.class);
        removeFlow = rpcService.getRpc(RemoveFlow.class);
    }

    /**
     * Sets which tables there are.
     *
     * @param newSettings the settings
     */
    public void configure(final ObservationSettings newSettings) {
        settings.set(requireNonNull(newSettings));
    }

    @Override
    public CompletableFuture<Void> put(final Doorway doorway, final Detour detour) {
        final var current = settings.get();
        if (current == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("not configured"));
        }
        // Back first: an answer never goes out that nobody makes the server's
        return add(doorway.switchId(), DetourFlows.back(current, doorway, detour))
            .thenCombine(add(doorway.switchId(), DetourFlows.there(current, doorway, detour)), (back, there) -> null);
    }

    @Override
    public CompletableFuture<Void> hold(final String switchId, final Detour detour) {
        final var current = settings.get();
        if (current == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("not configured"));
        }
        return add(switchId, DetourFlows.letOwnPass(current, detour))
            .thenCombine(add(switchId, DetourFlows.hold(current, detour)), (own, others) -> null);
    }

    @Override
    public CompletableFuture<Void> remove(final String switchId, final int number) {
        final var current = settings.get();
        if (current == null) {
            return CompletableFuture.completedFuture(null);
        }
        return result(removeFlow.invoke(new RemoveFlowInputBuilder()
            .setNode(Inventory.nodeRef(switchId))
            .setTableId(Uint8.valueOf(current.table()))
            .setMatch(new MatchBuilder().build())
            .setCookie(Cookies.detour(number))
            .setCookieMask(Cookies.EXACT_MASK)
            .setStrict(Boolean.FALSE)
            .build()));
    }

    private CompletableFuture<Void> add(final String switchId, final Flow flow) {
        return result(addFlow.invoke(new AddFlowInputBuilder(flow).setNode(Inventory.nodeRef(switchId)).build()));
    }

    private static <T> CompletableFuture<Void> result(final ListenableFuture<RpcResult<T>> answer) {
        final var ret = new CompletableFuture<Void>();
        Futures.addCallback(answer, new FutureCallback<>() {
            @Override
            public void onSuccess(final RpcResult<T> result) {
                if (result.isSuccessful()) {
                    ret.complete(null);
                } else {
                    ret.completeExceptionally(new IllegalStateException(String.valueOf(result.getErrors())));
                }
            }

            @Override
            public void onFailure(final Throwable cause) {
                ret.completeExceptionally(cause);
            }
        }, MoreExecutors.directExecutor());
        return ret.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
