/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.rpc;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.Executors;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.mail.MailChannel;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SendTestMail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SendTestMailInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SendTestMailOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SendTestMailOutputBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

/**
 * Sends a mail to see whether that works. One at a time: more wait.
 */
public final class SendTestMailRpc implements SendTestMail, AutoCloseable {
    private final ListeningExecutorService executor = MoreExecutors.listeningDecorator(
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("rebound-test-mail").daemon().factory()));
    private final MailChannel mail;

    /**
     * The operation.
     *
     * @param mail sends
     */
    public SendTestMailRpc(final MailChannel mail) {
        this.mail = requireNonNull(mail);
    }

    @Override
    public ListenableFuture<RpcResult<SendTestMailOutput>> invoke(final SendTestMailInput input) {
        final var to = input.requireTo().getValue();
        return executor.submit(() -> switch (mail.sendTest(to)) {
            case SendOutcome.Sent sent -> RpcResultBuilder.success(new SendTestMailOutputBuilder().build()).build();
            case SendOutcome.Retry(var reason) -> failed(reason);
            case SendOutcome.Rejected(var reason) -> failed(reason);
        });
    }

    private static RpcResult<SendTestMailOutput> failed(final String reason) {
        return RpcResultBuilder.<SendTestMailOutput>failed()
            .withError(ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED, reason).build();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
