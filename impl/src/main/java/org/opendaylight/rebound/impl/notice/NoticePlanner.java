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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.MaintenanceWindow;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.outbox.OutboxEntry;

/**
 * Decides what a failed client's entry becomes when its service is back. Pure.
 */
public final class NoticePlanner {
    private final Function<String, Set<String>> channels;
    private final BiFunction<String, IpAddress, @Nullable Recipient> recipients;
    private final BiPredicate<String, String> unsubscribed;
    private final Supplier<Duration> groupWait;
    private final BiFunction<ServiceKey, Instant, Optional<MaintenanceWindow>> silence;

    /**
     * What an entry becomes.
     *
     * @param notices one for each channel
     * @param remaining what stays in the table: the failures after the recovery; null for nothing
     */
    public record Plan(List<OutboxEntry> notices, @Nullable FailedClient remaining) {
        public Plan {
            notices = List.copyOf(notices);
        }
    }

    /**
     * A planner.
     *
     * @param channels gives the channels by which a server's clients are told
     * @param recipients gives where a client is told by a channel, or null
     * @param unsubscribed says whether a channel's destination is to be left alone
     * @param groupWait gives how long a notice waits for others to go with; zero: each goes alone, at once
     * @param silence gives the maintenance window in which a service's clients are not told of a recovery
     */
    public NoticePlanner(final Function<String, Set<String>> channels,
            final BiFunction<String, IpAddress, @Nullable Recipient> recipients,
            final BiPredicate<String, String> unsubscribed, final Supplier<Duration> groupWait,
            final BiFunction<ServiceKey, Instant, Optional<MaintenanceWindow>> silence) {
        this.channels = requireNonNull(channels);
        this.recipients = requireNonNull(recipients);
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
     * Plans.
     *
     * @param client an entry that belongs to the outage
     * @param recovery the recovery
     * @param now when
     * @return what it becomes
     */
    public Plan plan(final FailedClient client, final Recovery recovery, final Instant now) {
        final var notices = channels.apply(recovery.service().server()).stream().sorted()
            .map(channel -> notice(client, recovery, channel, now))
            .toList();
        if (notices.isEmpty()) {
            // The server was deleted meanwhile: its clients stay, in case it comes back.
            return new Plan(notices, client);
        }
        final var last = client.lastFailure();
        return new Plan(notices, last.isAfter(recovery.recovered())
            ? new FailedClient(client.service(), client.client(), last, last, 1, client.evidence()) : null);
    }

    private OutboxEntry notice(final FailedClient client, final Recovery recovery, final String channel,
            final Instant now) {
        final var recipient = recipients.apply(channel, client.client());
        final var id = recovery.service() + "/" + recovery.outage() + '/' + client.client() + '/' + channel;
        final var notice = new Notice(id, recovery.service(), recovery.outage(), client.client(), channel,
            recipient == null ? null : recipient.destination(), recipient == null ? null : recipient.name(),
            recipient == null ? null : recipient.language(),
            client.firstFailure(), recovery.recovered());
        if (recovery.signal() != SignalKind.DECLARED) {
            final var window = silence.apply(recovery.service(), recovery.recovered());
            if (window.isPresent()) {
                return OutboxEntry.unsendable(notice, now,
                    "dropped: maintenance '" + window.orElseThrow().name() + "'");
            }
        }
        if (recipient == null) {
            return OutboxEntry.unsendable(notice, now,
                "the client mail address table has no entry for " + client.client());
        }
        return unsubscribed.test(channel, recipient.destination())
            ? OutboxEntry.unsendable(notice, now, SubscribedOnly.UNSUBSCRIBED)
            : OutboxEntry.pending(notice, groupWait.get().isPositive() ? null : id, now);
    }
}
