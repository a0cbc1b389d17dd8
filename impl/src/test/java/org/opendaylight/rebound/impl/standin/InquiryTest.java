/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ticker;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.web.Language;
import org.opendaylight.rebound.impl.web.LinkKey;

/** Whose answers are taken, and which. */
class InquiryTest {
    private static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    private static final IpAddress ANNA = IpAddress.parse("10.99.0.1");
    private static final IpAddress BERT = IpAddress.parse("10.99.0.2");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final PlayedDesk desk = new PlayedDesk();
    private LinkKey key = new LinkKey(new byte[32]);
    private Duration passed = Duration.ZERO;
    private final FormToken token = new FormToken(() -> key, () -> Instant.parse("2026-11-26T11:00:00Z").plus(passed));
    private final Inquiry inquiry = new Inquiry(desk, token, new Ticker() {
        @Override
        public long read() {
            return passed.toNanos();
        }
    }, Stage.QUICK);

    private Inquiry.Reply take(final IpAddress client, final @Nullable String origin, final String type,
            final String form, final boolean confirm) {
        return inquiry.take(new Inquiry.Request(WEB, client, "web.example.com", origin, type, form, Language.ENGLISH,
            confirm)).join();
    }

    private PageState take(final String form) {
        return take(ANNA, null, FORM, form, true).state();
    }

    private String signed(final String form) {
        return form + "&token=" + token.make(WEB, ANNA);
    }

    @Test
    void aTypedAddressHasToBeConfirmed() {
        final var reply = take(ANNA, "http://web.example.com", FORM,
            signed("choice=mail&mail=+Anna%40EXAMPLE.com+&lang=ja&url=%2Freports%3Fday%3D1"), true);
        assertEquals(PageState.YES_UNCONFIRMED, reply.state());
        assertEquals("/reports?day=1", reply.path().text());
        assertEquals(Language.JAPANESE, reply.language());
        assertEquals(List.of(new ClientAnswer(true, "Anna@example.com", false, "ja")), desk.answers);
    }

    @Test
    void theOperatorMayDoWithoutConfirmation() {
        assertEquals(PageState.YES, take(ANNA, null, FORM, signed("choice=mail&mail=a@example.com"), false).state());
        assertEquals(List.of(new ClientAnswer(true, "a@example.com", true, "en")), desk.answers);
    }

    /** Neither one that the operator knows, nor one that was confirmed before. */
    @Test
    void anAddressIsConfirmedOnce() {
        desk.mails.put(ANNA, "anna@example.com");
        assertEquals(PageState.YES, take(signed("choice=mail&mail=anna@EXAMPLE.com")));
        desk.answer(WEB, ANNA, new ClientAnswer(true, "a@example.com", true, "en"));
        assertEquals(PageState.YES, take(signed("choice=mail&mail=a@example.com")));
        assertEquals(PageState.YES_UNCONFIRMED, take(signed("choice=mail&mail=b@example.com")));
    }

    @Test
    void everyChoiceIsRegistered() {
        desk.mails.put(ANNA, "anna@example.com");
        assertEquals(PageState.YES_KNOWN, take(signed("choice=known")));
        assertEquals(PageState.STAYS, take(signed("choice=stay")));
        assertEquals(PageState.NO, take(signed("choice=no&mail=b@example.com")));
        assertEquals(List.of(new ClientAnswer(true, null, true, "en"), new ClientAnswer(false, null, true, "en"),
            new ClientAnswer(false, null, true, "en")), desk.answers);
    }

    @Test
    void whatIsNoAnswerIsNotRegistered() {
        assertEquals(PageState.MALFORMED, take(signed("choice=other")));
        assertEquals(PageState.MALFORMED, take(signed("x=y")));
        assertEquals(PageState.MALFORMED, take(signed("choice=known")), "no address is known");
        assertEquals(PageState.MALFORMED, take(signed("choice=no&choice=mail")));
        assertEquals(PageState.MALFORMED, take(signed("choice=%zz")));
        assertEquals(PageState.MALFORMED, take(ANNA, null, "text/plain", signed("choice=no"), true).state());
        assertEquals(PageState.MALFORMED, take(signed("choice=mail&mail=a%40b.c%0D%0ABcc:%20d@example.com")));
        assertEquals(List.of(), desk.answers);
    }

