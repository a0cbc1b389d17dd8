/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.standin.Stage.rest;
import static org.opendaylight.rebound.impl.standin.Stage.standIn;
import static org.opendaylight.rebound.impl.standin.Stage.write;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;

/** What clients of a failed web server get, and how much they may take; over real HTTP. */
class TerminatorTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: web\r\n";
    private final List<Stage> stages = new ArrayList<>();

    private Stage play(final Stage stage) {
        stages.add(stage);
        return stage;
    }

    private Stage web() throws IOException {
        return play(new Stage()).web();
    }

    private Stage quick() throws IOException {
        return play(new Stage(Stage.QUICK, bound -> bound - 1)).web();
    }

    @AfterEach
    void stop() {
        stages.forEach(Stage::close);
    }

    @Test
    void whateverIsAskedForIsNotAvailable() throws Exception {
        final var stage = web();
        for (var method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND")) {
            final var answer = stage.send(HttpRequest.newBuilder(stage.uri("/some/path?q=1"))
                .method(method, BodyPublishers.ofString("x".repeat(100))));
            assertEquals(503, answer.statusCode(), method);
            assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
            assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
            assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
        }
        assertEquals(503, stage.get("/.well-known/rebound/other").statusCode());
        assertEquals(503, stage.send(HttpRequest.newBuilder(stage.uri(InquiryPage.WAIT))
            .DELETE()).statusCode());
    }

    @Test
    void aProgramGetsAProblem() throws Exception {
        final var stage = web();
        for (var accept : List.of("*/*", "application/json", "application/problem+json",
                "application/json, text/html;q=0.5", "image/png")) {
            final var answer = stage.send(HttpRequest.newBuilder(stage.uri("/api")).header("Accept", accept));
            assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""), accept);
            final var json = JsonParser.parseString(answer.body()).getAsJsonObject();
            assertEquals("Service Unavailable", json.get("title").getAsString());
            assertEquals(503, json.get("status").getAsInt());
            assertEquals("web has not answered on TCP port 80 since 2026-11-26T20:20:22Z.",
                json.get("detail").getAsString());
            assertEquals("web", json.get("server").getAsString());
            assertEquals("2026-11-26T20:20:22Z", json.get("since").getAsString());
            assertEquals(InquiryPage.ANSWER, json.getAsJsonObject("links").get("answer").getAsString());
        }
    }

    @Test
    void aProgramCanAskToBeTold() throws Exception {
        final var stage = web();
        final var token = JsonParser.parseString(stage.get("/api").body()).getAsJsonObject().get("token").getAsString();
        final var answer = stage.send(HttpRequest.newBuilder(stage.uri(InquiryPage.ANSWER))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("choice=mail&mail=anna%40example.com&token=" + token)));
        assertEquals(200, answer.statusCode());
        assertEquals("yes-unconfirmed", JsonParser.parseString(answer.body()).getAsJsonObject().get("state")
            .getAsString());
        assertEquals("anna@example.com", stage.desk.answers.getFirst().destination());
    }

    @Test
    void headGivesTheHeaderOfThePage() throws Exception {
        final var stage = web();
        final var header = " / HTTP/1.1\r\nHost: web\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
        final var head = stage.raw("HEAD" + header);
        final var get = stage.raw("GET" + header);
        assertTrue(head.startsWith("HTTP/1.1 503 "), head);
        assertTrue(head.endsWith("\r\n\r\n"), head);
        final int end = get.indexOf("\r\n\r\n") + 4;
        assertTrue(head.toLowerCase(Locale.ROOT).contains("content-length: " + (get.length() - end) + "\r\n"));
    }

    @Test
    void aConnectionServesManyRequestsUntilItsClientSaysClose() throws Exception {
        final var stage = web();
        final var answers = stage.raw((GET + "\r\n").repeat(3) + GET + "Connection: close\r\n\r\n" + GET + "\r\n");
        assertEquals(4, answers.split("HTTP/1.1 503 ", -1).length - 1, answers);
        assertEquals(1, stage.count("connected"));
        final var old = stage.raw("GET / HTTP/1.0\r\n\r\n");
        assertTrue(old.startsWith("HTTP/1.1 503 "), old);
    }

    @Test
    void strangeTargetsDoNoHarm() throws Exception {
        final var stage = web();
        for (var line : List.of("CONNECT other:443", "GET http://other/x", "OPTIONS *", "GET //other/x", "GET x")) {
            final var answer = stage.raw(line + " HTTP/1.1\r\nHost: web\r\nAccept: text/html\r\n"
                + "Connection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertFalse(answer.contains("other"), answer);
        }
    }

    @Test
    void whatBreaksTheRulesIsRefused() throws Exception {
        final var stage = web();
        final var refused = Map.of(
            "nonsense\r\n\r\n", "400",
            "GET / HTTP/1.1\r\n\r\n", "400",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400",
            GET + "Content-Length: x\r\n\r\n", "400",
            GET + "bad header\r\n\r\n", "400",
            "GET / HTTP/2.0\r\nHost: web\r\n\r\n", "505",
            "GET /" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: web\r\n\r\n", "414",
            GET + "X: " + "x".repeat(17_000) + "\r\n\r\n", "431",
            GET + "X: y\r\n".repeat(5_000) + "\r\n", "431");
        for (var each : refused.entrySet()) {
            final var answer = stage.raw(each.getKey());
            assertTrue(answer.startsWith("HTTP/1.1 " + each.getValue() + ' '), answer);
            assertTrue(answer.contains("close"), answer);
        }
        assertEquals(6, stage.count("malformed"));
        assertEquals(3, stage.count("header-too-large"));
    }

    @Test
    void aLargeBodyIsNotTaken() throws Exception {
        final var stage = web();
        assertEquals(413, stage.answer("x".repeat(8193)).statusCode());
        assertEquals(1, stage.count("body-too-large"));
        // its size is not what is wrong with it
        assertEquals(503, stage.send(HttpRequest.newBuilder(stage.uri("/upload"))
            .PUT(BodyPublishers.ofByteArray(new byte[100_000]))).statusCode());
        final var asked = stage.raw("PUT / HTTP/1.1\r\nHost: web\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
        assertTrue(asked.startsWith("HTTP/1.1 503 "), asked);
        final var chunks = stage.raw("POST / HTTP/1.1\r\nHost: web\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(3));
        assertTrue(chunks.startsWith("HTTP/1.1 503 "), chunks);
    }

    @Test
    void whoIsSlowIsCutOff() throws Exception {
        final var stage = quick();
        assertTrue(stage.raw(GET).startsWith("HTTP/1.1 408 "));
        assertTrue(stage.raw("POST " + InquiryPage.ANSWER + " HTTP/1.1\r\nHost: web\r\nContent-Length: 9\r\n\r\nx")
            .startsWith("HTTP/1.1 408 "));
        assertEquals(2, stage.count("too-slow"));
        assertEquals("", stage.raw(""));
        final var idle = stage.raw(GET + "\r\n");
        assertTrue(idle.startsWith("HTTP/1.1 503 "), idle);
        assertFalse(idle.contains("408"), idle);
    }

    /** A trickle of octets does not buy time. */
    @Test
    void slowSendersDoNotStopOthers() throws Exception {
        final var stage = play(new Stage(Stage.QUICK, bound -> 0));
        final var web = standIn("web", 80, StandInKind.HTTP);
        stage.configure(Look.PLAIN, true, 1000, web).open(web);
        final var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 80; i++) {
                slow.add(stage.connect());
                write(slow.getLast(), i % 2 == 0 ? "GET /" : GET + "X: y\r\n".repeat(50));
            }
            assertEquals(503, stage.get("/").statusCode());
            await().until(() -> stage.count("too-slow") == 80);
            assertTrue(rest(slow.getFirst()).startsWith("HTTP/1.1 408 "));
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    /** Who asks and asks, and takes no answers, does not fill the memory. */
    @Test
    void answersThatAreNotTakenEndTheConnection() throws Exception {
        final var stage = quick();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", stage.port()));
            final var many = (GET + "Accept: text/html\r\n\r\n").repeat(2000);
            assertThrows(IOException.class, () -> {
                while (true) {
                    write(socket, many);
                }
            });
        }
        await().until(() -> stage.count("not-taken") > 0);
        assertEquals(503, stage.get("/").statusCode());
    }

    @Test
    void aClientHasSoManyConnectionsOnly() throws Exception {
        final var stage = play(new Stage());
        final var web = standIn("web", 80, StandInKind.HTTP);
        stage.configure(Look.PLAIN, true, 2, web).open(web);
        try (var first = stage.connect(); var second = stage.connect()) {
            await().until(() -> stage.count("connected") == 2);
            try (var third = stage.connect()) {
                assertThrows(IOException.class, () -> {
                    write(third, GET + "\r\n");
                    if (third.getInputStream().read() < 0) {
                        throw new IOException("closed");
                    }
                });
            }
            assertEquals(1, stage.count("client-full"));
            write(first, GET + "Connection: close\r\n\r\n");
            assertTrue(rest(first).startsWith("HTTP/1.1 503 "));
            write(second, GET + "Connection: close\r\n\r\n");
            assertTrue(rest(second).startsWith("HTTP/1.1 503 "));
        }
        assertEquals(503, stage.get("/").statusCode());
    }

    @Test
    void thereAreSoManyConnectionsOnly() throws Exception {
        final var stage = play(new Stage(Stage.QUICK, bound -> 0));
        final var web = standIn("web", 80, StandInKind.HTTP);
        stage.configure(Look.PLAIN, true, 1000, web).open(web);
        final var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 110; i++) {
            sockets.add(stage.connect());
        }
        await().until(() -> stage.count("full") == 10);
        for (var socket : sockets) {
            socket.close();
        }
        await().until(() -> {
            try {
                return stage.get("/").statusCode() == 503;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aPageThatWaitsIsNotForgottenAndHearsThatTheServerIsBack() throws Exception {
        final var stage = quick();
        try (var page = stage.connect()) {
            write(page, "GET " + InquiryPage.WAIT + " HTTP/1.1\r\nHost: web\r\n\r\n");
            final var in = page.getInputStream();
            final var head = new StringBuilder();
            while (head.indexOf(":\n\n:\n\n") < 0) {
                head.append((char) in.read());
            }
            assertTrue(head.toString().startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"),
                head::toString);
            final var ended = stage.terminator.end(Stage.WEB);
            final var last = rest(page);
            assertTrue(last.endsWith("event: back\ndata: 0\n\n"), last);
            ended.get(2, TimeUnit.SECONDS);
        }
        assertEquals(1, stage.count("waiting"));
        assertEquals(1, stage.count("told-back"));
    }

    @Test
    void manyPagesAreSpreadOverAFewSeconds() throws Exception {
        final var stage = web();
        final var pages = new ArrayList<Socket>();
        for (int i = 0; i < 5; i++) {
            pages.add(stage.connect());
            write(pages.getLast(), "GET " + InquiryPage.WAIT + " HTTP/1.1\r\nHost: web\r\n\r\n");
        }
        await().until(() -> stage.count("waiting") == 5);
        stage.terminator.end(Stage.WEB);
        for (var page : pages) {
            final var told = rest(page);
            assertTrue(told.endsWith("event: back\ndata: 200\n\n"), told);
            page.close();
        }
        assertEquals(3000, Back.to(10_000).spread());
    }

    @Test
    void whenTheServerIsBackEverythingEndsSoon() throws Exception {
        final var stage = web();
        final int port = stage.port();
        final CompletableFuture<Void> ended;
        final long begun;
        try (var idle = stage.connect(); var half = stage.connect(); var late = stage.connect()) {
            write(idle, GET + "\r\n");
            assertTrue(idle.getInputStream().read() > 0);
            write(half, GET);
            await().until(() -> stage.count("connected") == 3);
            begun = System.nanoTime();
            ended = stage.terminator.end(Stage.WEB);
            final var answer = stage.browse("/reports?day=1");
            assertEquals(503, answer.statusCode());
            assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
            assertTrue(answer.body().contains("content=\"1;url=/reports?day=1\""), answer.body());
            assertTrue(answer.body().contains("data-goes=\"now\""), answer.body());
            rest(idle);
            write(half, "Accept: */*\r\n\r\n");
            assertTrue(rest(half).toLowerCase(Locale.ROOT).contains("connection: close"));
            ended.get(2, TimeUnit.SECONDS);
        }
        assertTrue(System.nanoTime() - begun < 1_500_000_000L);
        // Some switch may still lead somebody here
        assertEquals(503, stage.browse("/").statusCode());
        stage.terminator.close(Stage.WEB);
        await().ignoreExceptionsInstanceOf(BindException.class).until(() -> {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        });
        assertTrue(stage.terminator.end(Stage.WEB).isDone());
    }

    @Test
    void whatDoesNotEndIsReset() throws Exception {
        final var stage = web();
        try (var half = stage.connect()) {
            write(half, "GET / HT");
            await().until(() -> stage.count("connected") == 1);
            stage.terminator.end(Stage.WEB).get(2, TimeUnit.SECONDS);
            assertThrows(IOException.class, () -> {
                while (half.getInputStream().read() >= 0) {
                    // until the reset is seen
                }
                throw new IOException("closed");
            });
        }
    }

    @Test
    void aServiceIsStoodInForAgain() throws Exception {
        final var stage = web();
        final int port = stage.port();
        assertEquals(port, stage.terminator.open(Stage.WEB, Stage.SINCE).get(Stage.HERE));
        stage.terminator.end(Stage.WEB).join();
        stage.open(standIn("web", 80, StandInKind.HTTP));
        assertEquals(503, stage.get("/").statusCode());
    }

    @Test
    void whatIsNotConfiguredIsNotOpened() {
        final var stage = play(new Stage());
        assertThrows(IllegalArgumentException.class, () -> stage.terminator.open(Stage.WEB, Stage.SINCE));
        stage.terminator.configure(new StandInSettings(Set.of(IpAddress.parse("192.0.2.1")),
            Map.of(Stage.WEB, standIn("web", 80, StandInKind.HTTP)), Look.PLAIN, true, 1));
        assertThrows(IOException.class, () -> stage.terminator.open(Stage.WEB, Stage.SINCE));
    }

    @Test
    void servicesAndAddressesHaveTheirOwnPorts() throws Exception {
        final var stage = play(new Stage());
        final var both = Set.of(Stage.HERE, IpAddress.parse("::1"));
        final var first = standIn("web", 80, StandInKind.HTTP);
        final var second = standIn("shop", 80, StandInKind.HTTP);
        stage.terminator.configure(new StandInSettings(both, Map.of(first.service(), first, second.service(), second),
            Look.PLAIN, true, 10));
        final var ports = stage.terminator.open(first.service(), Stage.SINCE);
        assertEquals(both, ports.keySet());
        stage.open(second);
        assertTrue(stage.browse("/").body().contains("<h1>shop is not available"));
        final var six = stage.send(HttpRequest.newBuilder(
            URI.create("http://[::1]:" + ports.get(IpAddress.parse("::1")) + '/')));
        assertEquals("::1", JsonParser.parseString(six.body()).getAsJsonObject().get("client").getAsString());
    }

    @Test
    void theDeskHearsOfAVisitorOnce() throws Exception {
        final var stage = web();
        for (int i = 0; i < 5; i++) {
            stage.browse("/" + i);
        }
        assertEquals(List.of(Stage.HERE), stage.desk.visits);
        assertEquals(5, stage.count("page-shown"));
    }

    @Test
    void aPoliteLineIsSaidWhereTheServerSpeaksFirst() throws Exception {
        final var stage = play(new Stage());
        final var ftp = standIn("ftp1", 21, StandInKind.FTP);
        final var mail = standIn("mail.example.com", 25, StandInKind.SMTP);
        final var page = standIn("mail.example.com", 8080, StandInKind.HTTP);
        stage.configure(Look.PLAIN, true, 10, ftp, mail, page);
        assertEquals("421 Service not available: ftp1 has not answered since 2026-11-26 20:20 UTC\r\n",
            stage.open(ftp).raw("USER anna\r\n"));
        assertEquals("421 mail.example.com Service not available: mail.example.com has not answered since "
            + "2026-11-26 20:20 UTC; to be told when it is back, see http://mail.example.com:8080/\r\n",
            stage.open(mail).raw(""));
        assertEquals(2, stage.count("greeted"));
        assertEquals(List.of(Stage.HERE, Stage.HERE), stage.desk.visits);
        try (var open = stage.connect()) {
            await().until(() -> stage.count("greeted") == 3);
            stage.terminator.end(mail.service()).get(2, TimeUnit.SECONDS);
            assertTrue(rest(open).startsWith("421 "));
        }
    }

    @Test
    void aNameThatIsNoDomainIsNotGivenForOne() {
        final var here = IpAddress.parse("fd99::1");
        assertTrue(line("mail_1", here).startsWith("421 [IPv6:fd99::1] Service"));
        assertTrue(line("mail_1", Stage.HERE).startsWith("421 [127.0.0.1] Service"));
        assertFalse(line("mail", here).contains("http"));
        assertTrue(line("10.99.0.2", here).contains("http://10.99.0.2/"));
        assertTrue(line("mail", here).length() <= 512);
    }

    private static String line(final String server, final IpAddress here) {
        final var mail = standIn(server, 25, StandInKind.SMTP);
        return new String(Greeting.line(mail, Stage.SINCE, here,
            List.of(mail, standIn(server, 80, StandInKind.HTTP))), StandardCharsets.US_ASCII);
    }
}
