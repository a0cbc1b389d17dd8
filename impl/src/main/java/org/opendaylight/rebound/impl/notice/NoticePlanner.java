/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.MaintenanceWindow;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.outbox.Gathering;
import org.opendaylight.rebound.outbox.OutboxEntry;

/**
 * Decides what failed clients' entries become when their service is back. Pure.
 */
public final class NoticePlanner {
    private static final String UNCONFIRMED = "the address given on the inquiry page was not confirmed";

    private final Function<String, List<Way>> ways;
    private final Function<IpAddress, @Nullable Recipient> recipients;
    private final Inquiry inquiry;
    private final Predicate<String> unsubscribed;
    private final Supplier<Duration> groupWait;
    private final BiFunction<ServiceKey, Instant, Optional<MaintenanceWindow>> silence;

    /**
     * What it means that clients are asked whether and where they are to be told.
     *
     * @param asks says whether of a server's clients only those that said yes are told
     * @param confirms says whether an address that a client gave counts only once it is confirmed
     */
    public record Inquiry(Predicate<String> asks, BooleanSupplier confirms) {
        /** All are told that did not say no, and an address that was given is to be confirmed. */
        public static final Inquiry USUAL = new Inquiry(server -> false, () -> true);

        public Inquiry {
            requireNonNull(asks);
            requireNonNull(confirms);
        }
    }

    /**
     * What entries become.
     *
     * @param notices one for each way and client that is told
     * @param done those whose entries leave the table, told or not
     * @param remaining what entries become that stay in the table: the failures after the recovery
     */
    public record Plan(List<OutboxEntry> notices, List<FailedClient> done, List<FailedClient> remaining) {
        public Plan {
            notices = List.copyOf(notices);
            done = List.copyOf(done);
            remaining = List.copyOf(remaining);
        }
    }

    /**
     * A planner, with the usual meaning of what clients answer.
     *
     * @param ways gives the ways by which a server's clients are told
     * @param recipients gives where a client is told, or null
     * @param unsubscribed says whether a mail address is to be left alone
     * @param groupWait gives how long a notice waits for others to go with; zero: each goes alone, at once
     * @param silence gives the maintenance window in which a service's clients are not told of a recovery
     */
    public NoticePlanner(final Function<String, List<Way>> ways,
            final Function<IpAddress, @Nullable Recipient> recipients,
            final Predicate<String> unsubscribed, final Supplier<Duration> groupWait,
            final BiFunction<ServiceKey, Instant, Optional<MaintenanceWindow>> silence) {
        this(ways, recipients, Inquiry.USUAL, unsubscribed, groupWait, silence);
    }

    /**
     * A planner.
     *
     * @param ways gives the ways by which a server's clients are told
     * @param recipients gives where a client is told, or null
     * @param inquiry what it means that clients are asked
     * @param unsubscribed says whether a mail address is to be left alone
     * @param groupWait gives how long a notice waits for others to go with; zero: each goes alone, at once
     * @param silence gives the maintenance window in which a service's clients are not told of a recovery
     */
    public NoticePlanner(final Function<String, List<Way>> ways,
            final Function<IpAddress, @Nullable Recipient> recipients, final Inquiry inquiry,
            final Predicate<String> unsubscribed, final Supplier<Duration> groupWait,
            final BiFunction<ServiceKey, Instant, Optional<MaintenanceWindow>> silence) {
        this.ways = requireNonNull(ways);
        this.recipients = requireNonNull(recipients);
        this.inquiry = requireNonNull(inquiry);
        this.unsubscribed = requireNonNull(unsubscribed);
        this.groupWait = requireNonNull(groupWait);
        this.silence = requireNonNull(silence);
    }

    /**
     * Whether an entry belongs to the outage that a recovery ended.
     *
     * @param client the entry
     * @param recovery the recovery
     * @return true if the client failed before it
     */
    public static boolean belongsTo(final FailedClient client, final Recovery recovery) {
        return client.service().equals(recovery.service()) && !client.firstFailure().isAfter(recovery.recovered());
    }

