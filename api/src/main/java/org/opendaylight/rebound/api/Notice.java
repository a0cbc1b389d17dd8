/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;

/**
 * One message to one client about one recovery.
 *
 * @param id server/protocol/port/outage/client/channel; the same recovery and client always give the same id
 * @param service the service that is back
 * @param outage the outage that is over
 * @param client the client it is for
 * @param channel the name of the {@link NoticeChannel} it goes by
 * @param destination where it goes in that channel's terms, for example a mail address; null when none is known
 * @param recipientName the name of the person or machine, or null
 * @param language the language that the recipient reads, a tag of RFC 5646; null for the channel's default
 * @param failedSince when this client failed first
 * @param recovered when the service was back
 * @param destinationGiven whether the client itself said where it goes
 */
public record Notice(String id, ServiceKey service, long outage, IpAddress client, String channel,
        @Nullable String destination, @Nullable String recipientName, @Nullable String language,
        Instant failedSince, Instant recovered, boolean destinationGiven) {
    public Notice {
        requireNonNull(id);
        requireNonNull(service);
        requireNonNull(client);
        requireNonNull(channel);
        requireNonNull(failedSince);
        requireNonNull(recovered);
    }

    /**
     * A message that goes where the operator's tables say.
     *
     * @param id server/protocol/port/outage/client/channel
     * @param service the service that is back
     * @param outage the outage that is over
     * @param client the client it is for
     * @param channel the name of the {@link NoticeChannel} it goes by
     * @param destination where it goes, or null
     * @param recipientName the name of the person or machine, or null
     * @param language the language that the recipient reads, or null
     * @param failedSince when this client failed first
     * @param recovered when the service was back
     */
    public Notice(final String id, final ServiceKey service, final long outage, final IpAddress client,
            final String channel, final @Nullable String destination, final @Nullable String recipientName,
            final @Nullable String language, final Instant failedSince, final Instant recovered) {
        this(id, service, outage, client, channel, destination, recipientName, language, failedSince, recovered,
            false);
    }
}
