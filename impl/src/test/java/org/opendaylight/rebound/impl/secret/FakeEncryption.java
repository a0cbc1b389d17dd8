/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;

/**
 * Encrypts as OpenDaylight's service does (aaa 0.21.2): everything with one key and one initialization vector.
 */
public final class FakeEncryption implements AAAEncryptionService {
    private final SecretKeySpec key;
    private final GCMParameterSpec vector;

    /**
     * The service of an installation.
     *
     * @param installation names it; another one has another key
     */
    public FakeEncryption(final String installation) {
        try {
            final var hash = MessageDigest.getInstance("SHA-256").digest(installation.getBytes(StandardCharsets.UTF_8));
            key = new SecretKeySpec(Arrays.copyOf(hash, 16), "AES");
            vector = new GCMParameterSpec(128, Arrays.copyOfRange(hash, 16, 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] encrypt(final byte[] data) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE).doFinal(data);
    }

    @Override
    public byte[] decrypt(final byte[] encryptedData) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE).doFinal(encryptedData);
    }

    // One vector for all is what is to be shown
    private Cipher cipher(final int mode) throws GeneralSecurityException {
        final var ret = Cipher.getInstance("AES/GCM/NoPadding");
        ret.init(mode, key, vector);
        return ret;
    }
}
