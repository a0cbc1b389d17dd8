/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.MaintenanceWindow;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

class NoticePlannerTest {
    private static final ServiceKey SERVICE = new ServiceKey("web", Protocol.TCP, 80);
    private static final IpAddress ANNA = IpAddress.parse("10.99.0.1");
    private static final IpAddress QUIET = IpAddress.parse("10.99.0.2");
    private static final IpAddress NOBODY = IpAddress.parse("fd99::9");
    private static final Instant BACK = Instant.parse("2026-11-24T12:00:00Z");
    private static final Recovery RECOVERY =
        new Recovery(SERVICE, 4, BACK.minusSeconds(60), BACK, SignalKind.TRAP);

    private final List<MaintenanceWindow> windows = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>(List.of(Way.MAIL));
    private boolean asking;
    private boolean confirming = true;
    private final NoticePlanner planner = new NoticePlanner(server -> ways,
        client -> Map.of(ANNA, new Recipient("anna@example.com", "Anna", "ja"),
            QUIET, new Recipient("quiet@example.com", null, null)).get(client),
        new NoticePlanner.Inquiry(server -> asking, () -> confirming), "quiet@example.com"::equals,
        () -> Duration.ZERO, (service, time) -> windows.stream().findFirst());

    private static FailedClient client(final IpAddress address, final int first, final int last) {
        return new FailedClient(SERVICE, address, BACK.plusSeconds(first), BACK.plusSeconds(last), 2,
            Set.of(Evidence.REFUSED));
    }

    private NoticePlanner.Plan plan(final FailedClient... clients) {
        return planner.plan(List.of(clients), RECOVERY, BACK);
    }

    @Test
    void aClientWithAnAddressGetsAPendingNoticeWithAStableId() {
        final var plan = plan(client(ANNA, -50, -10));
        assertEquals(List.of(), plan.remaining());
        final var entry = plan.notices().getFirst();
        assertEquals(State.PENDING, entry.state());
        assertEquals("web/tcp/80/4/10.99.0.1/mail", entry.notice().id());
        assertEquals("anna@example.com", entry.notice().destination());
        assertEquals(BACK.minusSeconds(50), entry.notice().failedSince());
        assertEquals(plan.notices(), plan(client(ANNA, -50, -10)).notices());
    }

    @Test
    void aClientWithoutAnAddressStaysVisibleAsSuch() {
        final var entry = plan(client(NOBODY, -50, -10)).notices().getFirst();
        assertEquals(State.FAILED, entry.state());
        assertEquals("the client mail address table has no entry for fd99::9", entry.lastError());
        assertNull(entry.notice().destination());
    }

    @Test
    void aClientThatUnsubscribedIsNotToldAndStaysVisibleAsSuch() {
        final var plan = plan(client(QUIET, -50, -10));
        assertEquals(List.of(), plan.remaining());
        final var entry = plan.notices().getFirst();
        assertEquals(State.FAILED, entry.state());
        assertEquals("the recipient has unsubscribed", entry.lastError());
        assertEquals("quiet@example.com", entry.notice().destination());
    }

    @Test
    void aClientThatFailedAgainAfterTheRecoveryStaysInTheTableForTheNextOne() {
        final var plan = plan(client(ANNA, -50, 10));
        assertEquals(1, plan.notices().size());
        assertEquals(List.of(new FailedClient(SERVICE, ANNA, BACK.plusSeconds(10), BACK.plusSeconds(10), 1,
            Set.of(Evidence.REFUSED))), plan.remaining());
        assertEquals(List.of(), plan.done());
    }

    @Test
    void aClientOfAServerThatIsNotConfiguredAnyMoreStaysInTheTable() {
        ways.clear();
        assertEquals(new NoticePlanner.Plan(List.of(), List.of(), List.of()), plan(client(ANNA, -50, -10)));
    }

    @Test
    void whatADroppingMaintenanceWindowCoversIsNotSentUnlessTheOperatorSaysSo() {
        windows.add(new MaintenanceWindow("friday", BACK, BACK.plusSeconds(60), true));
        final var entry = plan(client(ANNA, -50, -10)).notices().getFirst();
        assertEquals(State.FAILED, entry.state());
        assertEquals("dropped: maintenance 'friday'", entry.lastError());
        final var declared = new Recovery(SERVICE, 4, BACK.minusSeconds(60), BACK, SignalKind.DECLARED);
        assertEquals(State.PENDING,
            planner.plan(List.of(client(ANNA, -50, -10)), declared, BACK).notices().getFirst().state());
    }

