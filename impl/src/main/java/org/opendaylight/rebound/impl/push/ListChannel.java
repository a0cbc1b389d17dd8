/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.push;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.push.HttpPush;
import org.opendaylight.rebound.snmp.InformSender;

/**
 * Gives lists of failed clients to those who tell them. A notice's destination is the name of one of these, and a
 * delivery's notices become one list.
 */
public final class ListChannel implements NoticeChannel {
    private static final int AT_ONCE = 4;

    private final String name;
    private final Function<String, @Nullable ListTarget> targets;
    private final HttpPush http;
    private final InformSender informs;

    /**
     * A channel.
     *
     * @param name its name, as a server's {@code notify} gives it
     * @param targets gives where a destination's lists go now, or null
     * @param http sends by HTTP
     * @param informs sends by SNMP
     */
    public ListChannel(final String name, final Function<String, @Nullable ListTarget> targets, final HttpPush http,
            final InformSender informs) {
        this.name = requireNonNull(name);
        this.targets = requireNonNull(targets);
        this.http = requireNonNull(http);
        this.informs = requireNonNull(informs);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int parallelism() {
        return AT_ONCE;
    }

    @Override
    public String queueOf(final Notice notice) {
        return Objects.requireNonNullElse(notice.destination(), "");
    }

    @Override
    public SendOutcome send(final Delivery delivery) throws InterruptedException {
        final var destination = queueOf(delivery.notices().getFirst());
        return switch (targets.apply(destination)) {
            case ListTarget.Http(var target) -> http.send(target, RecoveryList.of(delivery));
            case ListTarget.Inform(var target) -> retried(informs.send(RecoveryList.of(delivery), target));
            case null -> new SendOutcome.Retry("'" + destination + "' is not configured");
        };
    }

    /** What a receiver will not take now, it takes when somebody has corrected its users; and a no can be forged. */
    private static SendOutcome retried(final SendOutcome outcome) {
        return outcome instanceof SendOutcome.Rejected(var reason) ? new SendOutcome.Retry(reason) : outcome;
    }
}
