/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.rpc;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.concurrent.CompletableFuture;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

/**
 * Answers an operation when its write is safe.
 */
final class RpcFutures {
    private RpcFutures() {
        // only static methods
    }

    static <T> ListenableFuture<RpcResult<T>> answer(final CompletableFuture<Void> write, final T output) {
        final var ret = SettableFuture.<RpcResult<T>>create();
        write.whenComplete((done, fault) -> ret.set(fault == null ? RpcResultBuilder.success(output).build()
            : RpcResultBuilder.<T>failed()
                .withError(ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED, messageOf(fault)).build()));
        return ret;
    }

    private static String messageOf(final Throwable fault) {
        final var message = fault.getMessage();
        return message == null ? "the datastore refused the change" : message;
    }
}
