/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/** A desk that remembers. */
final class PlayedDesk implements VisitorDesk {
    final List<IpAddress> visits = new CopyOnWriteArrayList<>();
    final List<ClientAnswer> answers = new CopyOnWriteArrayList<>();
    final Map<IpAddress, String> mails = new ConcurrentHashMap<>();
    volatile CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

    private final Map<IpAddress, ClientAnswer> answerOf = new ConcurrentHashMap<>();

    @Override
    public Visitor find(final ServiceKey service, final IpAddress client) {
        return new Visitor(mails.get(client), answerOf.get(client));
    }

    @Override
    public void visited(final ServiceKey service, final IpAddress client) {
        visits.add(client);
    }

    @Override
    public CompletableFuture<Void> answer(final ServiceKey service, final IpAddress client,
            final ClientAnswer answer) {
        answers.add(answer);
        answerOf.put(client, answer);
        return saving;
    }
}
