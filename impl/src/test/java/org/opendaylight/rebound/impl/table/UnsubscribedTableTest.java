/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.impl.secret.FakeEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Keys;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Unsubscribed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.MailKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * Who unsubscribed, and the key of the links, on a real in-memory datastore.
 */
class UnsubscribedTableTest {
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;
    private static final DataObjectIdentifier<Keys> KEYS = DataObjectIdentifier.builder(Keys.class).build();

    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    private final List<AutoCloseable> open = new ArrayList<>();
    private DataBroker broker;
    private DatastoreWriter writer;
    private UnsubscribedTable table;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        writer = keep(new DatastoreWriter(broker, STORE, null, new CounterRegistry(), "test"));
        table = keep(new UnsubscribedTable(broker, writer, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        for (var part : open.reversed()) {
            part.close();
        }
    }

    private <T extends AutoCloseable> T keep(final T part) {
        open.add(part);
        return part;
    }

    private static DataObjectIdentifier<Mail> path(final String address) {
        return DataObjectIdentifier.builder(Unsubscribed.class)
            .child(Mail.class, new MailKey(new MailAddress(address))).build();
    }

    private Mail stored(final String address) throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(STORE, path(address)).get().orElse(null);
        }
    }

    private String storedKey() throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(STORE, KEYS).get().map(Keys::getUnsubscribeLinks).orElse(null);
        }
    }

    private void delete(final DataObjectIdentifier<?> path) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        tx.delete(STORE, path);
        tx.commit().get();
    }

    @Test
    void whoUnsubscribesIsInTheTableWithTheTime() throws Exception {
        table.add("Anna@EXAMPLE.com").get(10, TimeUnit.SECONDS);
        await().until(() -> table.contains("Anna@example.COM"));
        assertFalse(table.contains("anna@example.com"));
        final var since = stored("Anna@example.com").getSince();
        table.add("Anna@example.com").get(10, TimeUnit.SECONDS);
        assertEquals(since, stored("Anna@example.com").getSince());
    }

    @Test
    void theOperatorMayAddAndDelete() throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        for (var address : List.of("bert@EXAMPLE.com", "bert@example.com")) {
            tx.put(STORE, path(address), new MailBuilder().setAddress(new MailAddress(address)).build());
        }
        tx.commit().get();
        await().until(() -> table.contains("bert@example.com"));
        delete(path("bert@example.com"));
        assertTrue(table.contains("bert@example.com"), "it is there in another spelling");
        delete(path("bert@EXAMPLE.com"));
        await().until(() -> !table.contains("bert@example.com"));
    }

    @Test
    void whatWasStoredBeforeIsThereWhenItIsLoaded() throws Exception {
        table.add("anna@example.com").get(10, TimeUnit.SECONDS);
        final var second = keep(new UnsubscribedTable(broker, writer, Clock.systemUTC()));
        second.loaded().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertTrue(second.contains("anna@example.com"));
    }

    private LinkKeyStore keys(final String installation, final AtomicReference<byte[]> key) {
        return keep(new LinkKeyStore(broker, writer, new SecretVault(new FakeEncryption(installation)), key::set));
    }

    @Test
    void theOwnerMakesOneKeyThatEveryNodeHas() throws Exception {
        final var here = new AtomicReference<byte[]>();
        final var there = new AtomicReference<byte[]>();
        final var owner = keys("cluster", here);
        final var other = keys("cluster", there);
        assertNull(storedKey());
        owner.instantiateServiceInstance();
        await().until(() -> here.get() != null && there.get() != null);
        final var key = here.get();
        assertEquals(32, key.length);
        assertArrayEquals(key, there.get());
        assertTrue(SecretVault.isSealed(storedKey()));
        // the other becomes the owner: the key stays
        final var stored = storedKey();
        owner.closeServiceInstance();
        other.instantiateServiceInstance();
        writer.submit(1, entries -> { }).get(10, TimeUnit.SECONDS);
        assertEquals(stored, storedKey());
    }

    @Test
    void aKeyThatIsLostOrDoesNotDecryptIsMadeAnew() throws Exception {
        final var here = new AtomicReference<byte[]>();
        final var owner = keys("here", here);
        owner.instantiateServiceInstance();
        await().until(() -> here.get() != null);
        final var first = here.get();
        delete(KEYS);
        await().until(() -> here.get() != null && !Arrays.equals(first, here.get()));
        owner.closeServiceInstance();
        final var elsewhere = new AtomicReference<byte[]>();
        keys("there", elsewhere).instantiateServiceInstance();
        await().until(() -> elsewhere.get() != null);
    }
}
