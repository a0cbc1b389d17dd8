/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What mail is signed with (RFC 6376). A receiver finds the public key in the DNS, in the TXT record of
 * {@code selector._domainkey.domain}.
 *
 * @param domain the domain that vouches for the mail, usually that of {@code from}
 * @param selector which of the domain's keys it is
 * @param privateKey the private key
 */
public record DkimKey(String domain, String selector, RSAPrivateKey privateKey) {
    private static final Pattern PEM =
        Pattern.compile("\\s*-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");
    private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"
        + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)*");
    /** RFC 8301 section 3.2. */
    private static final int MIN_BITS = 1024;

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException if the domain or selector is no name in the DNS, or the key is too short
     */
    public DkimKey {
        requireNonNull(privateKey);
        if (!LABELS.matcher(domain).matches() || domain.indexOf('.') == -1) {
            throw new IllegalArgumentException("domain is no domain name");
        }
        if (!LABELS.matcher(selector).matches()) {
            throw new IllegalArgumentException("selector is no name in the DNS");
        }
        final int bits = privateKey.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw new IllegalArgumentException("private-key has " + bits + " bits; RFC 8301 asks for " + MIN_BITS
                + " or more");
        }
    }

    /**
     * Reads a key.
     *
     * @param domain the domain that vouches for the mail
     * @param selector which of the domain's keys it is
     * @param pem the private key: RSA, PKCS #8, not encrypted, in PEM (RFC 7468 section 10)
     * @return the key
     * @throws IllegalArgumentException if something is wrong with it; the message says what, and shows no part of the
     *     key
     */
    public static DkimKey read(final String domain, final String selector, final String pem) {
        final var block = PEM.matcher(pem);
        if (!block.matches()) {
            throw new IllegalArgumentException("private-key is not one PEM block"
                + " from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----");
        }
        final var label = block.group(1);
        if (!label.equals("PRIVATE KEY")) {
            throw new IllegalArgumentException("private-key is a PEM block '" + label
                + "'; needed is 'PRIVATE KEY', which is PKCS #8 without a passphrase");
        }
        return new DkimKey(domain, selector, decode(block.group(2)));
    }

    private static RSAPrivateKey decode(final String base64) {
        try {
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("private-key is not an RSA key in PKCS #8", e);
        }
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "DkimKey[" + selector + "._domainkey." + domain + ']';
    }
}
