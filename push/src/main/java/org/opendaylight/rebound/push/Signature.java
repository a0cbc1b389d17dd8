/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The signature of a request as the Standard Webhooks specification has it: HMAC-SHA-256 with a secret that both sides
 * know, over the message's id, the time and the body.
 */
public final class Signature {
    /** The header with the message's id: the same whenever it is sent again. */
    public static final String ID = "webhook-id";
    /** The header with the time of sending, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";
    /** The header with signatures, separated by spaces. */
    public static final String SIGNATURE = "webhook-signature";
    /** How far a request's time may be from the receiver's. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** How many characters a secret has at least. */
    public static final int SHORTEST = 24;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    /** Where the secret is written in base64, as the specification's tools do. */
    private static final String BASE64 = "whsec_";

    private final SecretKeySpec key;

    /** What a signature proves. */
    public enum Verdict {
        /** The request is from somebody who has the secret, and is recent. */
        GOOD,
        /** A header is missing, or is none. */
        UNSIGNED,
        /** Its time is more than {@link #TOLERANCE} away. */
        STALE,
        /** No signature is that of this secret. */
        WRONG
    }

    /**
     * Signs and verifies with a secret.
     *
     * @param secret text that both sides know; if it begins with {@code whsec_}, base64 is what follows
     * @throws IllegalArgumentException if it has fewer than {@value #SHORTEST} characters, or is no base64
     */
    public Signature(final String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("the secret has fewer than " + SHORTEST + " characters");
        }
        key = new SecretKeySpec(secret.startsWith(BASE64)
            ? Base64.getDecoder().decode(secret.substring(BASE64.length())) : secret.getBytes(UTF_8), ALGORITHM);
    }

    /**
     * Signs.
     *
     * @param id the message's id
     * @param time when it is sent
     * @param body the request's body
     * @return the value of the header {@value #SIGNATURE}
     */
    public String sign(final String id, final Instant time, final byte[] body) {
        return VERSION + Base64.getEncoder().encodeToString(mac(id, Long.toString(time.getEpochSecond()), body));
    }

    /**
     * Verifies, in a time that does not depend on where a wrong signature differs.
     *
     * @param id the header {@value #ID}, or null
     * @param timestamp the header {@value #TIMESTAMP}, or null
     * @param signatures the header {@value #SIGNATURE}, or null
     * @param body the request's body
     * @param now the receiver's time
     * @return what it proves
     */
    public Verdict verify(final @Nullable String id, final @Nullable String timestamp,
            final @Nullable String signatures, final byte[] body, final Instant now) {
        if (id == null || timestamp == null || signatures == null || !timestamp.matches("[0-9]{1,12}")) {
            return Verdict.UNSIGNED;
        }
        final var expected = (VERSION + Base64.getEncoder().encodeToString(mac(id, timestamp, body)))
            .getBytes(US_ASCII);
        boolean found = false;
        for (var signature : signatures.split(" ", -1)) {
            found |= MessageDigest.isEqual(expected, signature.getBytes(UTF_8));
        }
        if (!found) {
            return Verdict.WRONG;
        }
        final var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
        return age.compareTo(TOLERANCE) > 0 ? Verdict.STALE : Verdict.GOOD;
    }

    private byte[] mac(final String id, final String timestamp, final byte[] body) {
        try {
            final var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + '.' + timestamp + '.').getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "a signature";
    }
}
