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
import java.security.GeneralSecurityException;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.EncryptSecret;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.EncryptSecretInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.EncryptSecretOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.EncryptSecretOutputBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts a secret, so that the datastore never sees it in clear.
 */
public final class EncryptSecretRpc implements EncryptSecret {
    private static final Logger LOG = LoggerFactory.getLogger(EncryptSecretRpc.class);

    private final SecretVault vault;

    /**
     * The operation.
     *
     * @param vault encrypts
     */
    public EncryptSecretRpc(final SecretVault vault) {
        this.vault = requireNonNull(vault);
    }

    @Override
    public ListenableFuture<RpcResult<EncryptSecretOutput>> invoke(final EncryptSecretInput input) {
        try {
            return RpcResultBuilder.success(new EncryptSecretOutputBuilder()
                .setEncrypted(vault.seal(input.requireValue()))
                .build()).buildFuture();
        } catch (GeneralSecurityException | IllegalStateException e) {
            LOG.warn("A secret could not be encrypted", e);
            return Futures.immediateFuture(RpcResultBuilder.<EncryptSecretOutput>failed()
                .withError(ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED,
                    "OpenDaylight's encryption service refused; its log says why")
                .build());
        }
    }
}
