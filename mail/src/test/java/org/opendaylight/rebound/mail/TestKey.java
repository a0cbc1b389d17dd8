/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.james.jdkim.DKIMVerifier;

/** A key for DKIM, and a receiver that finds its public half in the DNS. The receiver is another library's. */
final class TestKey {
    static final String DOMAIN = "rebound.example";
    static final String SELECTOR = "mail-2026";

    private final KeyPair pair;

    TestKey(final int bits) throws NoSuchAlgorithmException {
        final var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        pair = generator.generateKeyPair();
    }

    /** As openssl genpkey writes it. */
    String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    }

    DkimKey read() {
        return DkimKey.read(DOMAIN, SELECTOR, pem());
    }

    /** Verifies a mail as it went over the wire, and gives the headers that are signed, in lower case. */
    List<String> verify(final String wire) throws Exception {
        final var verifier = new DKIMVerifier((method, selector, domain) -> {
            assertEquals(SELECTOR + "._domainkey." + DOMAIN, selector + "._domainkey." + domain);
            return List.of("v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        });
        final var records = verifier.verify(new ByteArrayInputStream(wire.getBytes(US_ASCII)));
        assertEquals(1, records.size());
        return records.getFirst().getHeaders().stream().map(name -> name.toString().toLowerCase(Locale.ROOT))
            .toList();
    }
}
