/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServiceKey;

class SubscribedOnlyTest {
    private final Set<String> unsubscribed = new HashSet<>();
    private final List<String> sent = new ArrayList<>();
    private final NoticeChannel channel = new SubscribedOnly(new NoticeChannel() {
        @Override
        public String name() {
            return "mail";
        }

        @Override
        public int parallelism() {
            return 7;
        }

        @Override
        public String queueOf(final Notice notice) {
            return "queue of " + notice.destination();
        }

        @Override
        public boolean admits(final String queue) {
            return queue.equals("open");
        }

        @Override
        public SendOutcome send(final Delivery delivery) {
            sent.add(delivery.notices().getFirst().destination());
            return new SendOutcome.Sent();
        }
    }, unsubscribed::contains);

    private static Notice notice(final String destination) {
        return new Notice("id", new ServiceKey("web", Protocol.TCP, 80), 1, IpAddress.parse("10.99.0.1"), "mail",
            destination, null, null, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void whoUnsubscribedMeanwhileIsNotTold() throws Exception {
        unsubscribed.add("anna@example.com");
        assertEquals(new SendOutcome.Rejected("the recipient has unsubscribed"),
            channel.send(Delivery.of(notice("anna@example.com"))));
        assertEquals(new SendOutcome.Sent(), channel.send(Delivery.of(notice("bert@example.com"))));
        assertEquals(List.of("bert@example.com"), sent);
        unsubscribed.clear();
        assertEquals(new SendOutcome.Sent(), channel.send(Delivery.of(notice("anna@example.com"))));
    }

    @Test
    void otherwiseItIsTheChannelBehindIt() {
        assertEquals("mail", channel.name());
        assertEquals(7, channel.parallelism());
        assertEquals("queue of anna@example.com", channel.queueOf(notice("anna@example.com")));
        assertEquals(List.of(true, false), List.of(channel.admits("open"), channel.admits("shut")));
    }

    @Test
    void theCaseOfADomainDoesNotMatter() {
        assertEquals("Anna@example.com", MailAddresses.canonical("Anna@EXAMPLE.com"));
        assertEquals("nobody", MailAddresses.canonical("nobody"));
        assertEquals("", MailAddresses.canonical(""));
    }
}
