/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Whom one side of TLS trusts and who it says it is, from PEM (RFC 7468).
 *
 * @param trusted certificates of authorities; null for those that Java trusts
 * @param certificate its own certificate, and those that lead to an authority; null for none
 * @param privateKey the key of the certificate, PKCS #8 without a passphrase; null for none
 */
public record Tls(@Nullable String trusted, @Nullable String certificate, @Nullable String privateKey) {
    /** The authorities that Java trusts, and no certificate. */
    public static final Tls USUAL = new Tls(null, null, null);

    private static final Pattern KEY = Pattern.compile(
        "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA");
    private static final Map<String, String> SIGNATURES =
        Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
    private static final byte[] SAMPLE = {1};
    private static final char[] NO_PASSPHRASE = {};

    /**
     * Checks that there is a key where there is a certificate.
     *
     * @throws IllegalArgumentException if there is only one of them
     */
    public Tls {
        if (certificate == null != (privateKey == null)) {
            throw new IllegalArgumentException("certificate needs private-key, and private-key certificate");
        }
    }

    /**
     * What TLS is made with.
     *
     * @return the context
     * @throws IllegalArgumentException if something is no PEM, or does not fit; the message names it and shows no key
     */
    public SSLContext context() {
        try {
            final var ret = SSLContext.getInstance("TLS");
            ret.init(keys(), trust(), null);
            return ret;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("certificate and private-key cannot be used: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        final var pem = trusted;
        final var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        // null: what Java trusts
        factory.init(pem == null ? (KeyStore) null : authorities(pem));
        return factory.getTrustManagers();
    }

    private static KeyStore authorities(final String pem) throws GeneralSecurityException, IOException {
        final var ret = empty();
        int number = 0;
        for (var each : certificates("trusted-certificates", pem)) {
            ret.setCertificateEntry("authority-" + number++, each);
        }
        return ret;
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        final var pem = certificate;
        final var key = privateKey;
        if (pem == null || key == null) {
            return new KeyManager[0];
        }
        final var own = key(key);
        final var chain = certificates("certificate", pem).toArray(Certificate[]::new);
        if (!arePair(own, chain[0].getPublicKey())) {
            throw new IllegalArgumentException("private-key is not that of the first certificate");
        }
        final var store = empty();
        store.setKeyEntry("own", own, NO_PASSPHRASE, chain);
        final var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSPHRASE);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        final var ret = KeyStore.getInstance("PKCS12");
        ret.load(null, null);
        return ret;
    }

    private static Collection<? extends Certificate> certificates(final String name, final String pem) {
        try {
            final var ret = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
            if (!ret.isEmpty()) {
                return ret;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(name + " is no certificate in PEM", e);
        }
        throw new IllegalArgumentException(name + " has no certificate in PEM");
    }

    private static PrivateKey key(final String pem) throws GeneralSecurityException {
        final var block = KEY.matcher(pem);
        if (!block.matches()) {
            throw new IllegalArgumentException("private-key is not one PEM block"
                + " from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----");
        }
        final var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
        for (var type : KEY_TYPES) {
            try {
                return KeyFactory.getInstance(type).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // of another type, perhaps
                continue;
            }
        }
        throw new IllegalArgumentException("private-key is no RSA, EC or EdDSA key in PKCS #8");
    }

    /** Whether what one key signs is what the other verifies. */
    private static boolean arePair(final PrivateKey own, final PublicKey known) throws GeneralSecurityException {
        final var algorithm = SIGNATURES.get(own.getAlgorithm());
        if (algorithm == null || !own.getAlgorithm().equals(known.getAlgorithm())) {
            return false;
        }
        final var signature = java.security.Signature.getInstance(algorithm);
        signature.initSign(own);
        signature.update(SAMPLE);
        final var signed = signature.sign();
        signature.initVerify(known);
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "Tls[trusted " + (trusted == null ? "by Java" : "as given") + (certificate == null ? "" : ", certified")
            + ']';
    }
}
