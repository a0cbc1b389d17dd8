/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import javax.net.ssl.SSLContext;
import org.opendaylight.rebound.push.Tls;

/**
 * What the stand-in shows of itself where a service speaks TLS.
 *
 * @param certificates the server's certificate, then those up to the authority, as PEM (RFC 7468)
 * @param privateKey its private key, PKCS#8 as PEM, not encrypted
 */
public record TlsIdentity(String certificates, String privateKey) {
    public TlsIdentity {
        requireNonNull(certificates);
        requireNonNull(privateKey);
    }

    /**
     * Checks that TLS can be spoken with it.
     *
     * @throws IllegalArgumentException if it cannot; the message says why, and shows no key
     */
    public void check() {
        context();
    }

    /**
     * What TLS is spoken with.
     *
     * @return the context
     * @throws IllegalArgumentException as {@link #check}
     */
    SSLContext context() {
        return new Tls(null, certificates, privateKey).context();
    }

    @Override
    public String toString() {
        // A key does not belong in a log
        return "TlsIdentity";
    }
}
