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
import java.util.Comparator;
import java.util.List;

/**
 * Clients that could not reach one service and are to be told that it is back: what a server or a network management
 * station is sent, which tells them. The clients of one recovery may come in several lists; no client is in two of
 * them.
 *
 * @param id names the list; one that is sent again has the same id and the same clients
 * @param service the service that is back
 * @param outage the outage that is over
 * @param recovered when the service was back
 * @param clients one or more, at most {@value #MOST}
 */
public record RecoveryList(String id, ServiceKey service, long outage, Instant recovered, List<Client> clients) {
    /** How many clients a list has, at most. */
    public static final int MOST = 1000;

    /**
     * A client that failed.
     *
     * @param address its address
     * @param failedSince when it failed first
     */
    public record Client(IpAddress address, Instant failedSince) {
        public Client {
            requireNonNull(address);
            requireNonNull(failedSince);
        }
    }

    public RecoveryList {
        requireNonNull(id);
        requireNonNull(service);
        requireNonNull(recovered);
        clients = List.copyOf(clients);
        if (clients.isEmpty() || clients.size() > MOST) {
            throw new IllegalArgumentException("list " + id + " has " + clients.size() + " clients, not 1 to " + MOST);
        }
    }

    /**
     * The list that a delivery is.
     *
     * @param delivery notices about one recovery
     * @return the list, with the delivery's id
     * @throws IllegalArgumentException if the notices are about several recoveries
     */
    public static RecoveryList of(final Delivery delivery) {
        final var notices = delivery.notices();
        final var first = notices.getFirst();
        for (var notice : notices) {
            if (!notice.service().equals(first.service()) || notice.outage() != first.outage()
                    || !notice.recovered().equals(first.recovered())) {
                throw new IllegalArgumentException("delivery " + delivery.id() + " is about several recoveries");
            }
        }
        return new RecoveryList(delivery.id(), first.service(), first.outage(), first.recovered(),
            notices.stream().map(notice -> new Client(notice.client(), notice.failedSince())).toList());
    }

    /** {@return when the first of these clients failed} */
    public Instant failedSince() {
        return clients.stream().map(Client::failedSince).min(Comparator.naturalOrder()).orElseThrow();
    }
}
