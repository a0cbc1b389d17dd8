/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;
import org.opendaylight.rebound.outbox.RetentionPolicy;
import org.opendaylight.rebound.outbox.RetryPolicy;
import org.opendaylight.rebound.relay.Lists;
import org.opendaylight.rebound.relay.config.Client;
import org.opendaylight.rebound.relay.config.ClientSource;
import org.opendaylight.rebound.relay.config.ClientTable;
import org.opendaylight.rebound.relay.config.Credentials;
import org.opendaylight.rebound.relay.config.Endpoint;
import org.opendaylight.rebound.relay.config.ListenSettings;
import org.opendaylight.rebound.relay.config.MailPart;
import org.opendaylight.rebound.relay.config.RelaySettings;
import org.opendaylight.rebound.relay.config.StoreSettings;

class DeskTest {
    private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");
    private static final Client ANNA = new Client("anna@example.com", "Anna", "en");
    private static final Client BOB = new Client("bob@example.com", null, null);

    @TempDir
    private Path folder;
    private NoticeStore store;

    @BeforeEach
    void open() throws StoreException {
        store = NoticeStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static ClientTable table(final Map<String, Client> clients) {
        return new ClientTable(clients.entrySet().stream().collect(java.util.stream.Collectors.toMap(
            entry -> IpAddress.parse(entry.getKey()), Map.Entry::getValue)));
    }

    private Desk desk(final Instant now, final ClientTable table) {
        final var settings = new RelaySettings(
            new ListenSettings(new Endpoint(IpAddress.ofIpv4(0), 0), null, 0),
            new Credentials(null, "token", false), null, null,
            new MailPart(MailSettings.to("mail", 25, "r@example.com").build(),
                new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(1)), Duration.ZERO),
            new ClientSource(Map.of(), null),
            new StoreSettings(folder, new RetentionPolicy(Duration.ofDays(1), Duration.ofDays(1)), Duration.ofHours(1),
                4, Duration.ofHours(1)));
        return new Desk(store, settings, table, Clock.fixed(now, ZoneOffset.UTC), new CounterRegistry());
    }

    private OutboxEntry only() {
        final var all = store.find(entry -> true);
        assertEquals(1, all.size(), all.toString());
        return all.getFirst();
    }

    @Test
    void clientsAreCountedByWhatBecomesOfThem() throws Exception {
        final var desk = desk(NOW, table(Map.of("192.0.2.7", ANNA, "192.0.2.8", BOB)));
        assertEquals(new Accepted(1, 0, 0), desk.accept(Lists.list("a", 1, "192.0.2.7")));
        assertEquals(new Accepted(1, 1, 1), desk.accept(Lists.list("b", 1, "192.0.2.7", "192.0.2.8", "192.0.2.9")));
        assertEquals(new Accepted(0, 3, 0), desk.accept(Lists.list("b", 1, "192.0.2.7", "192.0.2.8", "192.0.2.9")));
    }

    @Test
    void sameOutageNumberOfAnotherTimeIsAnotherRecovery() throws Exception {
        final var desk = desk(NOW, table(Map.of("192.0.2.7", ANNA)));
        final var list = Lists.list("a", 1, "192.0.2.7");
        desk.accept(list);
        assertEquals(new Accepted(1, 0, 0), desk.accept(new RecoveryList("b", list.service(), 1,
            list.recovered().plusMillis(100), list.clients())));
        // by SNMP a time has tenths of a second
        assertEquals(new Accepted(0, 1, 0), desk.accept(new RecoveryList("c", list.service(), 1,
            list.recovered().plusMillis(99), list.clients())));
        assertEquals("web/tcp/80/1@1772601851000/192.0.2.7", store.find(entry -> true).getFirst().notice().id());
    }

    @Test
    void noticeGoesAloneUnlessAnotherOfTheListHasTheSameReceiver() throws Exception {
        final var desk = desk(NOW, table(Map.of("192.0.2.7", ANNA, "192.0.2.8", ANNA, "192.0.2.9", BOB)));
        desk.accept(Lists.list("a", 1, "192.0.2.7", "192.0.2.8", "192.0.2.9"));
        for (var entry : store.find(entry -> true)) {
            if (BOB.mail().equals(entry.notice().destination())) {
                assertEquals(entry.notice().id(), entry.delivery());
            } else {
                assertNull(entry.delivery());
            }
        }
    }

    @Test
    void unknownClientIsToldWhenTheTableHasItInTime() throws Exception {
        final var desk = desk(NOW, table(Map.of()));
        desk.accept(Lists.list("a", 1, "192.0.2.7"));
        assertEquals(State.FAILED, only().state());
        desk.use(table(Map.of("192.0.2.8", BOB)));
        assertEquals(State.FAILED, only().state());
        desk.use(table(Map.of("192.0.2.7", ANNA)));
        assertEquals(State.PENDING, only().state());
        assertEquals("anna@example.com", only().notice().destination());
        assertEquals(Lists.FAILED, only().notice().failedSince());
    }

    @Test
    void unknownClientIsToldAfterARestartButNotTooLate() throws Exception {
        desk(NOW, table(Map.of())).accept(Lists.list("a", 1, "192.0.2.7"));
        desk(NOW.plus(Duration.ofHours(1)), table(Map.of("192.0.2.7", ANNA)));
        assertEquals(State.FAILED, only().state());
        desk(NOW.plus(Duration.ofMinutes(59)), table(Map.of("192.0.2.7", ANNA)));
        assertEquals(State.PENDING, only().state());
    }
}
