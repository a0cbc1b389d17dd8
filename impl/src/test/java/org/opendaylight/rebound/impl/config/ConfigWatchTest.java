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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.config.Samples.client;
import static org.opendaylight.rebound.impl.config.Samples.server;
import static org.opendaylight.rebound.impl.config.Samples.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.impl.secret.FakeEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ObservationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint8;

class ConfigWatchTest {
    private static final DataObjectIdentifier<Rebound> REBOUND = DataObjectIdentifier.builder(Rebound.class).build();
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;

    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    private final ExecutorService executor = Executors.newFixedThreadPool(3, run -> new Thread(run, "given"));
    private final List<ReboundConfig> given = new CopyOnWriteArrayList<>();
    private final Set<String> threads = java.util.concurrent.ConcurrentHashMap.newKeySet();
    private DataBroker broker;
    private ConfigWatch watch;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        watch = new ConfigWatch(broker, new SecretVault(new FakeEncryption("here")), executor);
    }

    @AfterEach
    void stop() {
        watch.close();
        watch.close();
        executor.shutdownNow();
    }

    private void take(final ReboundConfig config) {
        threads.add(Thread.currentThread().getName());
        given.add(config);
    }

    private <T extends DataObject> void put(final DataObjectIdentifier<T> path, final T data) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(STORE, path, data);
        tx.commit().get();
    }

    private void put(final Server server) throws Exception {
        put(REBOUND.toBuilder().child(Server.class, server.key()).build(), server);
    }

    private void put(final Client client) throws Exception {
        put(REBOUND.toBuilder().child(Client.class, client.key()).build(), client);
    }

    private static Server web(final int port) {
        return server("web", "192.0.2.1").setService(BindingMap.of(service(Protocol.Tcp, port))).build();
    }

    @Test
    void anEmptyDatastoreGivesTheDefaults() {
        watch.subscribe(this::take);
        await().until(() -> !given.isEmpty());
        assertEquals(List.of(ConfigMapper.map(null)), given);
        assertEquals(Optional.of(ConfigMapper.map(null)), watch.current());
        assertEquals(Set.of("given"), threads);
    }

    @Test
    void whatWasStoredBeforeIsGivenFirst() throws Exception {
        put(web(80));
        try (var second = new ConfigWatch(broker, new SecretVault(new FakeEncryption("here")), executor)) {
            second.subscribe(this::take);
            await().until(() -> !given.isEmpty());
            assertEquals(80, given.getFirst().services().getFirst().key().port());
        }
    }

    @Test
    void eachChangeIsGivenOnTheExecutor() throws Exception {
        watch.subscribe(this::take);
        await().until(() -> given.size() == 1);
        put(web(80));
        await().until(() -> given.size() == 2);
        put(web(81));
        await().until(() -> given.size() == 3);
        assertEquals(81, given.getLast().services().getFirst().key().port());
        final var tx = broker.newWriteOnlyTransaction();
        tx.delete(STORE, REBOUND);
        tx.commit().get();
        await().until(() -> given.size() == 4);
        assertEquals(ConfigMapper.map(null), given.getLast());
        assertEquals(Set.of("given"), threads);
    }

    @Test
    void aChangeThatMakesNoDifferenceIsNotGiven() throws Exception {
        watch.subscribe(this::take);
        put(web(80));
        await().until(() -> !given.isEmpty() && !given.getLast().services().isEmpty());
        final int before = given.size();
        put(client("192.0.2.9", "anna@example.com", null));
        put(web(80));
        put(REBOUND.toBuilder().child(Observation.class).build(),
            new ObservationBuilder().setTable(Uint8.ZERO).build());
        put(server("zzz", "192.0.2.7").build());
        await().until(() -> given.getLast().ways().containsKey("zzz"));
        assertEquals(before + 1, given.size());
    }

    @Test
    void aSubscribersFaultIsItsOwn() throws Exception {
        watch.subscribe(config -> {
            throw new IllegalStateException("a fault of the test");
        });
        watch.subscribe(this::take);
        await().until(() -> given.size() == 1);
        put(web(80));
        await().until(() -> given.size() == 2);
    }

    @Test
    void aSlowSubscriberIsGivenTheNewestAndHoldsNobodyUp() throws Exception {
        final var began = new CountDownLatch(1);
        final var goOn = new CountDownLatch(1);
        watch.subscribe(config -> {
            began.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.subscribe(this::take);
        began.await();
        for (int port = 1; port <= 50; ++port) {
            put(web(port));
        }
        goOn.countDown();
        await().until(() -> !given.isEmpty() && !given.getLast().services().isEmpty()
            && given.getLast().services().getFirst().key().port() == 50);
        assertTrue(given.size() <= 3, "given " + given.size() + " times");
    }

    @Test
    void anEndedSubscriptionIsGivenNothing() throws Exception {
        final var other = new CopyOnWriteArrayList<ReboundConfig>();
        final var registration = watch.subscribe(this::take);
        watch.subscribe(other::add);
        await().until(() -> other.size() == 1);
        registration.close();
        put(web(80));
        await().until(() -> other.size() == 2);
        assertEquals(1, given.size());
    }

    @Test
    void aClosedWatchGivesNothing() throws Exception {
        watch.subscribe(this::take);
        await().until(() -> given.size() == 1);
        watch.close();
        put(web(80));
        try (var second = new ConfigWatch(broker, new SecretVault(new FakeEncryption("here")), executor)) {
            await().until(() -> second.current().filter(config -> !config.services().isEmpty()).isPresent());
        }
        assertEquals(1, given.size());
    }

    @Test
    void aConfigurationThatCannotBeUsedLeavesTheOneBeforeInForce() throws Exception {
        watch.subscribe(this::take);
        put(web(80));
        await().until(() -> !given.isEmpty() && !given.getLast().services().isEmpty());
        final int before = given.size();
        // as if stored without Rebound's guard
        put(REBOUND.toBuilder().child(Observation.class).build(),
            new ObservationBuilder().setTable(Uint8.valueOf(222)).build());
        put(REBOUND.toBuilder().child(Observation.class).build(),
            new ObservationBuilder().setTable(Uint8.valueOf(2)).build());
        await().until(() -> given.getLast().observation().table() == 2);
        assertEquals(before + 1, given.size());
    }
}
