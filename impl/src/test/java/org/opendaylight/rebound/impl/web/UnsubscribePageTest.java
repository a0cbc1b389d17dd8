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
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.web.WebSettings.Listener;
import org.opendaylight.rebound.push.RequestLimit;

/**
 * Unsubscribing, over real HTTP.
 */
class UnsubscribePageTest {
    private static final Listener LOCAL = new Listener(IpAddress.parse("127.0.0.1"), 0);
    private static final String ANNA = "anna+lists@example.com";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final CounterRegistry counters = new CounterRegistry();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final List<String> unsubscribed = new CopyOnWriteArrayList<>();
    private final LinkKey key = new LinkKey(new byte[32]);
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean datastoreWorks = true;
    private UnsubscribePage page;
    private WebServer server;
    private WebSettings settings;

    @BeforeEach
    void start() {
        page = new UnsubscribePage(() -> key, address -> {
            if (!datastoreWorks) {
                return CompletableFuture.failedFuture(new IllegalStateException("a fault of the test"));
            }
            unsubscribed.add(address);
            return CompletableFuture.completedFuture(null);
        }, counters);
        server = new WebServer(Map.of(UnsubscribePage.PATH, page), executor, counters);
        configure("/mail", 0);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        executor.shutdownNow();
    }

    /** Serves below a path, and lets the links lead to where the server is. */
    private void configure(final String path, final int rate) {
        server.configure(new WebSettings(Set.of(LOCAL), URI.create("http://127.0.0.1" + path), rate));
        settings = new WebSettings(Set.of(LOCAL),
            URI.create("http://127.0.0.1:" + server.listening().get(LOCAL).getPort() + path), rate);
    }

    private URI link(final String address) {
        return page.linkFor(settings, address);
    }

    private URI link() {
        return link(ANNA);
    }

    private URI changed(final String from, final String to) {
        final var ret = URI.create(link().toString().replace(from, to));
        assertNotEquals(link(), ret);
        return ret;
    }

