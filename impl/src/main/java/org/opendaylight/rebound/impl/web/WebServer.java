/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.impl.web.Page.Reply;
import org.opendaylight.rebound.impl.web.Page.Request;
import org.opendaylight.rebound.impl.web.WebSettings.Listener;
import org.opendaylight.rebound.push.RequestLimit;
import org.opendaylight.rebound.push.ServerLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pages over HTTP (RFC 9112), with the server that Java has. It answers GET, HEAD and POST, and lets nobody take
 * more than a little: {@value #MAX_BODY} bytes of body, {@value #REQUEST_SECONDS} seconds to send a request and as many
 * to take the answer, {@value #CONNECTIONS} connections, and so many requests a minute as the settings say.
 *
 * <p>An address that cannot be listened on is tried again every {@value #RETRY_SECONDS} seconds.
 *
 * <p>Counted in stage {@code web}: what a page counts; {@code rate-limited}, {@code not-found}, {@code wrong-method},
 * {@code too-large}, {@code malformed}, {@code broken-off}.
 */
public final class WebServer implements AutoCloseable {
    /** The stage that requests are counted in. */
    public static final String STAGE = "web";

    static final int MAX_BODY = 8192;
    static final int REQUEST_SECONDS = 10;
    static final int CONNECTIONS = 100;
    static final int RETRY_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int BACKLOG = 50;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private static final ServerLimits LIMITS = new ServerLimits(REQUEST_SECONDS, CONNECTIONS);

    private final Map<Listener, HttpServer> running = new HashMap<>();
    private final RequestLimit limit = new RequestLimit(Ticker.systemTicker());
    private final ThreadPoolExecutor threads = LIMITS.threads("rebound-web-");
    private final Map<String, Page> pages;
    private final ScheduledExecutorService executor;
    private final Counters counters;

    /** What cannot be listened on, and was said to be so. */
    private final Set<Listener> failing = new HashSet<>();
    private volatile WebSettings settings = new WebSettings(Set.of(), null, 0);
    private boolean retrying;
    private boolean closed;

    /**
     * A server that listens nowhere yet.
     *
     * @param pages the pages by their paths, which begin with a slash
     * @param executor tries again to listen
     * @param counters counts in stage {@value #STAGE}
     */
    public WebServer(final Map<String, Page> pages, final ScheduledExecutorService executor, final Counters counters) {
        this.pages = Map.copyOf(pages);
        this.executor = requireNonNull(executor);
        this.counters = requireNonNull(counters);
        LIMITS.set();
    }

    /**
     * Takes new settings: listens where it does not yet, and no more where it is not to.
     *
     * @param newSettings the settings
     */
    public synchronized void configure(final WebSettings newSettings) {
        settings = requireNonNull(newSettings);
        running.entrySet().removeIf(entry -> {
            final boolean unwanted = !newSettings.listeners().contains(entry.getKey());
            if (unwanted) {
                entry.getValue().stop(0);
                LOG.info("Not serving HTTP on {} any more", entry.getKey());
            }
            return unwanted;
        });
        failing.retainAll(newSettings.listeners());
        listen();
    }

    /**
     * Where it listens.
     *
     * @return each listener with its address, which says the port if the system chose it
     */
    synchronized Map<Listener, InetSocketAddress> listening() {
        return running.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().getAddress()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.values().forEach(server -> server.stop(0));
        running.clear();
        threads.shutdownNow();
    }

    private synchronized void retry() {
        retrying = false;
        if (!closed) {
            listen();
        }
    }

    private void listen() {
        for (var listener : settings.listeners()) {
            if (!running.containsKey(listener)) {
                try {
                    running.put(listener, start(listener));
                    failing.remove(listener);
                    LOG.info("Serving HTTP on {}", listener);
                } catch (IOException e) {
                    if (failing.add(listener)) {
                        LOG.warn("Cannot serve HTTP on {}; trying again every {} s", listener, RETRY_SECONDS, e);
                    }
                }
            }
        }
        if (!failing.isEmpty() && !retrying) {
            retrying = true;
            executor.schedule(this::retry, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private HttpServer start(final Listener listener) throws IOException {
        final var server = HttpServer.create(
            new InetSocketAddress(listener.address().toInetAddress(), listener.port()), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                serve(exchange);
            } catch (IOException e) {
                counters.counter(STAGE, "broken-off").increment();
                LOG.debug("A request was broken off", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private void serve(final HttpExchange exchange) throws IOException, InterruptedException {
        final var now = settings;
        final var headers = exchange.getRequestHeaders();
        final var accepted = headers.getFirst("Accept-Language");
        if (!limit.admits(exchange.getRemoteAddress().getAddress(), now.requestRate())) {
            exchange.getResponseHeaders().set("Retry-After", "60");
            refuse(exchange, Language.of(accepted), TOO_MANY, "rate-limited", Refusal.TOO_MANY);
            return;
        }
        final Map<String, String> query;
        try {
            query = parameters(exchange.getRequestURI().getRawQuery());
        } catch (IllegalArgumentException e) {
            LOG.debug("A request's query cannot be read", e);
            refuse(exchange, Language.of(accepted), BAD_REQUEST, "malformed", Refusal.MALFORMED);
            return;
        }
        final var language = Language.of(query.getOrDefault("lang", accepted));
        final var page = pages.get(path(exchange.getRequestURI(), now.publicUrl()));
        if (page == null) {
            refuse(exchange, language, NOT_FOUND, "not-found", Refusal.NOT_FOUND);
            return;
        }
        final var isPost = exchange.getRequestMethod().equals("POST");
        if (!isPost && !exchange.getRequestMethod().equals("GET") && !isHead(exchange)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
            refuse(exchange, language, WRONG_METHOD, "wrong-method", Refusal.WRONG_METHOD);
            return;
        }
        final var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            exchange.getResponseHeaders().set("Connection", "close");
            refuse(exchange, language, TOO_LARGE, "too-large", Refusal.TOO_LARGE);
            return;
        }
        reply(exchange, page.answer(new Request(isPost, query, headers.getFirst("Content-Type"),
            new String(body, UTF_8), language)));
    }

    private static boolean isHead(final HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** The path below the public URL, whether or not a proxy took the URL's own path away. */
    private static String path(final URI uri, final @Nullable URI publicUrl) {
        final var path = uri.getPath();
        final var prefix = publicUrl == null ? "" : publicUrl.getPath();
        return path.startsWith(prefix + '/') ? path.substring(prefix.length()) : path;
    }

    private static Map<String, String> parameters(final @Nullable String query) {
        final var ret = new HashMap<String, String>();
        if (query != null) {
            for (var parameter : query.split("&")) {
                final int equals = parameter.indexOf('=');
                if (equals > 0) {
                    ret.putIfAbsent(URLDecoder.decode(parameter.substring(0, equals), UTF_8),
                        URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
                }
            }
        }
        return ret;
    }

    private void refuse(final HttpExchange exchange, final Language language, final int status, final String outcome,
            final Refusal refusal) throws IOException {
        counters.counter(STAGE, outcome).increment();
        reply(exchange, new Reply(status, refusal.page(language)));
    }

    private static void reply(final HttpExchange exchange, final Reply reply) throws IOException {
        final var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", Html.POLICY);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Robots-Tag", "noindex");
        final var body = reply.html().getBytes(UTF_8);
        if (isHead(exchange)) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
