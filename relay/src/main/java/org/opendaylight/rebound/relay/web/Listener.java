/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.push.RequestLimit;
import org.opendaylight.rebound.push.ServerLimits;
import org.opendaylight.rebound.push.Tls;
import org.opendaylight.rebound.relay.config.ListenSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pages over HTTP (RFC 9112), with the server that Java has, and lets nobody take more than a little:
 * {@value #REQUEST_SECONDS} seconds to send a request and as many to take the answer, {@value #CONNECTIONS}
 * connections, and so many requests a minute as the settings say.
 *
 * <p>Counted in stage {@value #STAGE}: each reason of a refusal; {@code answered}; {@code broken-off}.
 */
final class Listener implements AutoCloseable {
    static final String STAGE = "http";
    static final int REQUEST_SECONDS = 10;
    static final int CONNECTIONS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 50;
    /** How long a stop waits for answers that are on their way. */
    private static final int STOP_SECONDS = 1;

    private static final ServerLimits LIMITS = new ServerLimits(REQUEST_SECONDS, CONNECTIONS);

    private final ThreadPoolExecutor threads = LIMITS.threads("relay-http-");
    private final Map<String, Page> pages;
    private final RequestLimit limit = new RequestLimit(Ticker.systemTicker());
    private final int requestRate;
    private final Counters counters;
    private final HttpServer server;

    /**
     * Begins to serve.
     *
     * @param settings where
     * @param pages the pages by their paths
     * @param counters counts in stage {@value #STAGE}
     * @throws IOException if it cannot be listened there
     */
    Listener(final ListenSettings settings, final Map<String, Page> pages, final Counters counters)
            throws IOException {
        LIMITS.set();
        this.pages = Map.copyOf(pages);
        this.counters = requireNonNull(counters);
        requestRate = settings.requestRate();
        server = server(settings.tls(), settings.endpoint().toSocketAddress());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpServer server(final @Nullable Tls tls, final InetSocketAddress address) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, BACKLOG);
        }
        final var ret = HttpsServer.create(address, BACKLOG);
        ret.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(final HttpsParameters parameters) {
                final var ssl = getSSLContext().getDefaultSSLParameters();
                // Not needed: a signature or a token will do, where they are configured
                ssl.setWantClientAuth(tls.trusted() != null);
                parameters.setSSLParameters(ssl);
            }
        });
        return ret;
    }

    /** {@return where it listens, with the port that the system chose} */
    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(final HttpExchange exchange) {
        try (exchange) {
            reply(exchange, answer(exchange));
        } catch (IOException e) {
            counters.counter(STAGE, "broken-off").increment();
            LOG.debug("A request was broken off", e);
        }
    }

    private Answer answer(final HttpExchange exchange) throws IOException {
        try {
            final var ret = serve(exchange);
            counters.counter(STAGE, "answered").increment();
            return ret;
        } catch (Refusal e) {
            counters.counter(STAGE, e.problem().counted()).increment();
            LOG.debug("A request of {} is refused: {}", exchange.getRemoteAddress(), e.problem(), e);
            return e.answer();
        }
    }

    private Answer serve(final HttpExchange exchange) throws Refusal, IOException {
        if (!limit.admits(exchange.getRemoteAddress().getAddress(), requestRate)) {
            throw new Refusal(Problem.TOO_MANY, "too many requests from this address in a minute",
                Map.of("Retry-After", "60"));
        }
        final var page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            throw new Refusal(Problem.NOT_FOUND, "there is nothing here");
        }
        if (!page.method().equals(isHead(exchange) ? "GET" : exchange.getRequestMethod())) {
            throw new Refusal(Problem.WRONG_METHOD, "the method here is " + page.method(),
                Map.of("Allow", page.method()));
        }
        return page.answer(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders()::getFirst, isCertified(exchange)),
            most -> exchange.getRequestBody().readNBytes(most + 1));
    }

    /** Java has refused every certificate that the authority did not sign. */
    private static boolean isCertified(final HttpExchange exchange) {
        if (exchange instanceof HttpsExchange https) {
            try {
                return https.getSSLSession().getPeerCertificates().length > 0;
            } catch (SSLPeerUnverifiedException e) {
                LOG.trace("The client has shown no certificate", e);
            }
        }
        return false;
    }

    private static void reply(final HttpExchange exchange, final Answer answer) throws IOException {
        final var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(headers::set);
        final var body = answer.octets();
        if (isHead(exchange)) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean isHead(final HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    @Override
    public void close() {
        server.stop(STOP_SECONDS);
        threads.shutdownNow();
    }
}
