/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate and its key, in PEM.
 *
 * @param certificate the certificate, by nobody but itself
 * @param privateKey the key
 */
record TestPair(String certificate, String privateKey) {
    private static final char[] PASSWORD = "not a secret".toCharArray();

    /**
     * Makes a pair with Java's keytool.
     *
     * @param directory takes a file
     * @return the pair
     * @throws Exception if it cannot be made
     */
    static TestPair make(final Path directory) throws Exception {
        final var file = directory.resolve("pair.p12");
        final var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        final int result = new ProcessBuilder(keytool, "-genkeypair", "-alias", "pair", "-keyalg", "EC", "-dname",
            "CN=web.example.com", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
            new String(PASSWORD)).redirectError(Redirect.DISCARD).redirectOutput(Redirect.DISCARD).start().waitFor();
        if (result != 0) {
            throw new IllegalStateException("keytool ended with " + result);
        }
        final var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new TestPair(pem("CERTIFICATE", store.getCertificate("pair").getEncoded()),
            pem("PRIVATE KEY", store.getKey("pair", PASSWORD).getEncoded()));
    }

    private static String pem(final String label, final byte[] octets) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(octets) + "\n-----END "
            + label + "-----\n";
    }
}
