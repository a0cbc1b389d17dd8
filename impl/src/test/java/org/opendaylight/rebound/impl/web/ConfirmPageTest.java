/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.Confirmation;
import org.opendaylight.rebound.impl.notice.ConfirmationDesk;
import org.opendaylight.rebound.impl.web.WebSettings.Listener;

/**
 * Confirming an address, over real HTTP.
 */
class ConfirmPageTest {
    private static final Listener LOCAL = new Listener(IpAddress.parse("127.0.0.1"), 0);
    private static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    private static final IpAddress CLIENT = IpAddress.parse("fd99::2");
    private static final String ANNA = "anna+o'neil&co@example.com";

    private final CounterRegistry counters = new CounterRegistry();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final LinkKey key = new LinkKey(new byte[32]);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfirmationDesk desk = new ConfirmationDesk() {
        @Override
        public Confirmation confirmation(final ServiceKey service, final IpAddress client, final String mailAddress) {
            return before;
        }

        @Override
        public CompletableFuture<Confirmation> confirm(final ServiceKey service, final IpAddress client,
                final String mailAddress) {
            asked.add(service + " " + client + ' ' + mailAddress);
            return outcome;
        }
    };
    private final ConfirmPage page = new ConfirmPage(() -> key, desk, counters);
    private Confirmation before = Confirmation.AWAITED;
    private CompletableFuture<Confirmation> outcome = CompletableFuture.completedFuture(Confirmation.CONFIRMED);
    private WebServer server;
    private WebSettings settings;

    @BeforeEach
    void start() {
        server = new WebServer(Map.of(ConfirmPage.PATH, page), executor, counters);
        server.configure(new WebSettings(Set.of(LOCAL), URI.create("http://127.0.0.1/desk"), 0));
        settings = new WebSettings(Set.of(LOCAL),
            URI.create("http://127.0.0.1:" + server.listening().get(LOCAL).getPort() + "/desk"), 0);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
        executor.shutdownNow();
    }

    private URI link(final String language) {
        return page.linkFor(settings, WEB, CLIENT, ANNA, language);
    }

    private HttpResponse<String> get(final URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(final URI uri, final String body) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    }

    private long count(final String name) {
        return counters.counter("web", name).value();
    }

    @Test
    void aGetShowsWhatIsConfirmedAndChangesNothing() throws Exception {
        final var answer = get(link(null));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("When web (tcp port 80) is back, a mail is sent to "
            + "anna+o&#39;neil&amp;co@example.com."), answer.body());
        assertTrue(answer.body().contains("fd99::2"), answer.body());
        assertTrue(answer.body().contains("<form method=\"post\"><button name=\"confirm\" value=\"yes\">"),
            answer.body());
        assertFalse(answer.body().contains("<script"));
        assertEquals(List.of(), asked);
        assertEquals(1, count("confirm-shown"));
    }

    @Test
    void theButtonConfirms() throws Exception {
        final var answer = post(link("en"), "confirm=yes");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("Thank you"), answer.body());
        assertEquals(List.of("web/tcp/80 fd99::2 " + ANNA), asked);
        assertEquals(1, count("confirmed"));
    }

    @Test
    void whoComesLateIsToldSo() throws Exception {
        outcome = CompletableFuture.completedFuture(Confirmation.OVER);
        assertTrue(post(link("en"), "confirm=yes").body().contains("web (tcp port 80) is back."));
        outcome = CompletableFuture.completedFuture(Confirmation.REPLACED);
        assertTrue(post(link("en"), "confirm=yes").body().contains("Another answer was given since."));
        before = Confirmation.OVER;
        assertTrue(get(link("en")).body().contains("It is back already"));
        before = Confirmation.REPLACED;
        assertTrue(get(link("en")).body().contains("This answer was replaced"));
        before = Confirmation.CONFIRMED;
        assertTrue(get(link("en")).body().contains("Thank you"));
        assertEquals(2, count("confirm-over"));
        assertEquals(2, count("confirm-replaced"));
        assertEquals(1, count("confirmed"));
    }

    @Test
    void anotherPostConfirmsNothing() throws Exception {
        assertEquals(400, post(link("en"), "").statusCode());
        assertEquals(400, post(link("en"), "confirm=no").statusCode());
        assertEquals(List.of(), asked);
        assertEquals(2, count("confirm-malformed"));
    }

    @Test
    void aForgedLinkHasNoEffect() throws Exception {
        final var link = link("en").toString();
        for (var forged : List.of(link.replace("server=web", "server=dns"), link.replace("=tcp", "=udp"),
                link.replace("port=80", "port=81"), link.replace("fd99%3A%3A2", "fd99%3A%3A3"),
                link.replace("anna", "bert"), link.replace("token=", "token=A"), link.replace("client=", "other="),
                link.replace("server=web", "server=web%00tcp"), settings.publicUrl() + "/confirm")) {
            assertNotEquals(link, forged);
            assertEquals(403, get(URI.create(forged)).statusCode(), forged);
            assertEquals(403, post(URI.create(forged), "confirm=yes").statusCode(), forged);
        }
        assertEquals(List.of(), asked);
        assertEquals(18, count("confirm-forged"));
    }

    /** A link that ends mails is none that confirms them. */
    @Test
    void aTokenIsForThisPageOnly() {
        assertNotEquals(key.token("confirm", ANNA), key.token("unsubscribe", ANNA));
    }

    @Test
    void whatWasNotSavedIsNotPromised() throws Exception {
        outcome = CompletableFuture.failedFuture(new IllegalStateException("a fault of the test"));
        assertEquals(503, post(link("en"), "confirm=yes").statusCode());
        assertEquals(1, count("confirm-not-saved"));
    }

    @Test
    void thePageIsInTheLanguageOfTheMailAndCanBeReadInTheOther() throws Exception {
        final var japanese = get(link("ja")).body();
        assertTrue(japanese.contains("<html lang=\"ja\""), japanese);
        assertTrue(japanese.contains("お知らせを希望する"), japanese);
        final var query = japanese.substring(japanese.indexOf("href=\"?") + 7, japanese.indexOf("\" lang=\"en\""));
        final var english = get(URI.create(settings.publicUrl() + "/confirm?" + query.replace("&amp;", "&")));
        assertTrue(english.body().contains("Yes, tell me"), english.body());
        assertTrue(post(link("ja"), "confirm=yes").body().contains("確認しました"));
    }

    @Test
    void thereIsNoLinkWithoutAServerAUrlOrAKey() {
        assertNull(page.linkFor(new WebSettings(Set.of(), settings.publicUrl(), 0), WEB, CLIENT, ANNA, null));
        assertNull(page.linkFor(new WebSettings(Set.of(LOCAL), null, 0), WEB, CLIENT, ANNA, null));
        assertNull(new ConfirmPage(() -> null, desk, counters).linkFor(settings, WEB, CLIENT, ANNA, null));
    }
}
