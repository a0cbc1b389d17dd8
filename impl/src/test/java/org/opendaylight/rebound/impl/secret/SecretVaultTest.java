/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;

class SecretVaultTest {
    private final SecretVault vault = new SecretVault(new FakeEncryption("here"));

    @Property(tries = 200)
    void whatIsSealedOpens(@ForAll final String clear) throws Exception {
        // jqwik makes half surrogates too, which are no text
        final var text = new String(clear.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(Optional.of(text), vault.open(vault.seal(text)));
    }

    @Test
    void aSealedSecretIsRecognisedAndFitsTheModel() throws Exception {
        final var sealed = vault.seal("secret");
        assertTrue(SecretVault.isSealed(sealed));
        assertTrue(sealed.matches("encrypted:[A-Za-z0-9+/]{1,4096}={0,2}"), sealed);
        final var longest = vault.seal("日".repeat(256));
        assertTrue(longest.matches("encrypted:[A-Za-z0-9+/]{1,4096}={0,2}"), longest);
        assertFalse(SecretVault.isSealed("secret"));
    }

    @Test
    void oneSecretIsAnotherTextEachTimeFromTheFirstKeyOn() throws Exception {
        assertNotEquals(vault.seal("secret").substring(0, 40), vault.seal("secret").substring(0, 40));
    }

    /** The service gives equal texts for equal secrets: it must not be given a secret. */
    @Test
    void theServiceNeverSeesTheSecret() throws Exception {
        final var given = new StringBuilder();
        final var fake = new FakeEncryption("here");
        final var watched = new SecretVault(new AAAEncryptionService() {
            @Override
            public byte[] encrypt(final byte[] data) throws java.security.GeneralSecurityException {
                given.append(new String(data, StandardCharsets.ISO_8859_1)).append('\n');
                return fake.encrypt(data);
            }

            @Override
            public byte[] decrypt(final byte[] data) throws java.security.GeneralSecurityException {
                return fake.decrypt(data);
            }
        });
        watched.seal("a secret of 32 characters or more");
        assertTrue(given.length() > 0);
        assertFalse(given.toString().contains("a secret"));
    }

    @Test
    void anotherInstallationCannotOpen() throws Exception {
        assertEquals(Optional.empty(), new SecretVault(new FakeEncryption("there")).open(vault.seal("secret")));
    }

    @Test
    void whatWasChangedDoesNotOpen() throws Exception {
        final var sealed = vault.seal("secret");
        final var bytes = Base64.getDecoder().decode(sealed.substring(SecretVault.PREFIX.length()));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            assertEquals(Optional.empty(), vault.open(SecretVault.PREFIX + Base64.getEncoder().encodeToString(bytes)));
            bytes[i] ^= 1;
        }
    }

    @Property(tries = 200)
    void whatNobodySealedDoesNotOpen(@ForAll final byte[] bytes, @ForAll final String text) {
        assertEquals(Optional.empty(), vault.open(SecretVault.PREFIX + Base64.getEncoder().encodeToString(bytes)));
        assertEquals(Optional.empty(), vault.open(SecretVault.PREFIX + text));
        assertEquals(Optional.empty(), vault.open(text));
    }
}