    @Test
    void whoeverTellsAllIsGivenOneListAndEachClientIsInItOnce() {
        ways.add(Way.byServer("web"));
        ways.add(Way.byManager("noc"));

        final var plan = plan(client(ANNA, -50, -10), client(NOBODY, -40, -10));

        assertEquals(2, plan.done().size());
        final var lists = plan.notices().stream().filter(entry -> !entry.notice().channel().equals("mail"))
            .collect(Collectors.groupingBy(OutboxEntry::delivery, TreeMap::new,
                Collectors.mapping(entry -> entry.notice().id(), Collectors.toList())));
        assertEquals(List.of(
            List.of("web/tcp/80/4/10.99.0.1/network-management/noc", "web/tcp/80/4/fd99::9/network-management/noc"),
            List.of("web/tcp/80/4/10.99.0.1/server", "web/tcp/80/4/fd99::9/server")), List.copyOf(lists.values()));
        assertEquals(Set.of("noc", "web"), plan.notices().stream().filter(entry -> lists.containsKey(entry.delivery()))
            .map(entry -> entry.notice().destination()).collect(Collectors.toSet()));
    }

    @Test
    void onlyFailuresBeforeTheRecoveryBelongToIt() {
        assertTrue(NoticePlanner.belongsTo(client(ANNA, 0, 5), RECOVERY));
        assertFalse(NoticePlanner.belongsTo(client(ANNA, 1, 5), RECOVERY));
    }

    private static FailedClient answered(final IpAddress address, final boolean wish, final String destination,
            final boolean confirmed) {
        return client(address, -50, -10).withAnswer(new ClientAnswer(wish, destination, confirmed, "en"));
    }

    @Test
    void whoSaidNoIsToldByNoWayAndLeavesTheTable() {
        ways.add(Way.byServer("web"));
        final var no = answered(ANNA, false, null, true);
        final var plan = plan(no, client(NOBODY, -40, -10));
        assertEquals(List.of(no, client(NOBODY, -40, -10)), plan.done());
        assertEquals(Set.of(NOBODY),
            plan.notices().stream().map(entry -> entry.notice().client()).collect(Collectors.toSet()));
        assertEquals(List.of(), plan(no).notices());
    }

    @Test
    void whereClientsAreAskedOnlyThoseAreToldThatSaidYes() {
        asking = true;
        ways.add(Way.byServer("web"));
        final var plan = plan(answered(ANNA, true, null, true), client(QUIET, -40, -10),
            answered(NOBODY, false, null, true));
        assertEquals(3, plan.done().size());
        assertEquals(Set.of(ANNA),
            plan.notices().stream().map(entry -> entry.notice().client()).collect(Collectors.toSet()));
        assertEquals(2, plan.notices().size());
    }

    @Test
    void aConfirmedAddressIsWhereTheClientIsTold() {
        final var notice = plan(answered(NOBODY, true, "me@example.org", true)).notices().getFirst().notice();
        assertEquals("me@example.org", notice.destination());
        assertEquals("en", notice.language());
        assertNull(notice.recipientName());
        assertTrue(notice.destinationGiven());
        final var known = plan(answered(ANNA, true, "anna@EXAMPLE.com", true)).notices().getFirst().notice();
        assertEquals("Anna", known.recipientName());
    }

    @Test
    void anAddressThatNobodyConfirmedIsNotUsed() {
        final var unconfirmed = answered(NOBODY, true, "other@example.org", false);
        final var entry = plan(unconfirmed).notices().getFirst();
        assertEquals(State.FAILED, entry.state());
        assertEquals("the address given on the inquiry page was not confirmed", entry.lastError());
        assertNull(entry.notice().destination());
        assertFalse(entry.notice().destinationGiven());

        final var known = plan(answered(ANNA, true, "other@example.org", false)).notices().getFirst();
        assertEquals(State.PENDING, known.state());
        assertEquals("anna@example.com", known.notice().destination());
        assertFalse(known.notice().destinationGiven());

        confirming = false;
        assertEquals("other@example.org", plan(unconfirmed).notices().getFirst().notice().destination());
    }

    @Test
    void anAddressThatWasGivenIsLeftAloneIfItUnsubscribed() {
        final var entry = plan(answered(NOBODY, true, "quiet@example.com", true)).notices().getFirst();
        assertEquals(State.FAILED, entry.state());
        assertEquals("the recipient has unsubscribed", entry.lastError());
    }

    @Test
    void aYesWithoutAnAddressIsToldWhereTheTableSays() {
        final var notice = plan(answered(ANNA, true, null, true)).notices().getFirst().notice();
        assertEquals("anna@example.com", notice.destination());
        assertEquals("en", notice.language());
        assertEquals("the client mail address table has no entry for fd99::9",
            plan(answered(NOBODY, true, null, true)).notices().getFirst().lastError());
    }

    @Test
    void whoFailsAgainKeepsItsAnswer() {
        final var no = client(ANNA, -50, 10).withAnswer(new ClientAnswer(false, null, true, null));
        final var plan = plan(no);
        assertEquals(List.of(), plan.notices());
        assertEquals(no.answer(), plan.remaining().getFirst().answer());
    }
}
