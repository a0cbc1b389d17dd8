/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate made by the JDK's keytool. */
final class TestCertificate {
    static final String PASSWORD = "changeit";

    private final Path file;

    /**
     * Makes a certificate.
     *
     * @param directory where its key store is put
     * @param names the subject alternative names, as keytool wants them
     */
    TestCertificate(final Path directory, final String names) throws IOException, InterruptedException {
        file = directory.resolve("test.p12");
        final var log = directory.resolve("keytool.log").toFile();
        final var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=test", "-validity", "2",
            "-ext", "san=" + names, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
            .redirectErrorStream(true).redirectOutput(log).start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(log.toPath()));
        }
    }

    Path file() {
        return file;
    }

    /** A context that shows this certificate and trusts it. */
    SSLContext context() throws IOException, GeneralSecurityException {
        final var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        final var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        final var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        final var ret = SSLContext.getInstance("TLS");
        ret.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return ret;
    }
}
