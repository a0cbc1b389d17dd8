/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static java.util.Objects.requireNonNull;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.opendaylight.rebound.impl.secret.SecretVault;

/**
 * {@code rebound:encrypt-secret}. It asks for the secret, so that none is in the shell's history.
 */
@Service
@Command(scope = "rebound", name = "encrypt-secret",
    description = "Encrypts a secret for the configuration, for example a password; asks for it")
public final class EncryptSecretCommand implements Action {
    @Reference
    @Nullable AAAEncryptionService encryption;
    @Reference
    @Nullable Session session;

    @Override
    public @Nullable Object execute() throws Exception {
        final var console = requireNonNull(session);
        final var secret = console.readLine("Secret: ", '*');
        if (secret != null && !secret.isEmpty()) {
            console.getConsole().println(new SecretVault(requireNonNull(encryption)).seal(secret));
        }
        return null;
    }
}