    private HttpResponse<String> send(final HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(final URI uri, final String... headers)
            throws IOException, InterruptedException {
        final var request = HttpRequest.newBuilder(uri);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> post(final URI uri, final String type, final String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private long count(final String outcome) {
        return counters.counter("web", outcome).value();
    }

    @Test
    void aGetShowsAButtonAndChangesNothing() throws Exception {
        final var answer = get(link());
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("<form method=\"post\">"
            + "<button name=\"List-Unsubscribe\" value=\"One-Click\">"), answer.body());
        assertTrue(answer.body().contains(ANNA), answer.body());
        assertFalse(answer.body().contains("<script"));
        assertEquals(List.of(), unsubscribed);
        assertEquals(1, count("unsubscribe-shown"));
    }

    @Test
    void oneClickUnsubscribes() throws Exception {
        assertEquals(200, post(link(), FORM, ONE_CLICK).statusCode());
        assertEquals(List.of(ANNA), unsubscribed);
        assertEquals(1, count("unsubscribed"));
    }

    /** RFC 8058 section 3.2: the mail program should send it so. */
    @Test
    void oneClickUnsubscribesAsAPartOfAForm() throws Exception {
        final var body = "--b0undary\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n"
            + "--b0undary--\r\n";
        assertEquals(200, post(link(), "multipart/form-data; boundary=b0undary", body).statusCode());
        assertEquals(List.of(ANNA), unsubscribed);
    }

    @Test
    void anotherPostDoesNotUnsubscribe() throws Exception {
        assertEquals(400, post(link(), FORM, "").statusCode());
        assertEquals(400, post(link(), FORM, "List-Unsubscribe=No").statusCode());
        assertEquals(400, post(link(), "multipart/form-data; boundary=b", "--b\r\n\r\nOne-Click\r\n--b--")
            .statusCode());
        assertEquals(List.of(), unsubscribed);
        assertEquals(3, count("unsubscribe-malformed"));
    }

    @Test
    void aForgedLinkHasNoEffect() throws Exception {
        for (var forged : List.of(changed("anna", "bert"), changed("token=", "token=A"), changed("token=", "other="),
                changed("address=", "other="))) {
            assertEquals(403, get(forged).statusCode());
            assertEquals(403, post(forged, FORM, ONE_CLICK).statusCode());
        }
        assertEquals(403, get(URI.create(settings.publicUrl() + "/unsubscribe")).statusCode());
        assertEquals(List.of(), unsubscribed);
        assertEquals(9, count("unsubscribe-forged"));
    }

    @Test
    void anotherKeyMakesAnotherLink() {
        final var other = new byte[32];
        other[31] = 1;
        assertNotEquals(new LinkKey(other).token("unsubscribe", ANNA), key.token("unsubscribe", ANNA));
        assertNotEquals(key.token("unsubscribe", ANNA), key.token("subscribe", ANNA));
    }

    @Test
    void theLinkIsTheSameHoweverTheDomainIsWritten() throws Exception {
        assertEquals(link("anna@example.com"), link("anna@EXAMPLE.com"));
        assertEquals(200, post(link("anna@EXAMPLE.com"), FORM, ONE_CLICK).statusCode());
        assertEquals(List.of("anna@example.com"), unsubscribed);
    }

    @Test
    void thereIsNoLinkWithoutAServerAUrlOrAKey() {
        assertNotNull(link());
        assertNull(page.linkFor(new WebSettings(Set.of(), settings.publicUrl(), 0), ANNA));
        assertNull(page.linkFor(new WebSettings(Set.of(LOCAL), null, 0), ANNA));
        assertNull(new UnsubscribePage(() -> null, address -> null, counters).linkFor(settings, ANNA));
    }

    /** A reverse proxy may take the public URL's path away. */
    @Test
    void thePathOfThePublicUrlMayBeMissing() throws Exception {
        assertEquals(200, get(changed("/mail/", "/")).statusCode());
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertEquals(404, get(changed("/unsubscribe", "/subscribe")).statusCode());
        assertEquals(404, get(changed("/mail/unsubscribe", "/")).statusCode());
        final var put = send(HttpRequest.newBuilder(link()).PUT(BodyPublishers.ofString(ONE_CLICK)));
        assertEquals(405, put.statusCode());
        assertEquals("GET, HEAD, POST", put.headers().firstValue("Allow").orElse(""));
        assertEquals(405, send(HttpRequest.newBuilder(link()).DELETE()).statusCode());
        final var head = send(HttpRequest.newBuilder(link()).method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(List.of(), unsubscribed);
    }

    @Test
    void whatCannotBeReadIsRefused() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), settings.publicUrl().getPort())) {
            socket.getOutputStream().write(("GET /mail/unsubscribe?address=%zz HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            final var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    @Test
    void aLargeBodyIsRefused() throws Exception {
        assertEquals(200, post(link(), FORM, ONE_CLICK + "&x=" + "x".repeat(8192 - ONE_CLICK.length() - 3))
            .statusCode());
        unsubscribed.clear();
        assertEquals(413, post(link(), FORM, ONE_CLICK + "&x=" + "x".repeat(8192)).statusCode());
        assertEquals(List.of(), unsubscribed);
        assertEquals(1, count("too-large"));
    }

    @Test
    void whatWasNotSavedIsNotPromised() throws Exception {
        datastoreWorks = false;
        assertEquals(503, post(link(), FORM, ONE_CLICK).statusCode());
        assertEquals(1, count("unsubscribe-not-saved"));
    }

    @Test
    void aPageMayDoLittleAndIsNotKept() throws Exception {
        final var headers = get(link()).headers();
        final var policy = headers.firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""));
        assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""));
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
        assertTrue(headers.firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void thePageIsInTheReadersLanguage() throws Exception {
        assertTrue(get(link()).body().contains("lang=\"en\""));
        assertTrue(get(link(), "Accept-Language", "ja,en;q=0.5").body().contains("配信を停止する"));
        assertTrue(get(link(), "Accept-Language", "fr, de;q=0.5").body().contains("Unsubscribe"));
        assertTrue(get(link(), "Accept-Language", ";;;").body().contains("Unsubscribe"));
        assertTrue(get(URI.create(link() + "&lang=ja"), "Accept-Language", "en").body().contains("<html lang=\"ja\""));
        assertTrue(get(changed("token=", "token=A"), "Accept-Language", "ja").body().contains("リンクが無効です"));
    }

    @Test
    void whatIsShownIsEscaped() {
        // a quote and an ampersand may stand in an address
        final var answer = page.linkFor(settings, "o'neil&co@example.com").getRawQuery();
        assertTrue(answer.startsWith("address=o%27neil%26co%40example.com&token="), answer);
        assertEquals("&lt;&#39;&quot;&amp;", Html.escape("<'\"&"));
        assertFalse(Html.message(Language.ENGLISH, "<b>", "<i>").contains("<b>"));
        assertFalse(Html.message(Language.ENGLISH, "<b>", "<i>").contains("<i>"));
    }

    @Property(tries = 300)
    void noTokenIsGuessed(@ForAll final String token) {
        assertFalse(key.isToken("unsubscribe", ANNA, token));
    }

    @Test
    void oneAddressMayAskSoOftenOnly() throws Exception {
        configure("/mail", 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(200, get(link()).statusCode());
        }
        final var answer = get(link());
        assertEquals(429, answer.statusCode());
        assertEquals("60", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals(429, post(link(), FORM, ONE_CLICK).statusCode());
        assertEquals(List.of(), unsubscribed);
        configure("/mail", 0);
        assertEquals(200, get(link()).statusCode());
    }

    @Test
    void anAddressMayAskAgainAfterAMinute() throws Exception {
        final var nanos = new long[1];
        final var limit = new RequestLimit(new com.google.common.base.Ticker() {
            @Override
            public long read() {
                return nanos[0];
            }
        });
        final var first = InetAddress.getByName("fd99::1");
        final var sameNetwork = InetAddress.getByName("fd99::2");
        final var other = InetAddress.getByName("10.99.0.1");
        assertTrue(limit.admits(first, 1));
        assertFalse(limit.admits(sameNetwork, 1));
        assertTrue(limit.admits(other, 1));
        nanos[0] = Duration.ofSeconds(59).toNanos();
        assertFalse(limit.admits(first, 1));
        nanos[0] = Duration.ofSeconds(61).toNanos();
        assertTrue(limit.admits(first, 1));
    }

    /** Who sends slowly holds a connection, but for a while only, and does not keep others from being answered. */
    @Test
    void slowSendersHoldNobodyUpAndAreCutOff() throws Exception {
        final var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 20; i++) {
                final var socket = new Socket(InetAddress.getLoopbackAddress(), settings.publicUrl().getPort());
                socket.getOutputStream().write("GET /mail/unsubscribe".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertEquals(200, get(link()).statusCode());
            slow.getFirst().setSoTimeout(3000 * WebServer.REQUEST_SECONDS);
            assertEquals(-1, slow.getFirst().getInputStream().read());
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatIsNotConfiguredAnyMoreIsNotServed() throws Exception {
        assertEquals(1, server.listening().size());
        server.configure(new WebSettings(Set.of(), null, 0));
        assertEquals(Map.of(), server.listening());
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> get(link()));
    }

    @Test
    void anAddressThatIsTakenDoesNotStopTheOthers() throws Exception {
        final int port = settings.publicUrl().getPort();
        final var taken = new Listener(IpAddress.parse("127.0.0.1"), port);
        final var other = new Listener(IpAddress.parse("127.0.0.2"), port);
        try (var second = new WebServer(Map.of(), executor, counters)) {
            second.configure(new WebSettings(Set.of(taken, other), null, 0));
            assertEquals(Set.of(other), second.listening().keySet());
        }
    }
}
