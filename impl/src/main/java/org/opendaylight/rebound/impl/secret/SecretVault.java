/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts secrets for the datastore, and decrypts them. Thread-safe.
 *
 * <p>OpenDaylight's service encrypts everything with one initialization vector (aaa 0.21.2): the same secret always
 * gives the same text, and who knows one secret and sees two encrypted ones can read the other. So it is only given
 * random keys here. Each secret has a key of its own, which encrypts it with AES-256 in GCM mode, and is stored with
 * it, encrypted by the service.
 */
public final class SecretVault {
    /** What an encrypted secret begins with; base64 follows. */
    public static final String PREFIX = "encrypted:";

    private static final Logger LOG = LoggerFactory.getLogger(SecretVault.class);
    private static final byte FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "rebound secret".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final AAAEncryptionService service;

    /**
     * A vault.
     *
     * @param service encrypts the keys
     */
    public SecretVault(final AAAEncryptionService service) {
        this.service = requireNonNull(service);
    }

    /**
     * Whether a text says of itself that it is an encrypted secret. Only {@link #open} knows whether it is one.
     *
     * @param text what a leaf holds
     * @return true if it begins with {@value #PREFIX}
     */
    public static boolean isSealed(final String text) {
        return text.startsWith(PREFIX);
    }

    /**
     * Encrypts a secret.
     *
     * @param clear the secret
     * @return {@value #PREFIX} and base64, another text each time
     * @throws GeneralSecurityException if OpenDaylight's service refuses
     */
    public String seal(final String clear) throws GeneralSecurityException {
        final var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        final var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        final var text = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(clear.getBytes(UTF_8));
        final var wrapped = service.encrypt(key);
        return PREFIX + Base64.getEncoder().encodeToString(
            ByteBuffer.allocate(1 + Short.BYTES + wrapped.length + NONCE_BYTES + text.length)
                .put(FORMAT).putShort((short) wrapped.length).put(wrapped).put(nonce).put(text)
                .array());
    }

    /**
     * Decrypts a secret.
     *
     * @param sealed a text that begins with {@value #PREFIX}
     * @return the secret, or empty if the text was not made by {@link #seal} with this controller's key
     */
    public Optional<String> open(final String sealed) {
        if (!isSealed(sealed)) {
            return Optional.empty();
        }
        try {
            final var in = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(PREFIX.length())));
            if (in.get() != FORMAT) {
                return Optional.empty();
            }
            final int length = Short.toUnsignedInt(in.getShort());
            if (length > in.remaining()) {
                return Optional.empty();
            }
            final var wrapped = take(in, length);
            final var nonce = take(in, NONCE_BYTES);
            final var text = take(in, in.remaining());
            return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, service.decrypt(wrapped), nonce).doFinal(text),
                UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException
                | BufferUnderflowException e) {
            LOG.debug("An encrypted secret does not decrypt", e);
            return Optional.empty();
        }
    }

    private static byte[] take(final ByteBuffer from, final int length) {
        final var ret = new byte[length];
        from.get(ret);
        return ret;
    }

    private static Cipher cipher(final int mode, final byte[] key, final byte[] nonce)
            throws GeneralSecurityException {
        final var ret = Cipher.getInstance("AES/GCM/NoPadding");
        ret.init(mode, new SecretKeySpec(derive(key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return ret;
    }

    /** The service's fault shows how two of the random keys differ: they are not used as they are. */
    private static byte[] derive(final byte[] key) throws GeneralSecurityException {
        final var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(PURPOSE);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "SecretVault";
    }
}
