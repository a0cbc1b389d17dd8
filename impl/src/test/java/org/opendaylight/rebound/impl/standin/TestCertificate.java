/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate made by the JDK's keytool, and its key, in PEM. */
record TestCertificate(String certificate, String privateKey) {
    private static final String PASSWORD = "changeit";

    /**
     * Makes a certificate for this machine.
     *
     * @param folder where its key store is put
     * @param name its name
     */
    static TestCertificate make(final Path folder, final String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        final var file = folder.resolve(name + ".p12");
        final var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=" + name, "-validity", "2", "-ext",
            "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
            .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
        }
        final var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return new TestCertificate(pem("CERTIFICATE", store.getCertificate("test").getEncoded()),
            pem("PRIVATE KEY", store.getKey("test", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(final String label, final byte[] encoded) {
        return "-----BEGIN " + label + "-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded)
            + "\n-----END " + label + "-----\n";
    }
}
