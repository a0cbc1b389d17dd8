/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Recovery;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.recover.ServiceStatus;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ClientFailedBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NoticeFailedBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NoticeOutcome;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NoticeSentBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServerFailedBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServerRecoveredBuilder;
import org.opendaylight.yangtools.binding.Notification;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * Tells whoever listens what has happened, as YANG notifications of this node. Never blocks: what cannot be taken is
 * counted, and is in the datastore all the same.
 */
public final class EventPublisher {
    private final NotificationPublishService service;
    private final Counter published;
    private final Counter dropped;

    /**
     * A publisher.
     *
     * @param service takes notifications
     * @param counters counts in stage {@code events}
     */
    public EventPublisher(final NotificationPublishService service, final Counters counters) {
        this.service = requireNonNull(service);
        published = counters.counter("events", "published");
        dropped = counters.counter("events", "queue-full");
    }

    /** A client is new in the table. */
    void clientFailed(final FailedClient client) {
        publish(new ClientFailedBuilder(named(client.service()))
            .setClient(TableMapper.toYang(client.client()))
            .setFirstFailure(TableMapper.toYang(client.firstFailure()))
            .setEvidence(TableMapper.toYang(client.evidence()))
            .build());
    }

    /**
     * A service is not available any more.
     *
     * @param status its status, which is another than available
     */
    public void serverFailed(final ServiceStatus status) {
        publish(new ServerFailedBuilder(named(status.service()))
            .setOutage(Uint32.saturatedOf(status.outage()))
            .setSince(TableMapper.toYang(status.since()))
            .build());
    }

    /** A recovery is safe. */
    void serverRecovered(final Recovery recovery, final int clients) {
        publish(new ServerRecoveredBuilder(named(recovery.service()))
            .setOutage(Uint32.saturatedOf(recovery.outage()))
            .setFailedSince(TableMapper.toYang(recovery.failedSince()))
            .setRecovered(TableMapper.toYang(recovery.recovered()))
            .setSignal(TableMapper.toYang(recovery.signal()))
            .setClients(Uint32.valueOf(clients))
            .build());
    }

    /** What became of a notice is safe. One that is pending still is no news. */
    void noticed(final OutboxEntry entry) {
        final @Nullable Notification<?> event = switch (entry.state()) {
            case PENDING -> null;
            case SENT -> new NoticeSentBuilder(outcome(entry.notice())).setTries(Uint16.saturatedOf(entry.tries()))
                .build();
            case FAILED -> new NoticeFailedBuilder(outcome(entry.notice())).setReason(entry.lastError()).build();
        };
        if (event != null) {
            publish(event);
        }
    }

    /** What notifications about notices have in common; a grouping is made by making something that has it. */
    private static NoticeOutcome outcome(final Notice notice) {
        return new NoticeSentBuilder(named(notice.service()))
            .setId(notice.id())
            .setOutage(Uint32.saturatedOf(notice.outage()))
            .setClient(TableMapper.toYang(notice.client()))
            .setChannel(notice.channel())
            .setDestination(notice.destination())
            .build();
    }

    /** What all notifications have in common, made in the same way. */
    private static org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServiceKey named(
            final ServiceKey service) {
        return new ServerFailedBuilder()
            .setServer(TableMapper.nameOf(service))
            .setProtocol(TableMapper.toYang(service.protocol()))
            .setPort(TableMapper.portOf(service))
            .build();
    }

    private void publish(final Notification<?> event) {
        (service.offerNotification(event) == NotificationPublishService.REJECTED ? dropped : published).increment();
    }
}
