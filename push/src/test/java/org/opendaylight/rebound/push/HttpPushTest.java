/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.push.HttpTarget.Format;

class HttpPushTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SECRET = "a secret of more than 24 characters";

    private record Received(Headers headers, byte[] body) {
    }

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CounterRegistry counters = new CounterRegistry();
    private final HttpPush push = new HttpPush(Clock.fixed(NOW, ZoneOffset.UTC), counters);
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new Received(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
            final var words = "some\r\nwords ".repeat(100).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, words.length);
            exchange.getResponseBody().write(words);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        push.close();
        server.stop(0);
    }

    private HttpTarget target(final Format format, final @Nullable String secret, final @Nullable String token) {
        return new HttpTarget(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/recoveries"),
            format, secret, token, Tls.USUAL, Duration.ofSeconds(5));
    }

    private SendOutcome send(final HttpTarget target) throws InterruptedException {
        return push.send(target, ListJsonTest.list(3));
    }

    private Received next() throws InterruptedException {
        return received.poll(5, TimeUnit.SECONDS);
    }

    @Test
    void aSignedListIsWhatItsReceiverReads() throws Exception {
        assertEquals(new SendOutcome.Sent(), send(target(Format.REBOUND, SECRET, null)));
        final var got = next();
        assertEquals(ListJsonTest.list(3), ListJson.read(got.body));
        assertEquals("application/json", got.headers.getFirst("Content-Type"));
        assertEquals(Signature.Verdict.GOOD, new Signature(SECRET).verify(got.headers.getFirst(Signature.ID),
            got.headers.getFirst(Signature.TIMESTAMP), got.headers.getFirst(Signature.SIGNATURE), got.body, NOW));
        assertEquals(ListJsonTest.list(3).id(), got.headers.getFirst(Signature.ID));
        assertNull(got.headers.getFirst("Authorization"));
        assertEquals(1, counters.counter(HttpPush.STAGE, "accepted").value());
    }

    @Test
    void aTokenIsSentAsSuch() throws Exception {
        status = 204;
        assertEquals(new SendOutcome.Sent(), send(target(Format.REBOUND, null, "abc")));
        final var got = next();
        assertEquals("Bearer abc", got.headers.getFirst("Authorization"));
        assertNull(got.headers.getFirst(Signature.SIGNATURE));
    }

    @Test
    void anAlertHasWhatAlertmanagerWants() throws Exception {
        send(target(Format.ALERTMANAGER, null, null));
        final var alert = JsonParser.parseString(new String(next().body, UTF_8)).getAsJsonArray().get(0)
            .getAsJsonObject();
        assertEquals("ReboundRecovered", alert.getAsJsonObject("labels").get("alertname").getAsString());
        assertEquals("10.99.0.1 10.99.0.2 10.99.0.3",
            alert.getAsJsonObject("annotations").get("clients").getAsString());
        assertEquals("2026-11-24T10:07:00Z", alert.get("startsAt").getAsString());
    }

    @Test
    void anyOtherAnswerIsTriedAgainAndItsWordsAreKeptShort() throws Exception {
        for (int other : new int[] { 302, 401, 413, 500, 503 }) {
            status = other;
            final var reason = assertInstanceOf(SendOutcome.Retry.class, send(target(Format.REBOUND, null, null)))
                .reason();
            assertTrue(reason.contains(" answered " + other + " some words some words"), reason);
            assertTrue(reason.length() < 400, reason);
        }
        assertEquals(5, counters.counter(HttpPush.STAGE, "refused").value());
        assertEquals(5, received.size());
    }

    @Test
    void nobodyThereIsTriedAgain() throws Exception {
        final var there = target(Format.REBOUND, SECRET, null);
        server.stop(0);
        assertInstanceOf(SendOutcome.Retry.class, send(there));
        assertEquals(1, counters.counter(HttpPush.STAGE, "no-answer").value());
    }

    @Test
    void somebodyWhoSaysNothingIsNotWaitedForLong() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            final var there = new HttpTarget(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                Format.REBOUND, null, null, Tls.USUAL, Duration.ofMillis(200));
            assertInstanceOf(SendOutcome.Retry.class, send(there));
        }
    }

    @Test
    void aKeyThatIsNoneIsSaidAndNotShown() throws Exception {
        final var outcome = send(new HttpTarget(URI.create("https://127.0.0.1/"), Format.REBOUND, null, null,
            new Tls(null, "x", "hush"), Duration.ofSeconds(1)));
        final var reason = assertInstanceOf(SendOutcome.Retry.class, outcome).reason();
        assertTrue(reason.contains("private-key is not one PEM block"), reason);
        assertTrue(!reason.contains("hush"), reason);
    }
}
