/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.opendaylight.rebound.impl.config.Samples.client;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ClientKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;

class ClientTableTest {
    private static final DataObjectIdentifier<Rebound> REBOUND = DataObjectIdentifier.builder(Rebound.class).build();
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;
    private static final IpAddress ANNA = IpAddress.parse("192.0.2.9");
    private static final IpAddress BERT = IpAddress.parse("2001:db8::9");

    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    private DataBroker broker;
    private ClientTable table;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        table = new ClientTable(broker);
    }

    @AfterEach
    void stop() {
        table.close();
        table.close();
    }

    private void put(final Client... clients) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        for (var client : clients) {
            tx.put(STORE, REBOUND.toBuilder().child(Client.class, client.key()).build(), client);
        }
        tx.commit().get();
    }

    private void delete(final String address) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        tx.delete(STORE, REBOUND.toBuilder().child(Client.class, new ClientKey(Samples.address(address))).build());
        tx.commit().get();
    }

    private void awaitMail(final IpAddress address, final String mail) {
        await().until(() -> table.find(address).map(MailClient::mail).equals(Optional.ofNullable(mail)));
    }

    @Test
    void anEmptyTableIsLoadedAndFindsNobody() throws Exception {
        table.loaded().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(0, table.size());
        assertEquals(Optional.empty(), table.find(ANNA));
    }

    @Test
    void entriesComeChangeAndGo() throws Exception {
        put(client("192.0.2.9", "anna@example.com", "Anna"), client("2001:db8::9", "bert@example.com", null));
        awaitMail(BERT, "bert@example.com");
        assertEquals(Optional.of(new MailClient("anna@example.com", "Anna", null)), table.find(ANNA));
        assertEquals(Optional.of(new MailClient("bert@example.com", null, null)), table.find(BERT));
        put(client("192.0.2.9", "anna@example.org", null));
        awaitMail(ANNA, "anna@example.org");
        assertEquals(Optional.of(new MailClient("anna@example.org", null, null)), table.find(ANNA));
        delete("192.0.2.9");
        awaitMail(ANNA, null);
        assertEquals(1, table.size());
    }

    @Test
    void aPartOfAnEntryMayChange() throws Exception {
        put(client("192.0.2.9", "anna@example.com", "Anna"));
        final var tx = broker.newWriteOnlyTransaction();
        tx.merge(STORE, REBOUND, new ReboundBuilder()
            .setClient(BindingMap.of(client("192.0.2.9", "new@example.com", null))).build());
        tx.commit().get();
        awaitMail(ANNA, "new@example.com");
        assertEquals(Optional.of(new MailClient("new@example.com", "Anna", null)), table.find(ANNA));
    }

    @Test
    void anAddressIsFoundHoweverItIsWritten() throws Exception {
        put(client("2001:DB8:0:0::9", "bert@example.com", null));
        awaitMail(BERT, "bert@example.com");
    }

    @Test
    void ofAnAddressWrittenTwiceTheFirstEntryCountsAndTheOtherStepsIn() throws Exception {
        put(client("2001:db8::9", "second@example.com", null));
        awaitMail(BERT, "second@example.com");
        put(client("2001:DB8::9", "first@example.com", null));
        awaitMail(BERT, "first@example.com");
        put(client("2001:db8:0::9", "zero@example.com", null));
        put(client("192.0.2.9", "anna@example.com", null));
        awaitMail(ANNA, "anna@example.com");
        assertEquals(Optional.of("first@example.com"), table.find(BERT).map(MailClient::mail));
        assertEquals(2, table.size());
        delete("2001:DB8::9");
        awaitMail(BERT, "zero@example.com");
        delete("2001:db8:0::9");
        awaitMail(BERT, "second@example.com");
        delete("2001:db8::9");
        awaitMail(BERT, null);
    }

    @Test
    void everythingMayGoAtOnce() throws Exception {
        put(client("192.0.2.9", "anna@example.com", null), client("2001:db8::9", "bert@example.com", null));
        await().until(() -> table.size() == 2);
        final var tx = broker.newWriteOnlyTransaction();
        tx.delete(STORE, REBOUND);
        tx.commit().get();
        await().until(() -> table.size() == 0);
    }

    @Test
    void anEntryWithoutAMailAddressIsNone() throws Exception {
        put(client("192.0.2.9", "anna@example.com", null));
        awaitMail(ANNA, "anna@example.com");
        put(client("192.0.2.9", null, "Anna"));
        awaitMail(ANNA, null);
    }

    @Test
    void aHundredThousandStoredEntriesAreThereOnceLoadedAndOneChangeIsOneChange() throws Exception {
        for (int part = 0; part < 200; ++part) {
            final var clients = new Client[500];
            for (int i = 0; i < clients.length; ++i) {
                final int number = part * 500 + i;
                clients[i] = client("10." + (number >> 16) + '.' + (number >> 8 & 0xFF) + '.' + (number & 0xFF),
                    "c" + number + "@example.com", null);
            }
            put(clients);
        }
        final var second = new ClientTable(broker);
        second.loaded().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertEquals(100_000, second.size());
        final var before = second.find(IpAddress.parse("10.1.0.0")).orElseThrow();
        put(client("10.0.0.1", "changed@example.com", null));
        await().until(() -> second.find(IpAddress.parse("10.0.0.1")).orElseThrow().mail().startsWith("changed"));
        // the very same object: the others were not built again
        assertEquals(System.identityHashCode(before),
            System.identityHashCode(second.find(IpAddress.parse("10.1.0.0")).orElseThrow()));
        second.close();
        put(client("10.255.0.1", "late@example.com", null));
        awaitMail(IpAddress.parse("10.255.0.1"), "late@example.com");
        assertFalse(second.find(IpAddress.parse("10.255.0.1")).isPresent());
    }
}
