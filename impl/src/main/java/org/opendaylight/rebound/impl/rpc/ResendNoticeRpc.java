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
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.table.OutboxTable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ResendNotice;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ResendNoticeInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ResendNoticeOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ResendNoticeOutputBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;

/**
 * Tries a notice again.
 */
public final class ResendNoticeRpc implements ResendNotice {
    private final OutboxTable outbox;
    private final Function<Notice, @Nullable Recipient> recipients;

    /**
     * The operation.
     *
     * @param outbox has the notices
     * @param recipients gives where a notice goes now, or null
     */
    public ResendNoticeRpc(final OutboxTable outbox,
            final Function<Notice, @Nullable Recipient> recipients) {
        this.outbox = requireNonNull(outbox);
        this.recipients = requireNonNull(recipients);
    }

    @Override
    public ListenableFuture<RpcResult<ResendNoticeOutput>> invoke(final ResendNoticeInput input) {
        return RpcFutures.answer(outbox.resend(input.requireId(), recipients), new ResendNoticeOutputBuilder().build());
    }
}