    /**
     * How many notices a client of a server gets, at most.
     *
     * @param server the server's name
     * @return 0 or more
     */
    public int noticesEach(final String server) {
        return ways.apply(server).size();
    }

    /**
     * Plans. Those that go to one server or manager go together, as one list.
     *
     * @param clients entries that belong to the outage
     * @param recovery the recovery
     * @param now when
     * @return what they become
     */
    public Plan plan(final Collection<FailedClient> clients, final Recovery recovery, final Instant now) {
        final var all = ways.apply(recovery.service().server());
        if (all.isEmpty()) {
            // The server was deleted meanwhile: its clients stay, in case it comes back.
            return new Plan(List.of(), List.of(), List.of());
        }
        final var told = clients.stream().filter(this::isTold).toList();
        final var notices = new ArrayList<OutboxEntry>();
        for (var way : all) {
            final var ofWay = told.stream().map(client -> notice(client, recovery, way, now)).toList();
            notices.addAll(way.destination() == null ? ofWay : Gathering.together(ofWay));
        }
        final var done = new ArrayList<FailedClient>();
        final var remaining = new ArrayList<FailedClient>();
        for (var client : clients) {
            final var last = client.lastFailure();
            if (last.isAfter(recovery.recovered())) {
                remaining.add(new FailedClient(client.service(), client.client(), last, last, 1, client.evidence(),
                    client.answer()));
            } else {
                done.add(client);
            }
        }
        return new Plan(notices, done, remaining);
    }

    private boolean isTold(final FailedClient client) {
        final var answer = client.answer();
        return answer == null ? !inquiry.asks.test(client.service().server()) : answer.wish();
    }

    private OutboxEntry notice(final FailedClient client, final Recovery recovery, final Way way, final Instant now) {
        final var list = way.destination();
        final var recipient = list == null ? recipient(client) : new Recipient(list, null, null);
        final var id = recovery.service() + "/" + recovery.outage() + '/' + client.client() + '/' + way.suffix();
        final var notice = new Notice(id, recovery.service(), recovery.outage(), client.client(), way.channel(),
            recipient == null ? null : recipient.destination(), recipient == null ? null : recipient.name(),
            recipient == null ? null : recipient.language(),
            client.firstFailure(), recovery.recovered(), list == null && isUsed(client.answer()));
        if (recovery.signal() != SignalKind.DECLARED) {
            final var window = silence.apply(recovery.service(), recovery.recovered());
            if (window.isPresent()) {
                return OutboxEntry.unsendable(notice, now,
                    "dropped: maintenance '" + window.orElseThrow().name() + "'");
            }
        }
        if (recipient == null) {
            return OutboxEntry.unsendable(notice, now, hasAddress(client.answer()) ? UNCONFIRMED
                : "the client mail address table has no entry for " + client.client());
        }
        if (list == null && unsubscribed.test(recipient.destination())) {
            return OutboxEntry.unsendable(notice, now, SubscribedOnly.UNSUBSCRIBED);
        }
        return OutboxEntry.pending(notice, list == null && groupWait.get().isPositive() ? null : id, now);
    }

    private static boolean hasAddress(final @Nullable ClientAnswer answer) {
        return answer != null && answer.destination() != null;
    }

    /** Whether an address that a client gave is where it is told. */
    private boolean isUsed(final @Nullable ClientAnswer answer) {
        return answer != null && answer.destination() != null
            && (answer.confirmed() || !inquiry.confirms.getAsBoolean());
    }

    /** Where a client is told: where it said, or where the client mail address table says. */
    private @Nullable Recipient recipient(final FailedClient client) {
        final var known = recipients.apply(client.client());
        final var answer = client.answer();
        if (answer == null) {
            return known;
        }
        final var given = answer.destination();
        if (given != null && isUsed(answer)) {
            return new Recipient(given,
                known != null && MailAddresses.areSame(known.destination(), given) ? known.name() : null,
                answer.language());
        }
        final var language = answer.language();
        return known == null || language == null ? known : new Recipient(known.destination(), known.name(), language);
    }
}
