/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what stands in a link, so that nobody else can make one (HMAC-SHA-256, RFC 2104).
 */
public final class LinkKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * A key.
     *
     * @param key its bytes, 32 of them
     */
    public LinkKey(final byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Signs.
     *
     * @param purpose what the link is for; has no NUL
     * @param subject whom or what it is about
     * @return the token: 43 characters that may stand in a URL as they are
     */
    public String token(final String purpose, final String subject) {
        try {
            final var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(mac.doFinal((purpose + '\0' + subject).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /**
     * Checks a token, in a time that says nothing of the right one.
     *
     * @param purpose what the link is for
     * @param subject whom or what it is about
     * @param token the token that came with it
     * @return whether {@link #token} gives this one
     */
    public boolean isToken(final String purpose, final String subject, final String token) {
        return MessageDigest.isEqual(token(purpose, subject).getBytes(US_ASCII), token.getBytes(UTF_8));
    }
}
