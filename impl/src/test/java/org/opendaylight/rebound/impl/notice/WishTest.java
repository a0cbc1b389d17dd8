/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.notice.NoticePlanner.Inquiry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

/**
 * Whatever clients answer, and however they are told: what they said is kept to.
 */
class WishTest {
    private static final ServiceKey SERVICE = new ServiceKey("web", Protocol.TCP, 80);
    private static final Instant BACK = Instant.parse("2026-11-24T12:00:00Z");
    private static final Recovery RECOVERY = new Recovery(SERVICE, 4, BACK.minusSeconds(60), BACK, SignalKind.TRAP);

    /** What may be said of one client. */
    record Case(ClientAnswer answer, boolean isKnown, boolean failsAgain) {
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        final var answers = Combinators.combine(Arbitraries.of(true, false),
            Arbitraries.of("given@example.com", "other@example.org").injectNull(0.3), Arbitraries.of(true, false),
            Arbitraries.of("en", "ja").injectNull(0.2)).as(ClientAnswer::new).injectNull(0.3);
        return Combinators.combine(answers, Arbitraries.of(true, false), Arbitraries.of(true, false)).as(Case::new)
            .list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 2000)
    void nobodyIsToldAgainstItsWishOrWhereNobodyConfirmed(@ForAll("cases") final List<Case> cases,
            @ForAll final boolean asks, @ForAll final boolean confirms, @ForAll final boolean lists) {
        final var planner = new NoticePlanner(
            server -> lists ? List.of(Way.MAIL, Way.byServer("web"), Way.byManager("noc")) : List.of(Way.MAIL),
            client -> cases.get((int) client.low() & 0xFF).isKnown ? new Recipient("known@example.com", null, null)
                : null,
            new Inquiry(server -> asks, () -> confirms), address -> false, () -> Duration.ZERO,
            (service, time) -> Optional.empty());
        final var clients = IntStream.range(0, cases.size()).mapToObj(i -> client(i, cases.get(i)))
            .toList();

        final var plan = planner.plan(clients, RECOVERY, BACK);

        assertEquals(cases.size(), plan.done().size() + plan.remaining().size());
        final var told = plan.notices().stream().map(entry -> entry.notice().client()).collect(Collectors.toSet());
        for (var client : clients) {
            final var answer = client.answer();
            final boolean expected = answer == null ? !asks : answer.wish();
            assertEquals(expected, told.contains(client.client()), client::toString);
        }
        for (var entry : plan.notices()) {
            final var notice = entry.notice();
            final var answer = cases.get((int) notice.client().low() & 0xFF).answer;
            if (notice.channel().equals("mail") && entry.state() == State.PENDING
                    && !"known@example.com".equals(notice.destination())) {
                assertEquals(answer.destination(), notice.destination());
                assertTrue(answer.confirmed() || !confirms, answer::toString);
            }
        }
    }

    private static FailedClient client(final int number, final Case described) {
        final var last = described.failsAgain ? BACK.plusSeconds(1) : BACK.minusSeconds(1);
        return new FailedClient(SERVICE, IpAddress.ofIpv4(0x0A630000 + number), BACK.minusSeconds(50), last, 1,
            Set.of(Evidence.NO_REPLY), described.answer);
    }
}
