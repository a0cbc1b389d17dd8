/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import java.nio.file.Path;

/**
 * An operator's own certificate authority, which no JVM knows unless it is told.
 */
public final class Authority {
    private static final String STORE_PASSWORD = "changeit";
    private static final String DAYS = "30";

    private final Path folder;

    /**
     * A certificate and its key, both in PEM.
     *
     * @param certificate the file of the certificate
     * @param key the file of the key
     */
    public record Issued(Path certificate, Path key) {
        // nothing else
    }

    /**
     * Makes one.
     *
     * @param folder where its files go; there already
     */
    public Authority(final Path folder) {
        this.folder = folder;
        Command.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=Test authority", "-days", DAYS, "-keyout", key().toString(), "-out",
            certificate().toString()).run();
        Command.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-importcert", "-noprompt",
            "-alias", "test", "-file", certificate().toString(), "-storetype", "PKCS12", "-keystore",
            trustStore().toString(), "-storepass", STORE_PASSWORD).run();
    }

    /** {@return the options with which a JVM trusts this authority, and only this} */
    public String javaOptions() {
        return "-Djavax.net.ssl.trustStore=" + trustStore() + " -Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD;
    }

    /**
     * Makes a certificate for a server.
     *
     * @param name its name
     * @param address its address
     * @param where the folder for certificate and key
     * @return the files
     */
    public Issued issue(final String name, final String address, final Path where) {
        final var ret = new Issued(where.resolve("server.pem"), where.resolve("server.key"));
        Command.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:" + name + ",IP:" + address, "-addext",
            "basicConstraints=critical,CA:FALSE", "-days", DAYS, "-CA", certificate().toString(), "-CAkey",
            key().toString(), "-keyout", ret.key().toString(), "-out", ret.certificate().toString()).run();
        return ret;
    }

    /** {@return the file of its own certificate, in PEM} */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    private Path key() {
        return folder.resolve("authority.key");
    }

    private Path trustStore() {
        return folder.resolve("trust.p12");
    }
}
