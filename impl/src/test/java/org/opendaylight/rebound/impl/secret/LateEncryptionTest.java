/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateEncryptionTest {
    private final AtomicInteger starts = new AtomicInteger();
    private final LateEncryption encryption = new LateEncryption(starts::incrementAndGet);
    private final SecretVault vault = new SecretVault(encryption);

    @Test
    void itIsWaitedForAndUsedWhenItHasCome() throws Exception {
        final var present = encryption.present(Duration.ofDays(1)).toCompletableFuture();
        assertFalse(present.isDone());
        assertThrows(IllegalStateException.class, () -> vault.seal("secret"));
        encryption.addService(new FakeEncryption("one"));
        assertTrue(present.isDone());
        assertEquals(Optional.of("secret"), vault.open(vault.seal("secret")));
    }

    @Test
    void itIsStartedAnewIfItDoesNotCome() throws Exception {
        encryption.present(Duration.ofMillis(20));
        await().until(() -> starts.get() == 1);
        final var there = new LateEncryption(starts::incrementAndGet);
        there.addService(new FakeEncryption("one"));
        there.present(Duration.ZERO).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(1, starts.get());
    }

    @Test
    void itIsNotWaitedForForEver() throws Exception {
        encryption.present(Duration.ofMillis(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        await().until(() -> starts.get() == 1);
        assertEquals(Optional.empty(), vault.open(SecretVault.PREFIX + "AAAA"));
    }

    @Test
    void whenItIsGoneNothingIsDecrypted() throws Exception {
        final var service = new FakeEncryption("one");
        encryption.addService(service);
        final var sealed = vault.seal("secret");
        encryption.removeService(service);
        assertEquals(Optional.empty(), vault.open(sealed));
    }
}
