/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.mail.MailChannel;

class ConfirmationChannelTest {
    private static final URI LINK = URI.create("https://rebound.example.com/confirm?token=x");

    private final CounterRegistry counters = new CounterRegistry();
    private final MailChannel mail = new MailChannel(counters);
    private final Map<String, URI> links = new HashMap<>(Map.of("anna@example.com", LINK));
    private final ConfirmationChannel channel =
        new ConfirmationChannel(mail, notice -> links.get(notice.destination()));

    @AfterEach
    void stop() {
        mail.close();
    }

    private static Notice notice(final @Nullable String destination, final @Nullable String language) {
        return new Notice("web/tcp/80/1/10.99.0.1/confirmation/0123456789abcdef",
            new ServiceKey("web", Protocol.TCP, 80), 1, IpAddress.parse("10.99.0.1"), ConfirmationChannel.NAME,
            destination, null, language, Instant.EPOCH, Instant.EPOCH, true);
    }

    @Test
    void itIsAChannelOfItsOwnWithTheLimitsOfMail() {
        assertEquals("confirmation", channel.name());
        assertEquals(mail.parallelism(), channel.parallelism());
        assertEquals("example.com", channel.queueOf(notice("anna@EXAMPLE.com", null)));
        assertTrue(channel.admits("example.com"));
    }

    @Test
    void theMailSaysWhoAskedForWhatAndHasTheLink() {
        final var notice = notice("anna@example.com", "en");
        final var english = ConfirmationChannel.question("id", notice, "anna@example.com", LINK);
        assertEquals("Please confirm: a mail when web is back", english.subject());
        assertEquals("anna@example.com", english.to());
        assertEquals(LINK, english.link());
        final var words = String.join(" ", english.before());
        assertTrue(words.contains("10.99.0.1") && words.contains("web (tcp port 80)"), words);
        assertEquals("If it was not you, do nothing: no other mail is sent.", english.after().getFirst());
        assertEquals(english, ConfirmationChannel.question("id", notice("anna@example.com", null), "anna@example.com",
            LINK));
    }

    @Test
    void whoAnsweredInJapaneseReadsJapanese() {
        for (var language : new String[] { "ja", "ja-JP" }) {
            final var mailInJapanese =
                ConfirmationChannel.question("id", notice("anna@example.com", language), "anna@example.com", LINK);
            assertEquals("確認のお願い：web の復旧のお知らせ", mailInJapanese.subject());
            assertEquals("ja", mailInJapanese.language());
        }
    }

    @Test
    void withoutALinkOrAMailServerItWaits() throws Exception {
        final var notice = notice("anna@example.com", null);
        assertTrue(assertInstanceOf(SendOutcome.Retry.class, channel.send(Delivery.of(notice))).reason()
            .startsWith("mail is not configured"));
        links.clear();
        assertEquals(new SendOutcome.Retry("there is no link to confirm the address by: web/listen and web/public-url"
            + " are needed"), channel.send(Delivery.of(notice)));
    }

    @Test
    void whoUnsubscribedIsNotAsked() throws Exception {
        assertEquals(new SendOutcome.Rejected("the recipient has unsubscribed"),
            new SubscribedOnly(channel, address -> true).send(Delivery.of(notice("anna@example.com", null))));
        assertEquals(new SendOutcome.Rejected("no address was given"), channel.send(Delivery.of(notice(null, null))));
    }
}