    @Test
    void whatIsNoMailAddressIsNotRegistered() {
        for (var mail : List.of("", "anna", "@example.com", "a@b@c", "a b@example.com", "a@exa_mple.com", "a@-b.com",
                "<a@example.com>", "\"a\"@example.com", "a@example.com,b@example.com", "a".repeat(65) + "@example.com",
                "a@" + "b".repeat(253))) {
            assertEquals(PageState.NO_ADDRESS, take(signed("choice=mail&mail="
                + URLEncoder.encode(mail, UTF_8))), mail);
        }
        assertEquals(List.of(), desk.answers);
    }

    @Test
    void nobodyAnswersForAnother() {
        final var form = "choice=no&token=" + token.make(WEB, ANNA);
        assertEquals(PageState.FORGED, take(BERT, null, FORM, form, true).state());
        assertEquals(PageState.FORGED, take("choice=no"));
        assertEquals(PageState.FORGED, take("choice=no&token=x"));
        final var other = new ServiceKey("web", Protocol.TCP, 81);
        assertEquals(PageState.FORGED, take("choice=no&token=" + token.make(other, ANNA)));
        for (var origin : List.of("http://evil.example", "null", "http://web.example.com:81")) {
            assertEquals(PageState.FORGED, take(ANNA, origin, FORM, signed("choice=no"), true).state(), origin);
        }
        assertEquals(PageState.NO, take(ANNA, "https://WEB.example.com", FORM, signed("choice=no"), true).state());
        assertEquals(1, desk.answers.size());
    }

    @Test
    void aFormIsGoodForADay() {
        final var form = signed("choice=no");
        passed = Duration.ofHours(12);
        assertEquals(PageState.NO, take(form));
        passed = Duration.ofHours(24);
        assertEquals(PageState.FORGED, take(form));
    }

    @Test
    void withoutAKeyNothingIsTaken() {
        final var form = signed("choice=no");
        assertNotNull(token.make(WEB, ANNA));
        key = null;
        assertNull(token.make(WEB, ANNA));
        assertEquals(PageState.FORGED, take(form));
        key = new LinkKey(new byte[] {1});
        assertEquals(PageState.FORGED, take(form));
        assertNotEquals(form, signed("choice=no"));
    }

    @Test
    void aClientAnswersSoOftenInAnHour() {
        for (int i = 0; i < Inquiry.ANSWERS; i++) {
            assertEquals(PageState.NO, take(signed("choice=no")));
        }
        assertEquals(PageState.TOO_OFTEN, take(signed("choice=no")));
        assertEquals(PageState.NO, take(BERT, null, FORM, "choice=no&token=" + token.make(WEB, BERT), true).state());
        passed = Duration.ofMinutes(61);
        assertEquals(PageState.NO, take(signed("choice=no")));
    }

    @Test
    void nobodyIsFloodedWithMails() {
        for (int i = 0; i < 5; i++) {
            final var client = IpAddress.ofIpv4(0x0A630010 + i);
            assertEquals(i < Inquiry.CONFIRMATIONS ? PageState.YES_UNCONFIRMED : PageState.TOO_MANY_MAILS,
                take(client, null, FORM, "choice=mail&mail=victim@example.com&token=" + token.make(WEB, client), true)
                    .state());
        }
        assertEquals(Inquiry.CONFIRMATIONS, desk.answers.size());
        passed = Duration.ofMinutes(61);
        assertEquals(PageState.YES_UNCONFIRMED, take(signed("choice=mail&mail=victim@example.com")));
    }

    @Test
    void whatIsNotSavedIsNotPromised() {
        desk.saving = CompletableFuture.failedFuture(new IllegalStateException("a fault of the test"));
        assertEquals(PageState.NOT_SAVED, take(signed("choice=no")));
        desk.saving = new CompletableFuture<>();
        assertEquals(PageState.NOT_SAVED, take(signed("choice=no")));
        assertFalse(desk.saving.isDone());
    }

    @Test
    void aMaskedAddressSaysLittle() {
        assertEquals("a***@example.com", TypedMail.masked("anna@example.com"));
        assertTrue(TypedMail.read("a".repeat(64) + "@" + "b".repeat(189)) != null);
    }
}
