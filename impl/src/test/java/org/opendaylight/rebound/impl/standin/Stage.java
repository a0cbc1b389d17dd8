/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.impl.web.LinkKey;

/** A terminator on the loopback interface, and clients of it. */
final class Stage implements AutoCloseable {
    static final IpAddress HERE = IpAddress.parse("127.0.0.1");
    static final ServiceKey WEB = new ServiceKey("web", Protocol.TCP, 80);
    static final Instant SINCE = Instant.parse("2026-11-26T20:20:22.5Z");
    static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    /** As usual, but for times: a test does not wait so long. */
    static final StandInLimits QUICK = new StandInLimits(100, 16_384, 16_384, 8_192, Duration.ofMillis(400),
        Duration.ofMillis(600), Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(300));

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    final PlayedDesk desk = new PlayedDesk();
    final CounterRegistry counters = new CounterRegistry();
    final HttpClient http = HttpClient.newHttpClient();
    volatile @Nullable LinkKey key = new LinkKey(new byte[32]);
    final Terminator terminator;
    private URI uri = URI.create("http://127.0.0.1");

    Stage(final StandInLimits limits, final IntUnaryOperator random) {
        terminator = new Terminator(desk, () -> key, counters, limits, InstantSource.system(), random);
    }

    Stage() {
        this(StandInLimits.USUAL, bound -> bound - 1);
    }

    static StandIn standIn(final String server, final int port, final StandInKind kind) {
        return new StandIn(new ServiceKey(server, Protocol.TCP, port), kind, null, false);
    }

    Stage configure(final Look look, final boolean confirm, final int connections, final StandIn... standIns) {
        terminator.configure(new StandInSettings(Set.of(HERE), Stream.of(standIns)
            .collect(Collectors.toMap(StandIn::service, Function.identity())), look, confirm, connections));
        return this;
    }

    Stage open(final StandIn standIn) throws IOException {
        uri = URI.create((standIn.tls() == null ? "http" : "https") + "://127.0.0.1:"
            + terminator.open(standIn.service(), SINCE).get(HERE));
        return this;
    }

    /** Stands in for a plain web server. */
    Stage web() throws IOException {
        final var web = standIn("web", 80, StandInKind.HTTP);
        return configure(Look.PLAIN, true, 50, web).open(web);
    }

    int port() {
        return uri.getPort();
    }

    URI uri(final String path) {
        return uri.resolve(path);
    }

    long count(final String outcome) {
        return counters.counter("stand-in", outcome).value();
    }

    HttpResponse<String> send(final HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    /** What a program gets. */
    HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** What a person gets. */
    HttpResponse<String> browse(final String path, final String language) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).headers("Accept", BROWSER, "Accept-Language", language));
    }

    HttpResponse<String> browse(final String path) throws IOException, InterruptedException {
        return browse(path, "en");
    }

    String token() throws IOException, InterruptedException {
        final var found = TOKEN.matcher(browse("/").body());
        return found.find() ? found.group(1) : "";
    }

    HttpResponse<String> answer(final String form, final String... headers) throws IOException, InterruptedException {
        final var request = HttpRequest.newBuilder(uri(InquiryPage.ANSWER))
            .headers("Accept", BROWSER, "Content-Type", "application/x-www-form-urlencoded");
        return send((headers.length == 0 ? request : request.headers(headers)).POST(BodyPublishers.ofString(form)));
    }

    Socket connect() throws IOException {
        final var ret = new Socket(InetAddress.getLoopbackAddress(), port());
        ret.setSoTimeout(10_000);
        return ret;
    }

    static void write(final Socket socket, final String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    static String rest(final Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Sends something, and reads until the server closes. */
    String raw(final String text) throws IOException {
        try (var socket = connect()) {
            write(socket, text);
            return rest(socket);
        }
    }

    @Override
    public void close() {
        terminator.close();
        http.close();
    }
}
